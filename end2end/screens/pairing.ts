// A tablet before it is paired, what it knows of itself, and what needs help.

import { expect } from "@playwright/test";
import { failAtOnce } from "../failing-build.ts";
import { clearBehindTwoTaps, forgetJournal } from "../memory.ts";
import { privateWindow } from "../ordinary-window.ts";
import { poison } from "../poison.ts";
import { comesBackWithinMs, onTablet, sent } from "../tablet.ts";
import { counting } from "./counting.ts";
import { type Screen, type Where, paired, show, visit } from "./where.ts";

export const pairingScreens: Screen[] = [
  { name: "pairing", open: ({ page }) => visit(page, "/personal") },
  { name: "pairing-refused", open: wrongCode },
  { name: "pairing-again", open: pairingAgain },
  { name: "no-storage", open: noStorage },
  { name: "private-window", open: inPrivateWindow },
  { name: "opening", open: opening },
  { name: "other-tab", open: otherTab },
  { name: "emergency", open: emergency },
  { name: "no-such-screen", open: noSuchScreen },
  { name: "memory-cleared", open: memoryCleared },
  { name: "withdrawn", open: withdrawn },
  { name: "tablet", open: tabletHealth },
  { name: "day-help", open: async (where) => void (await needingHelp(where)) },
  { name: "tablet-help", open: tabletHelp },
];

async function wrongCode({ page }: Where): Promise<void> {
  await visit(page, "/personal");
  await page.getByLabel("Kod", { exact: true }).fill("hej");
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await expect(page.getByRole("alert")).not.toBeEmpty();
}

/** A tablet that counts for a place already. */
async function pairingAgain(where: Where): Promise<void> {
  await paired(where);
  await show(where.page, "/personal/koppla");
}

async function noSuchScreen(where: Where): Promise<void> {
  await paired(where);
  await show(where.page, "/personal/hittas-inte");
  await expect(where.page.getByRole("heading", { name: "Sidan finns inte" })).toBeVisible();
}

/** A tab holds on to the memory as an earlier build had made it. */
async function otherTab({ page }: Where): Promise<void> {
  const tab = await page.context().newPage();
  await tab.goto("/robots.txt");
  await tab.evaluate(() => {
    const opening = indexedDB.open("samvaro-tablet", 1);
    return new Promise<void>((done) => {
      opening.onsuccess = () => {
        Object.assign(window, { held: opening.result });
        done();
      };
    });
  });
  await show(page, "/personal");
  await expect(page.getByRole("heading", { name: "Samvaro är öppet i en annan flik" })).toBeVisible();
}

/** The build fails again and again. */
async function emergency({ page }: Where): Promise<void> {
  await page.addInitScript(failAtOnce);
  await page.goto("/personal");
  await expect(page.getByRole("heading", { name: "Samvaro gick inte att öppna" })).toBeVisible();
  await page.getByRole("button", { name: "Spara det som inte är skickat" }).click();
  await expect(page.getByText("Det finns inget som inte är skickat.")).toBeVisible();
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

async function inPrivateWindow({ page, samvaro, place }: Where): Promise<void> {
  await privateWindow(page);
  await page.goto(await samvaro.pairingLink(place));
  await expect(page.getByRole("heading", { name: "Det här ser ut som ett privat fönster" })).toBeVisible();
}

async function tabletHealth(where: Where): Promise<void> {
  const tablet = await paired(where);
  await tablet.network.click();
  await expect(tablet.heading).toHaveText("Plattan");
}

/** Two changes that the server does not know. */
export async function needingHelp(where: Where): Promise<void> {
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

export async function tabletHelp(where: Where): Promise<void> {
  await needingHelp(where);
  await where.page.getByRole("link", { name: "Titta" }).click();
  await expect(where.page.getByRole("heading", { name: "2 ändringar behöver hjälp" })).toBeVisible();
}

/** Somebody has cleared the site's data, all copies of what was not sent among them. */
async function memoryCleared(where: Where): Promise<void> {
  const { page, samvaro } = where;
  const tablet = await counting(where);
  await tablet.expectSaved(sent);
  await clearBehindTwoTaps(tablet, samvaro, () => page.evaluate(forgetJournal));
  await samvaro.start();
  await tablet.day();
  await expect(page.getByText("Plattans minne har rensats. 2 ändringar hann inte skickas.")).toBeVisible();
  // The log is read anew: the day is whole when its last rows are there.
  await expect(page.getByRole("link", { name: /^Räkna: Drop-in/ }).last()).toBeVisible();
}

/** A coordinator has taken the tablet away. */
async function withdrawn(where: Where): Promise<void> {
  const { page, samvaro } = where;
  await paired(where);
  const device = await page.evaluate(async () => (await (await fetch("/api/v1/device")).json()).device as string);
  const line = (await samvaro.command("devices")).split("\n").find((line) => line.includes(device));
  await samvaro.command("revoke", line?.split("  ").at(-1)?.trim() ?? "");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  const heading = page.getByRole("heading", { name: "Plattan är borttagen" });
  await expect(heading).toBeVisible({ timeout: comesBackWithinMs });
}
