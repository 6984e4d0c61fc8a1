// A full day of a meeting place: two tablets without a network, at odds with each other, and in the
// end everything is there, whatever crossed is settled, and every figure is the same everywhere.

import type { Locator } from "@playwright/test";
import { List } from "../decision.ts";
import { expectFiguresAtDesk, expectFiguresInReport, expectFiguresOfDay } from "../figures.ts";
import { expect, test } from "../fixtures.ts";
import { coffee, day, gym, hatten, openHouse } from "../house.ts";
import { line, lookAgain } from "../people.ts";
import { ProgrammeEditor } from "../programme-editor.ts";
import {
  afternoonOnFirst,
  afternoonOnSecond,
  cup,
  eveningOnFirst,
  forenoonOnFirst,
  forenoonOnSecond,
  glasses,
  hall,
  ill,
  library,
  tooFew,
  water,
} from "../shifts.ts";
import { Tablet, comesBackWithinMs, onTablet } from "../tablet.ts";
import {
  Crew,
  alarm,
  astrid,
  bertil,
  bingo,
  cecilia,
  chess,
  choir,
  computers,
  film,
  filters,
  keys,
  lunch,
  walk,
} from "../working-day.ts";

test("a full day on two tablets without a network is one day everywhere, and what crossed is settled", async ({
  browser,
  samvaro,
}) => {
  test.slow();
  const crew = await Crew.begins(browser, samvaro);
  await samvaro.stop();
  await forenoonOnFirst(crew.first);
  await forenoonOnSecond(crew.second);
  await crew.closeAndOpenFirst("K");
  await expectFiguresOfDay(crew.first, { [openHouse]: 9, [computers]: 6, [gym]: 31, Förmiddag: 7 });
  await expectForenoonKept(crew.first);
  await afternoonOnFirst(crew.first);
  await afternoonOnSecond(crew.second);
  await eveningOnFirst(crew.first);

  await samvaro.start();
  for (const tablet of crew.tablets) await lookAgain(tablet);
  await expectBothDaysOnBoth(crew);
  await settleRooms(crew);
  await settleWalk(crew);
  await settleLines(crew);
  await settleNumbers(crew);
  await giveChoirAHome(crew);
  await expectNothingCrosses(crew);
  await expectSameFigures(crew);
  await crew.goHome();
});

for (const [what, remove] of [
  ["its activity", (editor: ProgrammeEditor) => editor.remove(gym)],
  ["that very date", (editor: ProgrammeEditor) => editor.removeNextDate(gym)],
] as const) {
  test(`a date that one tablet moved while the other deleted ${what} waits until somebody chooses`, async ({
    profile,
    samvaro,
  }) => {
    const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
    const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
    await samvaro.stop();
    await first.change(gym);
    await first.moveTo({ room: library });
    await first.expectChange(`Flyttat: ${gym}.`, onTablet);
    await first.toDay();
    await remove(ProgrammeEditor.onTablet(second.page));
    await second.day();
    await samvaro.start();
    for (const tablet of [first, second]) await lookAgain(tablet);
    for (const tablet of [first, second]) {
      await expect(tablet.duty(gym)).toContainText(`${library}.`);
      await expect(crossing(tablet, gym)).toBeVisible();
      await crossing(tablet, gym).getByRole("link", { name: /^Titta/ }).click();
      await expect(tablet.page.getByRole("heading", { name: "Borttaget och ändrat samtidigt" })).toBeVisible();
    }
    await first.page.getByRole("button", { name: "Låt stå kvar" }).click();
    for (const tablet of [first, second]) {
      await tablet.day();
      await expect(crossing(tablet, gym)).toHaveCount(0, { timeout: comesBackWithinMs });
      await expect(tablet.duty(gym)).toContainText(`${library}.`);
    }
  });
}

/** What is no number has outlived the page, too. */
async function expectForenoonKept(tablet: Tablet): Promise<void> {
  await expect(tablet.duty(gym)).toContainText(`${library}.`);
  await expect(tablet.duty(gym)).toContainText("ungefär");
  await expect(tablet.duty(walk)).toContainText(ill);
  await expect(tablet.duty(openHouse)).toContainText(glasses);
  await expect(line(tablet.page, filters)).toBeVisible();
}

