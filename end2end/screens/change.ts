// Changing the day, also by two at once.

import { expect } from "@playwright/test";
import { leaderIsIll, powerIsOut } from "../house.ts";
import { type Tablet, onTablet } from "../tablet.ts";
import { type Screen, type Where, otherTablet, paired } from "./where.ts";

export const changeScreens: Screen[] = [
  { name: "change", open: async (where) => void (await changing(where)) },
  { name: "change-cancel", open: (where) => changingOpen(where, "Ställ in") },
  { name: "change-move", open: (where) => changingOpen(where, "Flytta dag, tid eller rum") },
  { name: "change-offline", open: cancelledOffline },
  { name: "change-clash", open: clash },
  { name: "change-crossed", open: crossed },
  { name: "day-clash", open: dayClash },
  { name: "closing-crossed", open: closingCrossed },
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
function clash(where: Where): Promise<void> {
  return whileAnotherMovesIt(where, (tablet) => tablet.moveTo({ from: "10:00", until: "11:30" }));
}

/** It is cancelled here and moved on another tablet. */
function crossed(where: Where): Promise<void> {
  return whileAnotherMovesIt(where, (tablet) => tablet.cancel(leaderIsIll));
}

async function whileAnotherMovesIt(where: Where, change: (tablet: Tablet) => Promise<void>): Promise<void> {
  const tablet = await changing(where);
  const other = await otherTablet(where);
  await other.page.goto(where.page.url());
  await expect(other.page.getByRole("button", { name: "Skriv en rad" })).toBeVisible();
  await where.samvaro.kill();
  await change(tablet);
  await expect(tablet.lastChange).toContainText(onTablet);
  await other.moveTo({ from: "10:30", until: "12:00" });
  await expect(other.lastChange).toContainText(onTablet);
  await where.samvaro.start();
  await expect(where.page.getByRole("heading", { name: "Två har ändrat samma sak" })).toBeVisible({
    timeout: 60_000,
  });
  await tablet.expectAllSent();
  await other.page.context().close();
}

async function dayClash(where: Where): Promise<void> {
  await clash(where);
  await where.page.getByRole("link", { name: "Till dagen" }).click();
  await expect(where.page.getByText("Två har ändrat samma sak")).toBeVisible();
}

/** Two tablets have closed the house for different reasons. */
async function closingCrossed(where: Where): Promise<void> {
  const { page, samvaro } = where;
  const tablet = await paired(where);
  const other = await otherTablet(where);
  await samvaro.kill();
  await tablet.closeDay("Vattnet är avstängt.");
  await expect(tablet.lastChange).toContainText(onTablet);
  await other.closeDay(powerIsOut);
  await expect(other.lastChange).toContainText(onTablet);
  await samvaro.start();
  await tablet.expectAllSent();
  await other.expectAllSent();
  await other.page.context().close();
  await page.getByRole("link", { name: "Titta: Stängt, i dag." }).click();
  await expect(page.getByRole("heading", { name: "Två har ändrat samma sak" })).toBeVisible();
}
