// What one shift leaves for the next.

import { expect, test } from "../fixtures.ts";
import { hatten } from "../house.ts";
import { join, keptInBrowser, line, lookAgain, write } from "../people.ts";
import { Tablet } from "../tablet.ts";

const fortnightMs = 14 * 24 * 60 * 60 * 1_000;
const filters = "Kaffefiltren är snart slut.";
const alarm = "Vem tar larmet på fredag?";

test("a line that is written without a network is read on the other tablet, and both see that", async ({
  profile,
  samvaro,
}) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await samvaro.stop();
  await join(first.page, "K");
  await write(first.page, filters);
  await expect(line(first.page, filters)).toContainText("K, i dag");
  await first.day();
  await expect(line(first.page, filters)).toBeVisible();

  await samvaro.start();
  await first.expectAllSent();
  await second.day();
  await expect(line(second.page, filters)).toContainText("K, i dag", { timeout: 60_000 });
  await second.page.getByRole("button", { name: `Läst: ${filters}` }).click();
  await expect(line(second.page, filters)).toHaveCount(0);
  await expect(line(first.page, filters)).toHaveCount(0, { timeout: 60_000 });
  await first.page.goto("/personal/overlamning");
  await expect(first.page.getByRole("heading", { name: "Läst och klart" })).toBeVisible();
  await first.page.getByRole("button", { name: `Visa igen: ${filters}` }).click();
  await expect(line(second.page, filters)).toBeVisible({ timeout: 60_000 });
});

test("a question is answered, and two who answer at once are both heard", async ({ profile, samvaro }) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await write(first.page, alarm, true);
  await expect(line(first.page, alarm)).toContainText("Fråga");
  await first.expectAllSent();
  await second.page.goto("/personal/overlamning");
  await expect(line(second.page, alarm)).toBeVisible({ timeout: 60_000 });
  await samvaro.stop();
  for (const [tablet, answer] of [[first, "Nattvakten"], [second, "Ingen, det är avstängt"]] as const) {
    await tablet.page.getByRole("button", { name: `Svara: ${alarm}` }).click();
    await expect(tablet.page.getByLabel("Ditt svar")).toBeFocused();
    await tablet.page.keyboard.type(answer);
    await tablet.page.getByRole("button", { name: "Spara svaret" }).click();
    await expect(line(tablet.page, alarm)).toContainText(answer);
  }
  await samvaro.start();
  for (const tablet of [first, second]) {
    await lookAgain(tablet);
    await expect(line(tablet.page, alarm)).toContainText("Nattvakten", { timeout: 60_000 });
    await expect(line(tablet.page, alarm)).toContainText("Ingen, det är avstängt");
    await expect(tablet.page.getByText("Läst och klart")).toBeVisible();
  }
});

test("a line is erased at once, also without a network, and is on no tablet afterwards", async ({
  profile,
  samvaro,
}) => {
  const secret = "Ring Gunhild Testsson";
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await write(first.page, secret);
  await first.expectAllSent();
  await second.day();
  await expect(line(second.page, secret)).toBeVisible({ timeout: 60_000 });
  await samvaro.stop();
  await first.page.getByRole("button", { name: `Radera: ${secret}` }).click();
  await first.page.getByRole("button", { name: "Radera för alltid" }).click();
  await expect(line(first.page, secret)).toHaveCount(0);
  await expect.poll(() => keptInBrowser(first.page)).not.toContain("Gunhild");
  await samvaro.start();
  await expect(line(second.page, secret)).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(() => keptInBrowser(second.page)).not.toContain("Gunhild");
  expect(samvaro.log).not.toContain("Gunhild");
});

test("a line is not shown any more after fourteen days", async ({ page, samvaro }) => {
  await page.clock.install();
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await write(page, filters);
  await tablet.expectAllSent();
  await page.clock.fastForward(fortnightMs - 60_000);
  await lookAgain(tablet);
  await page.getByRole("button", { name: "Visa namn" }).click();
  await expect(line(page, filters)).toBeVisible();
  await page.clock.fastForward(2 * 60_000);
  await expect(line(page, filters)).toHaveCount(0);
});

test("who does what today is chosen by two at once, seen by both, and settled in one choice", async ({
  profile,
  samvaro,
}) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await join(first.page, "K");
  await join(first.page, "Bo");
  await first.expectAllSent();
  for (const tablet of [first, second]) {
    await tablet.page.goto("/personal/overlamning");
    await expect(tablet.page.getByLabel("Kaffe")).toContainText("Bo", { timeout: 60_000 });
  }
  await samvaro.stop();
  await first.page.getByLabel("Kaffe").selectOption("K");
  await second.page.getByLabel("Kaffe").selectOption("Bo");
  await samvaro.start();
  for (const tablet of [first, second]) {
    await lookAgain(tablet);
    await expect(tablet.page.getByText("Två har valt olika.")).toBeVisible({ timeout: 60_000 });
  }
  await first.page.getByLabel("Kaffe").selectOption({ index: 0 });
  await first.page.getByLabel("Kaffe").selectOption("K");
  await expect(first.page.getByText("Två har valt olika.")).toHaveCount(0);
  await expect(second.page.getByText("Två har valt olika.")).toHaveCount(0, { timeout: 60_000 });
  await second.day();
  await expect(second.page.getByText("Kaffe: K.")).toBeVisible();
});
