// What a tablet says of itself above its day.

import { expect } from "@playwright/test";
import { clearBehindTwoTaps, upgradeFromTheFuture } from "../memory.ts";
import { NewBuild, lookForUpdate } from "../new-build.ts";
import { Tablet, comesBackWithinMs, sent } from "../tablet.ts";
import { counting } from "./counting.ts";
import { type Screen, type Where, paired } from "./where.ts";

export const bannerScreens: Screen[] = [
  { name: "day-new-tablet", open: newTablet },
  { name: "day-update", open: updateWaits },
  { name: "day-older", open: olderBuild },
  { name: "day-restored", open: restored },
  { name: "day-unpaired", open: unpaired },
];

/** Nobody has looked whether the tablet is ready for use. */
async function newTablet({ page, samvaro, place }: Where): Promise<void> {
  await Tablet.paired(page, samvaro, place);
  await expect(page.getByRole("link", { name: "Ny platta: se om den är klar" })).toBeVisible();
}

async function updateWaits(where: Where): Promise<void> {
  const { page, samvaro } = where;
  await paired(where);
  // Where it goes with all else that the installation leaves behind.
  samvaro.site = (await NewBuild.after(samvaro.site, undefined, samvaro.dataFolder)).folder;
  await samvaro.restart();
  await lookForUpdate(page);
  await expect(page.getByText("Det finns en ny version.")).toBeVisible({ timeout: comesBackWithinMs });
}

/** A newer build has upgraded the tablet's memory. */
async function olderBuild(where: Where): Promise<void> {
  const { page } = where;
  const tablet = await paired(where);
  await upgradeFromTheFuture(page);
  await tablet.day();
  await expect(page.getByText("Plattan har haft en nyare version.")).toBeVisible();
}

/** The memory was damaged, and what was not sent is there all the same. */
async function restored(where: Where): Promise<void> {
  const { page, samvaro } = where;
  const tablet = await counting(where);
  await tablet.expectSaved(sent);
  await clearBehindTwoTaps(tablet, samvaro);
  await samvaro.start();
  await tablet.day();
  await expect(page.getByText("2 ändringar är hämtade från reservkopian.")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Räkna: Drop-in/ }).last()).toBeVisible();
}

/** The server knows nothing of the tablet any more, which counts on. */
async function unpaired(where: Where): Promise<void> {
  const { page } = where;
  await paired(where);
  await page.context().clearCookies();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.getByRole("link", { name: "Koppla plattan" })).toBeVisible({ timeout: comesBackWithinMs });
}
