// Every screen there is, and how a person gets to it: for whoever looks at all of them.

import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { Coordinator } from "./coordinator.ts";
import { Decider, List } from "./decision.ts";
import { hideNames, join, setPin, tryPin, write } from "./people.ts";
import { poison } from "./poison.ts";
import { closedBecause, day, filtersAreFew, keyIsInTheDrawer, leaderIsIll, whoTakesTheAlarm } from "./house.ts";
import { ProgrammeEditor } from "./programme-editor.ts";
import type { Samvaro } from "./samvaro.ts";
import { Settings, onTablet as savedOnTablet } from "./settings.ts";
import { Desk, firstVisit, fromOutside, men, women } from "./organisation.ts";
import { Tablet, comesBackWithinMs, onTablet, sent } from "./tablet.ts";

export type Where = {
  page: Page;
  samvaro: Samvaro;
  /** A place with a programme. */
  place: string;
  /** Whether visitors are counted in splits. */
  split?: boolean;
  /** Something that can be counted there today; the first thing if nothing is said. */
  activity?: string;
};

export type Screen = { name: string; open: (where: Where) => Promise<void> };

export const publicScreens: Screen[] = [
  { name: "start", open: startPage },
  { name: "place", open: placePage },
  { name: "place-next-week", open: nextWeek },
  { name: "no-such-page", open: ({ page }) => visit(page, "/hittas-inte") },
  { name: "no-such-place", open: ({ page }) => visit(page, "/plats/ingenstans") },
];

export const tabletScreens: Screen[] = [
  { name: "pairing", open: ({ page }) => visit(page, "/personal") },
  { name: "pairing-refused", open: wrongCode },
  { name: "no-storage", open: noStorage },
  { name: "opening", open: opening },
  { name: "day", open: async (where) => void (await paired(where)) },
  { name: "day-offline", open: dayOffline },
  { name: "counting", open: async (where) => void (await counting(where)) },
  { name: "counting-offline", open: countingOffline },
  { name: "number", open: numberDialog },
  { name: "change", open: async (where) => void (await changing(where)) },
  { name: "change-cancel", open: (where) => changingOpen(where, "Ställ in") },
  { name: "change-move", open: (where) => changingOpen(where, "Flytta dag, tid eller rum") },
  { name: "change-offline", open: cancelledOffline },
  { name: "change-clash", open: clash },
  { name: "day-clash", open: dayClash },
  { name: "close-day", open: (where) => fromDay(where, "Stäng i dag") },
  { name: "day-closed", open: dayClosed },
  { name: "add-activity", open: (where) => fromDay(where, "Lägg till en aktivitet") },
  { name: "day-outside", open: outside },
  { name: "door", open: door },
  { name: "sign-ups", open: async (where) => void (await signUps(where)) },
  { name: "sign-ups-empty", open: async (where) => void (await emptyList(where)) },
  { name: "sign-ups-offline", open: signUpsOffline },
  { name: "sign-ups-change", open: signUpsChange },
  { name: "sign-ups-none", open: noList },
  { name: "counting-splits", open: async (where) => void (await countingSplits(where)) },
  { name: "correct", open: correct },
  { name: "two-counts", open: twoCounts },
  { name: "history", open: history },
  { name: "tablet", open: tabletHealth },
  { name: "programme", open: async (where) => void (await programme(where)) },
  { name: "programme-new", open: newActivity },
  { name: "programme-errors", open: newActivityErrors },
  { name: "programme-activity", open: async (where) => void (await draftActivity(where)) },
  { name: "programme-facts", open: activityFacts },
  { name: "programme-scope", open: scopeQuestion },
  { name: "programme-term", open: copyTerm },
  { name: "who-empty", open: whoEmpty },
  { name: "who", open: who },
  { name: "who-leaving", open: whoLeaving },
  { name: "handover-empty", open: handoverEmpty },
  { name: "handover", open: handover },
  { name: "handover-offline", open: handoverOffline },
  { name: "day-handover", open: dayHandover },
  { name: "names-tap", open: namesTap },
  { name: "names-pin", open: namesPin },
  { name: "names-coordinator", open: namesCoordinator },
  { name: "day-help", open: async (where) => void (await needingHelp(where)) },
  { name: "tablet-help", open: tabletHelp },
  { name: "settings", open: async (where) => void (await placeSettings(where)) },
  { name: "settings-address", open: settingsAddress },
  { name: "settings-wrong", open: settingsWrong },
  { name: "settings-closed", open: settingsClosed },
  { name: "settings-red-days", open: settingsRedDays },
  { name: "settings-crossed", open: settingsCrossed },
];

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