/** A day's line that two have changed the same thing. */
function crossing(tablet: Tablet, name: string): Locator {
  const lines = tablet.page.getByRole("status").filter({ hasText: "Två har ändrat samma sak" });
  return lines.filter({ hasText: name });
}

function versions(tablet: Tablet): Locator {
  return tablet.page.locator(".version");
}

/** Both tablets have what either wrote, and say what crossed. */
async function expectBothDaysOnBoth(crew: Crew): Promise<void> {
  for (const tablet of crew.tablets) {
    await tablet.day();
    await expect(crossing(tablet, gym)).toBeVisible({ timeout: comesBackWithinMs });
    await expect(crossing(tablet, openHouse)).toBeVisible();
    await expect(tablet.duty(walk)).toContainText(ill);
    await expect(tablet.duty(computers)).toContainText(tooFew);
    await expect(tablet.duty(film)).toContainText("Salen.");
    await expect(tablet.duty(choir)).toContainText("Utanför programmet");
    await expect(tablet.duty(gym)).toContainText("ungefär");
    await expect(line(tablet.page, filters)).toHaveCount(0);
    await expect(line(tablet.page, keys)).toContainText("K, i dag");
    await expect(line(tablet.page, alarm)).toContainText("Fråga");
    await expect(tablet.page.getByText("Kaffe: K.")).toBeVisible();
    // The day itself says that its number is two people's, and not only the screen behind it.
    await expect.soft(tablet.duty(bingo)).toContainText("Två räkningar");

    await tablet.dayOf(day(1));
    await expect(tablet.page.locator(".shut").first()).toContainText(water);
    await tablet.day();
    const list = await List.open(tablet.page, lunch);
    for (const name of [astrid, bertil, cecilia]) await expect(list.tick(name)).toBeChecked();
    await list.expectFigures("3 av 20. 4 har kommit.");
    await tablet.day();
  }
  await expectCancelledAndMoved(crew);
  await expectStoryOfCoffee(crew.second);
}

/** One cancelled it, the other one moved it: neither is lost, and each has its writer. */
async function expectCancelledAndMoved({ first, second }: Crew): Promise<void> {
  for (const [tablet, cancelledBy, movedBy] of [
    [first, "Den här plattan", "En annan platta"],
    [second, "En annan platta", "Den här plattan"],
  ] as const) {
    await tablet.change(walk);
    const rows = tablet.page.getByRole("listitem");
    await expect(rows.filter({ hasText: `Inställt: ${ill}` })).toContainText(cancelledBy);
    await expect(rows.filter({ hasText: "13.00–14.00" })).toContainText(movedBy);
    await tablet.toDay();
  }
}

async function expectStoryOfCoffee(tablet: Tablet): Promise<void> {
  await tablet.dayOf(day(-1));
  await tablet.page.getByRole("link", { name: `Rätta: ${coffee}` }).click();
  await tablet.page.getByRole("button", { name: "Avbryt" }).click();
  await tablet.page.getByRole("link", { name: "Historik" }).click();
  const told = tablet.page.getByRole("main").getByRole("listitem");
  await expect(told).toHaveCount(2);
  await expect(told.first()).toContainText("Rättat till 18 (+2): Glömde någon. I efterhand.");
  await tablet.day();
}

/** Both rooms stand side by side; the first tablet's comes back. */
async function settleRooms({ first, second }: Crew): Promise<void> {
  await crossing(first, gym).getByRole("link", { name: /^Titta/ }).click();
  await expect(versions(first)).toHaveCount(2);
  await expect(versions(first).nth(0)).toContainText(new RegExp(`Gäller nu.*En annan platta.*${hall}`));
  await expect(versions(first).nth(1)).toContainText(new RegExp(`Den här plattan.*${library}`));
  await first.page.getByRole("button", { name: `Byt till ${library}` }).click();
  await expect(versions(first)).toHaveCount(0);
  await first.toDay();
  await expect(crossing(second, gym)).toHaveCount(0, { timeout: comesBackWithinMs });
}

