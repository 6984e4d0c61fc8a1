// The day on a tablet, and the screen at the door.

import { expect } from "@playwright/test";
import { closedBecause, day } from "../house.ts";
import { Tablet, sent } from "../tablet.ts";
import { countingOffline } from "./counting.ts";
import { type Screen, type Where, desk, paired, show } from "./where.ts";

export const dayScreens: Screen[] = [
  { name: "day", open: async (where) => void (await paired(where)) },
  { name: "day-loading", open: dayLoading },
  { name: "day-empty", open: dayEmpty },
  { name: "day-offline", open: dayOffline },
  { name: "close-day", open: (where) => fromDay(where, "Stäng i dag") },
  { name: "day-closed", open: dayClosed },
  { name: "add-activity", open: (where) => fromDay(where, "Lägg till en aktivitet") },
  { name: "day-outside", open: outside },
  { name: "door", open: door },
  { name: "door-off", open: doorOff },
  { name: "door-closed", open: doorClosed },
];

/** The tablet was paired a moment ago, and its programme is on its way. */
async function dayLoading({ page, samvaro, place }: Where): Promise<void> {
  await page.route(/\/api\/v1\/sync/, () => {});
  await page.goto(await samvaro.pairingLink(place));
  await expect(page.getByText("Hämtar programmet …")).toBeVisible();
}

/** A day before there was a programme. */
async function dayEmpty(where: Where): Promise<void> {
  await (await paired(where)).dayOf(day(-600));
  await expect(where.page.getByText("Inget på programmet")).toBeVisible();
}

async function dayOffline(where: Where): Promise<void> {
  await countingOffline(where);
  await where.page.getByRole("link", { name: "Klar" }).click();
  await expect(where.page.getByRole("navigation", { name: "Dag" })).toBeVisible();
}

async function fromDay(where: Where, link: string): Promise<void> {
  await paired(where);
  await where.page.getByRole("link", { name: link }).click();
  await expect(where.page.locator("form")).toBeVisible();
}

async function dayClosed(where: Where): Promise<void> {
  await fromDay(where, "Stäng i dag");
  await where.page.getByRole("radio", { name: `${closedBecause}.` }).check();
  await where.page.getByRole("button", { name: "Stäng i dag" }).click();
  await expect(where.page.locator(".shut")).toBeVisible();
}

/** Something was brought in, counted and taken back: its counts stand outside the programme. */
async function outside(where: Where): Promise<void> {
  await fromDay(where, "Lägg till en aktivitet");
  const tablet = new Tablet(where.page);
  await where.page.getByLabel("Namn", { exact: true }).fill("Filmkväll");
  await tablet.fillIn({ from: "00:00", until: "23:59" });
  await where.page.getByRole("button", { name: "Lägg till" }).click();
  await tablet.count("Filmkväll");
  await tablet.tap(3);
  await tablet.expectSaved(sent);
  await tablet.done();
  await tablet.lastChange.getByRole("button", { name: "Ångra" }).click();
  await expect(tablet.duty("Filmkväll")).toContainText("Utanför programmet");
  await tablet.change("Filmkväll");
  await expect(where.page.getByText("Utanför programmet").first()).toBeVisible();
}

async function door(where: Where): Promise<void> {
  await (await desk(where)).edit(where.place, { place: [{ screen: true }] });
  await paired(where);
  await show(where.page, "/personal/skarm");
}

async function doorOff(where: Where): Promise<void> {
  await (await desk(where)).edit(where.place, { place: [{ screen: false }] });
  await paired(where);
  await show(where.page, "/personal/skarm");
  await expect(where.page.getByText("Skärmen vid dörren är inte påslagen.")).toBeVisible();
}

async function doorClosed(where: Where): Promise<void> {
  await door(where);
  const tablet = new Tablet(where.page);
  await tablet.day();
  await tablet.closeDay(`${closedBecause}.`);
  await show(where.page, "/personal/skarm");
  await expect(where.page.locator(".door-closed")).toContainText(closedBecause);
}