export const screens: Screen[] = [...publicScreens, ...tabletScreens, ...coordinatorScreens];

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** A page of a tablet: it listens for news, so that its network is never idle. */
async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function startPage({ page, place }: Where): Promise<void> {
  await visit(page, `/plats/${place}`);
  await page.getByRole("button", { name: "Gör till min plats" }).click();
  await page.getByRole("link", { name: "Alla platser" }).click();
  await expect(page.getByRole("heading", { name: "Alla platser i dag" })).toBeVisible();
}

async function placePage(where: Where): Promise<void> {
  await startPage(where);
  await where.page.locator(`.place-name[href="/plats/${where.place}"]`).click();
  await expect(where.page.getByRole("navigation", { name: "Vecka" })).toBeVisible();
  await where.page.waitForLoadState("networkidle");
}

async function nextWeek(where: Where): Promise<void> {
  await visit(where.page, `/plats/${where.place}`);
  await where.page.getByRole("link", { name: /^Veckan efter/ }).click();
  await expect(where.page).toHaveURL(/vecka=/);
  await where.page.waitForLoadState("networkidle");
}

async function wrongCode({ page }: Where): Promise<void> {
  await visit(page, "/personal");
  await page.getByLabel("Kod", { exact: true }).fill("hej");
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await expect(page.getByRole("alert")).not.toBeEmpty();
}

/** The tablet's memory takes its time. */
async function opening({ page }: Where): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, "open", { value: () => new EventTarget() });
  });
  await page.goto("/personal");
  await expect(page.getByRole("heading", { name: "Öppnar plattan …" })).toBeVisible();
}

async function noStorage({ page }: Where): Promise<void> {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("Access is denied.", "SecurityError");
    };
    Object.defineProperty(IDBFactory.prototype, "open", { value: refuse });
  });
  await visit(page, "/personal");
  await expect(page.getByRole("heading", { name: "Plattan kan inte spara" })).toBeVisible();
}

function paired({ page, samvaro, place }: Where): Promise<Tablet> {
  return Tablet.paired(page, samvaro, place);
}

