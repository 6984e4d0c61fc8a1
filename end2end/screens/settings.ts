// The settings of a place, on its tablet.

import { expect } from "@playwright/test";
import { day } from "../house.ts";
import { Settings, onTablet as savedOnTablet } from "../settings.ts";
import { Tablet } from "../tablet.ts";
import { type Screen, type Where, desk, paired } from "./where.ts";

export const settingsScreens: Screen[] = [
  { name: "settings", open: async (where) => void (await placeSettings(where)) },
  { name: "settings-address", open: settingsAddress },
  { name: "settings-offline", open: settingsOffline },
  { name: "settings-wrong", open: settingsWrong },
  { name: "settings-closed", open: settingsClosed },
  { name: "settings-red-days", open: settingsRedDays },
  { name: "settings-crossed", open: settingsCrossed },
];

async function placeSettings(where: Where): Promise<Settings> {
  await paired(where);
  const settings = Settings.onTablet(where.page);
  await settings.all();
  return settings;
}

async function settingsAddress(where: Where): Promise<void> {
  const settings = await placeSettings(where);
  await settings.open("hitta", "Hitta hit");
  await settings.field("Adress").fill("Nya gatan 7, Ekby");
}

async function settingsOffline(where: Where): Promise<void> {
  const settings = await placeSettings(where);
  await settings.open("hitta", "Hitta hit");
  await where.samvaro.stop();
  await settings.field("Adress").fill("Nya gatan 7, Ekby");
  await settings.save.click();
  await settings.expectSaved(savedOnTablet);
  await new Tablet(where.page).expectOffline();
}

async function settingsWrong(where: Where): Promise<void> {
  const settings = await placeSettings(where);
  await settings.open("hitta", "Hitta hit");
  await settings.field("Vägen in").fill("Runt hörnet. ".repeat(20));
  await settings.save.click();
  await expect(where.page.getByRole("alert")).toContainText("Vägen in");
}

async function settingsClosed(where: Where): Promise<void> {
  const settings = await placeSettings(where);
  await settings.open("stangt", "Stängt");
  await settings.field("Första dagen").fill(day(30));
  await settings.field("Sista dagen").fill(day(51));
  await settings.field("Varför").fill("Nytt golv");
  await settings.save.click();
  await settings.expectSaved(savedOnTablet);
  await settings.field("Första dagen").fill(day(90));
}

async function settingsRedDays(where: Where): Promise<void> {
  const settings = await placeSettings(where);
  await settings.open("roda-dagar", "Röda dagar och aftnar");
}

/** The same set on the tablet, without a network, and at the desk meanwhile. */
async function settingsCrossed(where: Where): Promise<void> {
  const { page, place } = where;
  const settings = await placeSettings(where);
  const tab = await page.context().newPage();
  await desk({ ...where, page: tab });
  const other = Settings.ofPlace(tab, place);
  await other.open("oppet", "Öppettider");
  await other.field("Öppet").fill("Vardagar 9–15");
  await settings.open("oppet", "Öppettider");
  await settings.field("Öppet").fill("Vardagar 10–16");
  await other.save.click();
  await other.expectSaved("Sparat.");
  await tab.close();
  await settings.save.click();
  await expect(page.getByRole("heading", { name: /^Två har ändrat samma sak/ })).toBeVisible();
}
