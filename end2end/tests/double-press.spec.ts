// Whoever presses twice where once is meant: the second press does nothing to what has come since.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { coffee, day, filtersAreFew, hatten, openHouse } from "../house.ts";
import { line, write } from "../people.ts";
import { Tablet, sent } from "../tablet.ts";

test.use({ hasTouch: true });

type At = { x: number; y: number };

async function middle(what: Locator): Promise<At> {
  await what.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await what.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

/** Two touches of the same place; the second does not wait for what the first one does. */
async function touchTwice(page: Page, at: At): Promise<void> {
  const hand = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchEnd") =>
    hand.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchStart" ? [at] : [] });
  await Promise.all([touch("touchStart"), touch("touchEnd"), touch("touchStart"), touch("touchEnd")]);
  await hand.detach();
}

/** Two clicks, likewise. */
async function clickTwice(page: Page, at: At): Promise<void> {
  const hand = await page.context().newCDPSession(page);
  const press = (type: "mousePressed" | "mouseReleased", clickCount: number) =>
    hand.send("Input.dispatchMouseEvent", { type, ...at, button: "left", clickCount });
  const clicks = [1, 2].flatMap((count) => [press("mousePressed", count), press("mouseReleased", count)]);
  await Promise.all(clicks);
  await hand.detach();
}

for (const [what, twice] of [
  ["touch", touchTwice],
  ["click", clickTwice],
] as const) {
  test(`a double ${what} opens the counting and counts nobody; on the plate it counts two`, async ({ page, samvaro }) => {
    const tablet = await Tablet.paired(page, samvaro, hatten);
    const at = await middle(page.getByRole("link", { name: `Räkna: ${openHouse}` }));
    // A slow tablet hears of the second long after the first.
    const tools = await page.context().newCDPSession(page);
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 20 });
    await twice(page, at);
    await expect(tablet.heading).toHaveText(openHouse);
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    const plate = (await tablet.plate.boundingBox())!;
    expect(at.x > plate.x && at.x < plate.x + plate.width, "the plate has come under the finger").toBe(true);
    expect(at.y > plate.y && at.y < plate.y + plate.height, "the plate has come under the finger").toBe(true);
    await twice(page, await middle(tablet.plate));
    await tablet.expectTotal(2);
    await tablet.expectSaved(sent);
  });
}

test("a double touch says of one occurrence that nobody came, not of the next", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  for (const name of ["Bingo", "Filmkväll"]) {
    await tablet.dayOf(day(-1));
    await tablet.addActivity(name, "Salen");
  }
  await tablet.day();
  await expect(tablet.duty(coffee)).toBeVisible();
  const nobody = page.getByRole("button", { name: "Ingen kom" });
  await expect(nobody).toHaveCount(3);
  await nobody.first().tap();
  // From now on the next one comes exactly where one is gone.
  await expect(nobody).toHaveCount(2);
  await touchTwice(page, await middle(nobody.first()));
  await expect(nobody).toHaveCount(1);
  await tablet.expectAllSent();
  await expect(nobody).toHaveCount(1);
});

test("a double click adds an activity once", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.getByRole("link", { name: "Lägg till en aktivitet" }).click();
  await page.getByLabel("Namn", { exact: true }).fill("Filmkväll");
  await tablet.fillIn({ from: "00:00", until: "23:59" });
  await clickTwice(page, await middle(page.getByRole("button", { name: "Lägg till" })));
  await tablet.expectDay();
  await tablet.expectAllSent();
  await expect(page.getByRole("heading", { name: "Filmkväll" })).toHaveCount(1);
});

test("a double touch asks whether a line is to be erased, and erases nothing", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  await write(page, filtersAreFew);
  await touchTwice(page, await middle(page.getByRole("button", { name: `Radera: ${filtersAreFew}` })));
  await expect(page.getByRole("button", { name: "Radera för alltid" })).toBeVisible();
  await expect(line(page, filtersAreFew)).toBeVisible();
});
