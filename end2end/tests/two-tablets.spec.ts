// Two tablets of one place, and the desk: everyone sees the same sum, and nobody presses anything.

import { expect, test } from "../fixtures.ts";
import { Coordinator } from "../coordinator.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

test("what two tablets counted without a network is one sum on every screen", async ({
  profile,
  samvaro,
}) => {
  const devices = [await profile(), await profile(), await profile()] as const;
  const first = await Tablet.paired(await devices[0].open(), samvaro, hatten);
  const second = await Tablet.paired(await devices[1].open(), samvaro, hatten);
  const desk = await Coordinator.signedIn(await devices[2].open(), samvaro);
  await desk.expectWeek("Hatten", "–", /^\D*0 av \d+$/);
  await first.count(openHouse);
  await second.count(openHouse);

  await samvaro.kill();
  await first.tap(7);
  await second.tap(4);
  await first.expectSaved(onTablet);
  await second.expectSaved(onTablet);
  await first.expectTotal(7);
  await second.expectTotal(4);

  await samvaro.start();
  await samvaro.kill();
  await first.tap(3);
  await second.undo.click();
  await second.tap(2);
  await samvaro.start();

  const sum = 7 + 4 + 3 - 1 + 2;
  await first.expectSaved(sent);
  await second.expectSaved(sent);
  await first.expectTotal(sum);
  await second.expectTotal(sum);
  await desk.expectWeek("Hatten", String(sum), /^\D*1 av \d+$/);
});

test("a tap on one tablet shows on the other without anyone asking", async ({ profile, samvaro }) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await first.count(openHouse);
  await second.count(openHouse);
  await first.tap(2);
  await second.expectTotal(2);
  await second.tap();
  await first.expectTotal(3);
  // Each takes back its own count only.
  await first.undo.click();
  await first.undo.click();
  await second.expectTotal(1);
});

test("two typed numbers that did not know of each other are shown and settled in one tap", async ({
  profile,
  samvaro,
}) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await first.count(openHouse);
  await second.count(openHouse);
  await samvaro.kill();
  await first.typeNumber(20);
  await second.typeNumber(23);
  await first.expectSaved(onTablet);
  await second.expectSaved(onTablet);
  await samvaro.start();
  await first.page.getByRole("heading", { name: "Två räkningar" }).waitFor();
  await second.page.getByRole("heading", { name: "Två räkningar" }).waitFor();
  await second.page.getByRole("button", { name: "Behåll 23" }).click();
  await first.expectTotal(23);
  await second.expectTotal(23);
  await first.page.getByRole("heading", { name: "Två räkningar" }).waitFor({ state: "hidden" });
});

test("whoever counted exactly takes back that another tablet had guessed", async ({ profile, samvaro }) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const guessed = (tablet: Tablet) => tablet.page.getByLabel("Ungefär");
  await first.count(openHouse);
  await first.tap(3);
  await first.about();
  await first.expectSaved(sent);
  await expect(second.duty(openHouse).getByText("ungefär", { exact: true })).toBeVisible({ timeout: 60_000 });
  await second.count(openHouse);
  await second.typeNumber(4);
  await expect(guessed(second)).toBeChecked();
  await guessed(second).uncheck();
  await expect(guessed(first)).not.toBeChecked({ timeout: 60_000 });
  await first.tap();
  for (const tablet of [first, second]) {
    await tablet.expectTotal(5);
    await tablet.expectSaved(sent);
    await tablet.done();
    await expect(tablet.duty(openHouse)).toContainText("5");
    await expect(tablet.duty(openHouse)).not.toContainText("ungefär");
  }
});