async function counting(where: Where): Promise<Tablet> {
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

async function countingOffline(where: Where): Promise<void> {
  const tablet = await counting(where);
  await where.samvaro.stop();
  await tablet.tap(10);
  await tablet.expectSaved(onTablet);
  await tablet.expectOffline();
}

async function programme(where: Where): Promise<ProgrammeEditor> {
  await paired(where);
  const editor = ProgrammeEditor.onTablet(where.page);
  await editor.open();
  return editor;
}

async function newActivity(where: Where): Promise<void> {
  const editor = await programme(where);
  await editor.begin("Kör", "Udda veckor", "Tisdag", day(7), "10.30");
}

async function newActivityErrors(where: Where): Promise<void> {
  const editor = await programme(where);
  await where.page.getByRole("link", { name: "Ny aktivitet" }).click();
  await editor.field("Börjar").fill("tio");
  await editor.save("Spara som utkast");
  await expect(where.page.getByRole("alert")).toBeVisible();
}

async function draftActivity(where: Where): Promise<ProgrammeEditor> {
  const editor = await programme(where);
  await editor.begin("Kör", "Varje vecka", "Tisdag", day(7), "10.30");
  await editor.save("Spara som utkast");
  await editor.expectSaved();
  return editor;
}

async function activityFacts(where: Where): Promise<void> {
  await draftActivity(where);
  await where.page.getByRole("link", { name: "Ändra uppgifter" }).click();
  await expect(where.page.getByRole("heading", { level: 1, name: "Uppgifter" })).toBeVisible();
}

async function scopeQuestion(where: Where): Promise<void> {
  const editor = await draftActivity(where);
  await where.page.getByRole("link", { name: /^Tis \d/ }).nth(1).click();
  await editor.field("Börjar").fill("13");
  await editor.save();
  await expect(where.page.getByRole("dialog")).toBeVisible();
}

async function copyTerm(where: Where): Promise<void> {
  await programme(where);
  await where.page.getByRole("link", { name: "Kopiera en termin" }).click();
  await expect(where.page.getByRole("heading", { level: 1 })).toHaveText("Kopiera en termin");
}

async function dayOffline(where: Where): Promise<void> {
  await countingOffline(where);
  await where.page.getByRole("link", { name: "Klar" }).click();
  await expect(where.page.getByRole("navigation", { name: "Dag" })).toBeVisible();
}

async function numberDialog(where: Where): Promise<void> {
  await counting(where);
  await where.page.getByRole("button", { name: /^Skriv\s*antal$/ }).click();
  await where.page.getByRole("textbox", { name: "Antal" }).fill("12");
}

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
  await where.page.goto("/personal/skarm");
  await expect(where.page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** An activity of the place that is counted today. */
async function activityOf(where: Where): Promise<string> {
  const label = await where.page.getByRole("link", { name: /^Räkna: (?!Drop-in)/ }).first().getAttribute("aria-label");
  return where.activity ?? label?.replace("Räkna: ", "") ?? "";
}

async function emptyList(where: Where): Promise<List> {
  await paired(where);
  const activity = await activityOf(where);
  await (await Decider.signedIn(where.samvaro)).allow(where.place, activity, 4);
  return List.open(where.page, activity);
}

async function signUps(where: Where): Promise<List> {
  const list = await emptyList(where);
  await list.add("Astrid Berg", true);
  await list.add("Örjan Svärd");
  await list.add("Bengt-Göran Hermansson Lindqvist");
  await list.add("Gun Ek");
  await list.tick("Astrid Berg").check();
  await list.expectFigures("5 av 4.");
  await expect(list.row("Gun Ek")).toContainText("Väntar, nummer 1");
  return list;
}

async function signUpsOffline(where: Where): Promise<void> {
  const list = await signUps(where);
  await where.samvaro.stop();
  await list.change("Astrid Berg", "Ta bort anmälan");
  await list.add("Rut Ax");
  await expect(where.page.getByText("Utan nät")).toBeVisible({ timeout: comesBackWithinMs });
}

async function signUpsChange(where: Where): Promise<void> {
  await signUps(where);
  await where.page.getByRole("button", { name: "Ändra: Astrid Berg" }).click();
  await expect(where.page.getByRole("dialog")).toBeVisible();
}

async function noList(where: Where): Promise<void> {
  await counting(where);
  await show(where.page, where.page.url().replace("/rakna/", "/anmalda/"));
  await expect(where.page.getByRole("heading", { name: "Här finns ingen lista" })).toBeVisible();
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

/** Two tabs that type a number while neither hears of the other stand for two tablets. */
async function twoCounts(where: Where): Promise<void> {
  const tablet = await counting(where);
  await tablet.expectSaved(sent);
  const other = await where.page.context().browser()!.newContext({ baseURL: where.samvaro.url });
  const second = await Tablet.paired(await other.newPage(), where.samvaro, where.place);
  await second.page.goto(where.page.url());
  await where.samvaro.stop();
  await tablet.typeNumber(20);
  await second.typeNumber(23);
  await tablet.expectSaved(onTablet);
  await second.expectSaved(onTablet);
  await where.samvaro.start();
  await expect(where.page.getByRole("heading", { name: "Två räkningar" })).toBeVisible({ timeout: comesBackWithinMs });
  await other.close();
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

async function tabletHealth(where: Where): Promise<void> {
  const tablet = await paired(where);
  await tablet.network.click();
  await expect(tablet.heading).toHaveText("Plattan");
}

async function whoEmpty(where: Where): Promise<void> {
  await paired(where);
  await show(where.page, "/personal/vem");
}

async function who(where: Where): Promise<void> {
  await paired(where);
  await join(where.page, "K");
  await join(where.page, "Bo");
  await show(where.page, "/personal/vem");
}

async function whoLeaving(where: Where): Promise<void> {
  await who(where);
  await where.page.getByRole("button", { name: "Ta bort K" }).click();
}

async function handoverEmpty(where: Where): Promise<void> {
  await paired(where);
  await show(where.page, "/personal/overlamning");
}

async function handover(where: Where): Promise<void> {
  await who(where);
  await write(where.page, filtersAreFew);
  await write(where.page, whoTakesTheAlarm, true);
  await where.page.getByLabel("Kaffe", { exact: true }).selectOption("K");
  await write(where.page, keyIsInTheDrawer);
  await where.page.getByRole("button", { name: `Läst: ${filtersAreFew}` }).click();
  await expect(where.page.getByRole("heading", { name: "Läst och klart" })).toBeVisible();
}

async function handoverOffline(where: Where): Promise<void> {
  await handover(where);
  await where.samvaro.stop();
  await where.page.evaluate(() => dispatchEvent(new Event("online")));
  await write(where.page, "Skrivet utan nät.");
  await where.page.getByRole("button", { name: "Radera: Skrivet utan nät." }).click();
}

async function dayHandover(where: Where): Promise<void> {
  await handover(where);
  await show(where.page, "/personal");
}

async function namesTap(where: Where): Promise<void> {
  await handover(where);
  await hideNames(where.page);
  await show(where.page, "/personal");
}

async function namesPin(where: Where): Promise<void> {
  await who(where);
  await setPin(where.page, "240517");
  await hideNames(where.page);
  await show(where.page, "/personal/namn");
  await tryPin(where.page, "000000");
  await expect(where.page.getByText("Fel kod.")).toBeVisible();
}

async function namesCoordinator(where: Where): Promise<void> {
  await namesPin(where);
  for (const wrong of ["000001", "000002", "000003", "000004"]) {
    await expect(where.page.getByRole("button", { name: "Visa namn" })).toBeEnabled();
    await tryPin(where.page, wrong);
  }
  await expect(where.page.getByText("Be samordnaren om en ny kod.")).toBeVisible();
}

/** Two changes that the server does not know. */
async function needingHelp(where: Where): Promise<void> {
  const tablet = await counting(where);
  await tablet.expectSaved(sent);
  await where.samvaro.stop();
  await tablet.tap(5);
  await tablet.expectSaved(onTablet);
  await poison(where.page, 1);
  await poison(where.page, 3);
  await where.page.reload();
  await where.samvaro.start();
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(where.page.getByText("2 ändringar behöver hjälp.")).toBeVisible();
}

async function tabletHelp(where: Where): Promise<void> {
  await needingHelp(where);
  await where.page.getByRole("link", { name: "Titta" }).click();
  await expect(where.page.getByRole("heading", { name: "2 ändringar behöver hjälp" })).toBeVisible();
}

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

async function desk({ page, samvaro }: Where): Promise<Coordinator> {
  const coordinator = await Coordinator.signedIn(page, samvaro);
  await expect(page.getByText("…", { exact: true })).toHaveCount(0);
  return coordinator;
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
