// Changing the day, also by two at once.

import { expect } from "@playwright/test";
import { leaderIsIll } from "../house.ts";
import { Tablet, onTablet } from "../tablet.ts";
import { type Screen, type Where, paired } from "./where.ts";

export const changeScreens: Screen[] = [
  { name: "change", open: async (where) => void (await changing(where)) },
  { name: "change-cancel", open: (where) => changingOpen(where, "Ställ in") },
  { name: "change-move", open: (where) => changingOpen(where, "Flytta dag, tid eller rum") },
  { name: "change-offline", open: cancelledOffline },
  { name: "change-clash", open: clash },
  { name: "day-clash", open: dayClash },
];

/** The page where an occurrence is changed. */
async function changing(where: Where): Promise<Tablet> {
  const tablet = await paired(where);
  const name = where.activity ? `Ändra: ${where.activity}` : /^Ändra: /;
  await where.page.getByRole("link", { name }).first().click();
  await expect(where.page.getByRole("button", { name: "Skriv en rad" })).toBeVisible();
  return tablet;
}

async function changingOpen(where: Where, row: "Ställ in" | "Flytta dag, tid eller rum"): Promise<void> {
  await (await changing(where)).openRow(row);
  await expect(where.page.locator("form")).toBeVisible();
}

async function cancelledOffline(where: Where): Promise<void> {
  const tablet = await changing(where);
  await where.samvaro.stop();
  await tablet.cancel(leaderIsIll);
  await expect(tablet.lastChange).toContainText(onTablet);
  await tablet.expectOffline();
}

/** Another tablet of the place moves the same thing, and neither knows of the other. */
async function clash(where: Where): Promise<void> {
  const tablet = await changing(where);
  const browser = where.page.context().browser();
  if (!browser) throw new Error("no browser to open another tablet in");
  const context = await browser.newContext({ baseURL: where.samvaro.url });
  const other = await Tablet.paired(await context.newPage(), where.samvaro, where.place);
  await other.page.goto(where.page.url());
  await expect(other.page.getByRole("button", { name: "Skriv en rad" })).toBeVisible();
  await where.samvaro.kill();
  await tablet.moveTo({ from: "10:00", until: "11:30" });
  await expect(tablet.lastChange).toContainText(onTablet);
  await other.moveTo({ from: "10:30", until: "12:00" });
  await expect(other.lastChange).toContainText(onTablet);
  await where.samvaro.start();
  await expect(where.page.getByRole("heading", { name: "Två har ändrat samma sak" })).toBeVisible({
    timeout: 60_000,
  });
  await tablet.expectAllSent();
  await context.close();
}

async function dayClash(where: Where): Promise<void> {
  await clash(where);
  await where.page.getByRole("link", { name: "Till dagen" }).click();
  await expect(where.page.getByText("Två har ändrat samma sak")).toBeVisible();
}
