// Counting: by taps, by a number, in splits, by two at once, and corrected.

import { expect } from "@playwright/test";
import { runOutOfRoom } from "../full-device.ts";
import { day } from "../house.ts";
import { Desk, firstVisit, fromOutside, men, women } from "../organisation.ts";
import { type Tablet, comesBackWithinMs, onTablet, sent } from "../tablet.ts";
import { type Screen, type Where, otherTablet, paired, show } from "./where.ts";

export const countingScreens: Screen[] = [
  { name: "counting", open: async (where) => void (await counting(where)) },
  { name: "counting-offline", open: countingOffline },
  { name: "counting-not-saved", open: countingNotSaved },
  { name: "counting-rule", open: countingRule },
  { name: "number", open: numberDialog },
  { name: "counting-splits", open: async (where) => void (await countingSplits(where)) },
  { name: "correct", open: correct },
  { name: "two-counts", open: twoCounts },
  { name: "two-counts-split", open: twoCountsInASplit },
  { name: "history", open: history },
  { name: "history-empty", open: historyEmpty },
  { name: "counting-unknown", open: countingUnknown },
];

export async function counting(where: Where): Promise<Tablet> {
  const tablet = await paired(where);
  const choice = where.activity ? `Räkna: ${where.activity}` : /^Räkna: (?!Drop-in)/;
  await where.page.getByRole("link", { name: choice }).first().click();
  // In the demonstration somebody may have counted already.
  const before = await tablet.readTotal();
  if (where.split) return tablet;
  await tablet.tap(13);
  await tablet.expectTotal(before + 13);
  return tablet;
}

export async function countingOffline(where: Where): Promise<void> {
  const tablet = await counting(where);
  await where.samvaro.stop();
  await tablet.tap(10);
  await tablet.expectSaved(onTablet);
  await tablet.expectOffline();
}

async function numberDialog(where: Where): Promise<void> {
  await counting(where);
  await where.page.getByRole("button", { name: /^Skriv\s*antal$/ }).click();
  await where.page.getByRole("textbox", { name: "Antal" }).fill("12");
}

/** Women, men and two marks, as an organisation may want it. */
async function countingSplits(where: Where): Promise<Tablet> {
  const desk = await Desk.open(where.page.context().browser()!, where.samvaro);
  await desk.countIn(women, men, firstVisit, fromOutside);
  await desk.close();
  const tablet = await counting({ ...where, split: true });
  const { page } = where;
  await page.locator(".plate", { hasText: women }).click({ clickCount: 7 });
  await page.locator(".plate", { hasText: men }).click({ clickCount: 4 });
  await page.locator(".plate", { hasText: firstVisit }).click({ clickCount: 2 });
  await page.getByRole("button", { name: "En till" }).click();
  return tablet;
}

async function correct(where: Where): Promise<void> {
  await countingSplits(where);
  await where.page.getByRole("button", { name: /^Rätta eller/ }).click();
  await where.page.getByRole("radio", { name: men }).check();
  await where.page.getByRole("textbox", { name: "Antal" }).fill("3");
  await where.page.getByRole("radio", { name: "Någon kom sent" }).check();
}

/** Two tablets type a number while neither hears of the other. */
async function twoCounts(where: Where): Promise<void> {
  const tablet = await counting(where);
  await tablet.expectSaved(sent);
  const second = await otherTablet(where);
  await second.page.goto(where.page.url());
  await where.samvaro.stop();
  await tablet.typeNumber(20);
  await second.typeNumber(23);
  await tablet.expectSaved(onTablet);
  await second.expectSaved(onTablet);
  await where.samvaro.start();
  await expect(where.page.getByRole("heading", { name: "Två räkningar" })).toBeVisible({ timeout: comesBackWithinMs });
  await second.page.context().close();
}

/** Two tablets type how many men there are while neither hears of the other. */
async function twoCountsInASplit(where: Where): Promise<void> {
  const tablet = await countingSplits(where);
  await tablet.expectSaved(sent);
  const second = await otherTablet(where);
  await second.page.goto(where.page.url());
  await expect(second.page.locator(".plate", { hasText: men })).toContainText("4");
  await where.samvaro.stop();
  for (const [{ page }, number] of [[tablet, "9"], [second, "8"]] as const) {
    await page.getByRole("button", { name: /^Rätta eller/ }).click();
    await page.getByRole("radio", { name: men }).check();
    await page.getByRole("textbox", { name: "Antal" }).fill(number);
    await page.getByRole("radio", { name: "Någon kom sent" }).check();
    await page.getByRole("button", { name: `Spara ${number}` }).click();
  }
  await tablet.expectSaved(onTablet);
  await second.expectSaved(onTablet);
  await where.samvaro.start();
  const asked = where.page.getByRole("alert").filter({ hasText: "Två räkningar" });
  await expect(asked).toContainText(men, { timeout: comesBackWithinMs });
  await second.page.context().close();
}

async function history(where: Where): Promise<void> {
  const tablet = await countingSplits(where);
  await where.page.getByRole("button", { name: /^Rätta eller/ }).click();
  await where.page.getByRole("textbox", { name: "Antal" }).fill("30");
  await where.page.getByRole("radio", { name: "Någon kom sent" }).check();
  await where.page.getByRole("button", { name: "Spara 30" }).click();
  await where.page.locator(".plate", { hasText: men }).click();
  await tablet.undo.click();
  await tablet.expectSaved(sent);
  await where.page.getByRole("link", { name: "Historik" }).click();
  await expect(tablet.heading).toHaveText("Historik");
  await expect(where.page.getByText("Någon kom sent")).toBeVisible();
}

/** A week from now nobody has been counted. */
async function historyEmpty(where: Where): Promise<void> {
  await paired(where);
  await show(where.page, `/personal/historik/drop-in/${day(7)}/forenoon`);
  await expect(where.page.getByText("Ingen har räknat än.")).toBeVisible();
}

/** The address of something that this tablet has never heard of. */
async function countingUnknown(where: Where): Promise<void> {
  await paired(where);
  const nothing = "00000000-0000-4000-8000-000000000000";
  await show(where.page, `/personal/rakna/${nothing}/${nothing}/${day(0)}`);
  await expect(where.page.getByRole("heading", { name: "Det här tillfället finns inte på plattan" })).toBeVisible();
}

async function countingNotSaved(where: Where): Promise<void> {
  await where.page.addInitScript(runOutOfRoom);
  const tablet = await counting(where);
  await tablet.expectSaved(sent);
  await where.samvaro.stop();
  await where.page.evaluate(() => Object.assign(window, { full: true }));
  await tablet.tap(2);
  await tablet.expectSaved("Inte sparat");
  await expect(where.page.getByRole("alert")).toContainText("Det går inte att spara på plattan just nu.");
}

async function countingRule(where: Where): Promise<void> {
  const desk = await Desk.open(where.page.context().browser()!, where.samvaro);
  await desk.write([{ organisation: [{ counting_rule: "Alla som stannar räknas, en gång var." }] }]);
  await desk.close();
  await counting(where);
  await where.page.getByRole("button", { name: "Så räknar vi" }).click();
  await expect(where.page.getByRole("dialog")).toContainText("Alla som stannar räknas");
}
