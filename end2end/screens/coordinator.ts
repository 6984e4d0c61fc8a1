// The coordinator's desk: figures, help, tablets, what the places share.

import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { day } from "../house.ts";
import { Settings } from "../settings.ts";
import { needingHelp, tabletHelp } from "./pairing.ts";
import { type Screen, type Where, desk, paired, visit } from "./where.ts";

export const coordinatorScreens: Screen[] = [
  { name: "sign-in", open: ({ page }) => visit(page, "/samordning") },
  { name: "choose-password", open: choosePassword },
  { name: "overview-loading", open: overviewLoading },
  { name: "overview", open: async (where) => void (await desk(where)) },
  { name: "place-figures", open: placeFigures },
  { name: "help", open: help },
  { name: "file", open: file },
  { name: "tablets", open: tablets },
  { name: "shared-settings", open: sharedSettings },
  { name: "shared-categories", open: sharedCategories },
  { name: "shared-sign-ups", open: sharedSignUps },
  { name: "shared-keeping", open: sharedKeeping },
  { name: "desk-settings-failed", open: deskSettingsFailed },
];

async function help(where: Where): Promise<void> {
  await needingHelp(where);
  await (await desk(where)).openHelp();
  await expect(where.page.getByRole("button", { name: "Försök igen" })).toBeVisible();
}

async function file(where: Where): Promise<void> {
  await tabletHelp(where);
  const saving = where.page.waitForEvent("download");
  await where.page.getByRole("button", { name: "Spara till fil" }).click();
  const saved = await readFile(await (await saving).path(), "utf8");
  // As if another tablet had counted them, a little later.
  const elsewhere = saved.replaceAll(/"r":"[^"]{8}/g, '"r":"0000abcd').replaceAll("hologram", "count");
  const later = elsewhere.replaceAll(/"at":(\d+)/g, (_, at) => `"at":${Number(at) + 1}`);
  const buffer = Buffer.from(later);
  await (await desk(where)).chooseFile({ name: "samvaro.json", mimeType: "application/json", buffer });
  await expect(where.page.getByRole("button", { name: "Lägg in" })).toBeVisible();
}

async function tablets(where: Where): Promise<void> {
  await paired(where);
  await desk(where);
  await where.page.getByRole("link", { name: "Plattor" }).click();
  await expect(where.page.getByRole("button", { name: /^Ta bort platta/ }).first()).toBeVisible();
}

async function choosePassword({ page, samvaro }: Where): Promise<void> {
  await visit(page, await samvaro.accountLink());
  await expect(page.getByRole("heading", { name: "Välj ett lösenord" })).toBeVisible();
}

/** The figures are on their way. */
async function overviewLoading(where: Where): Promise<void> {
  await desk(where);
  await where.page.route(/\/api\/v1\/attendance/, () => {});
  await where.page.reload();
  await expect(where.page.getByText("Hämtar siffrorna …")).toBeVisible();
}

async function placeFigures(where: Where): Promise<void> {
  await desk(where);
  await where.page.locator(`a[href*="plats=${where.place}&"]`).first().click();
  await expect(where.page.getByRole("link", { name: "Alla platser" })).toBeVisible();
}

async function shared(where: Where): Promise<Settings> {
  await desk(where);
  return Settings.shared(where.page);
}

async function sharedSettings(where: Where): Promise<void> {
  await (await shared(where)).all();
}

async function sharedCategories(where: Where): Promise<void> {
  const settings = await shared(where);
  await settings.open("kategorier", "Det vi räknar");
  await where.page.getByRole("button", { name: "Kvinnor, män, annat" }).click();
  await where.page.getByRole("button", { name: "Första besöket" }).click();
  await expect(where.page.getByRole("button", { name: "Sluta räkna: Första besöket" })).toBeVisible();
}

async function sharedSignUps(where: Where): Promise<void> {
  const settings = await shared(where);
  await settings.open("anmalan", "Anmälan med namn");
  await settings.field("Beslutets nummer").fill("KS 2026/12");
  await settings.field("Gäller till och med").fill(day(200));
  await where.page.getByRole("button", { name: "Slå på anmälan" }).click();
  await expect(where.page.getByRole("button", { name: "Stäng av anmälan" })).toBeVisible();
}

async function sharedKeeping(where: Where): Promise<void> {
  await (await shared(where)).open("spara", "Så länge sparas det");
}

async function deskSettingsFailed(where: Where): Promise<void> {
  await desk(where);
  const settings = Settings.ofPlace(where.page, where.place);
  await settings.open("hitta", "Hitta hit");
  await settings.field("Telefon").fill("0123-45 67");
  await where.samvaro.stop();
  await settings.save.click();
  await expect(where.page.getByRole("alert")).toContainText("Det gick inte att spara.");
}