/** One has cancelled it, the other has moved it: it stays cancelled. */
async function settleWalk({ first, second }: Crew): Promise<void> {
  await crossing(second, walk).getByRole("link", { name: /^Titta/ }).click();
  await expect(versions(second).nth(0)).toContainText(new RegExp(`Gäller nu.*En annan platta.*${ill}`));
  await expect(versions(second).nth(1)).toContainText(/Den här plattan.*13\.00–14\.00/);
  await second.page.getByRole("button", { name: "Behåll inställt" }).click();
  await expect(versions(second)).toHaveCount(0);
  await second.toDay();
  await expect(crossing(first, walk)).toHaveCount(0, { timeout: comesBackWithinMs });
}

/** Both lines stand side by side; the second tablet's stays. */
async function settleLines({ first, second }: Crew): Promise<void> {
  await crossing(second, openHouse).getByRole("link", { name: /^Titta/ }).click();
  await expect(versions(second)).toHaveCount(2);
  await expect(versions(second).nth(1)).toContainText(glasses);
  await second.page.getByRole("button", { name: `Behåll ”${cup}”` }).click();
  await expect(versions(second)).toHaveCount(0);
  await second.toDay();
  await expect(crossing(first, openHouse)).toHaveCount(0, { timeout: comesBackWithinMs });
}

/** Both numbers are asked about on both tablets until one of them has answered. */
async function settleNumbers({ first, second }: Crew): Promise<void> {
  const asked = ({ page }: Tablet) => page.getByRole("alert").filter({ hasText: "Två räkningar" });
  for (const tablet of [first, second]) {
    await tablet.count(bingo);
    for (const number of [20, 23]) {
      await expect(asked(tablet).getByRole("button", { name: `Behåll ${number}` })).toBeVisible();
    }
  }
  await asked(second).getByRole("button", { name: "Behåll 23" }).click();
  for (const tablet of [first, second]) {
    await tablet.expectTotal(23);
    await expect(asked(tablet)).toHaveCount(0);
    await tablet.done();
  }
}

/** What was counted while the other tablet took it off the programme is given to the open house. */
async function giveChoirAHome({ first }: Crew): Promise<void> {
  await first.change(choir);
  await first.page.getByRole("button", { name: new RegExp(`^Räkna hos ${openHouse}`) }).click();
  await first.toDay();
}

async function expectNothingCrosses(crew: Crew): Promise<void> {
  for (const tablet of crew.tablets) {
    await expect(tablet.duty(openHouse)).toContainText(`4 av dem räknades som ${choir}.`, {
      timeout: comesBackWithinMs,
    });
    await expect(tablet.duty(openHouse)).toContainText(cup);
    await expect(tablet.duty(gym)).toContainText(`${library}.`);
    await expect(tablet.page.getByText("Två har ändrat samma sak")).toHaveCount(0);
    await expect(tablet.page.getByText("behöver hjälp")).toHaveCount(0);
    await tablet.expectAllSent();
  }
}

const ofActivities = {
  [openHouse]: 9 + 3 + 4,
  [gym]: 31,
  [computers]: 6,
  [lunch]: 4,
  [bingo]: 23,
  [chess]: 0,
  [film]: 8,
};
const [forenoon, afternoon, yesterday] = [7 + 2, 0 + 1, 18];

/** On both tablets, in the desk's tables and in the report behind them. */
async function expectSameFigures({ tablets, desk }: Crew): Promise<void> {
  for (const tablet of tablets) {
    await expectFiguresOfDay(tablet, { ...ofActivities, Förmiddag: forenoon, Eftermiddag: afternoon });
    await tablet.dayOf(day(-1));
    await expectFiguresOfDay(tablet, { [coffee]: yesterday });
  }
  const all = { ...ofActivities, [coffee]: yesterday, "Drop-in": forenoon + afternoon };
  const activities = Object.values(ofActivities).reduce((sum, visits) => sum + visits, yesterday);
  await desk.figures();
  await desk.openPlace("Hatten");
  await expectFiguresAtDesk(desk, { ...all, Summa: activities });
  await expectFiguresInReport(desk, hatten, [day(-1), day(0)], all);
}
