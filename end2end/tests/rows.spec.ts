// Rows that come and go: what is under a finger or the keyboard stays what it was.

import { expect, test } from "../fixtures.ts";
import { coffee, day, filtersAreFew, hatten, keyIsInTheDrawer } from "../house.ts";
import { write } from "../people.ts";
import { Tablet } from "../tablet.ts";

const film = "Filmkväll";

test("whoever presses twice says of one occurrence that nobody came, not of the next", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.dayOf(day(-1));
  await tablet.addActivity(film, "Salen");
  await tablet.day();
  const nobody = page.getByRole("button", { name: "Ingen kom" });
  await expect(tablet.duty(coffee).getByRole("button", { name: "Ingen kom" })).toBeVisible();
  await expect(nobody).toHaveCount(2);
  await nobody.first().focus();
  await page.keyboard.press("Enter");
  await expect(nobody).toHaveCount(1);
  await page.keyboard.press("Enter");
  await tablet.expectAllSent();
  await expect(nobody).toHaveCount(1);
});

test("the keyboard stays on its row of the day when a colleague adds one before it", async ({ page, profile, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const colleague = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const tomorrow = day(1);
  await tablet.dayOf(tomorrow);
  await tablet.addActivity(film, "Salen");
  const change = page.getByRole("link", { name: `Ändra: ${film}` });
  await change.focus();
  await colleague.dayOf(tomorrow);
  await expect(colleague.duty(film)).toBeVisible();
  await colleague.addActivity("Allsång", "Salen");
  await expect(tablet.duty("Allsång")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Ändra: / }).first()).toHaveAccessibleName("Ändra: Allsång");
  await expect(change).toBeFocused();
});

test("the keyboard stays on its line when a colleague writes a newer one", async ({ page, profile, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const colleague = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await write(page, filtersAreFew);
  await tablet.day();
  const read = page.getByRole("button", { name: `Läst: ${filtersAreFew}` });
  await read.focus();
  await write(colleague.page, keyIsInTheDrawer);
  await expect(page.getByRole("button", { name: /^Läst: / }).first()).toHaveAccessibleName(`Läst: ${keyIsInTheDrawer}`);
  await expect(read).toBeFocused();
});
