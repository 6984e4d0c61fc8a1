// A tablet before it is paired, what it knows of itself, and what needs help.

import { expect } from "@playwright/test";
import { poison } from "../poison.ts";
import { comesBackWithinMs, onTablet, sent } from "../tablet.ts";
import { counting } from "./counting.ts";
import { type Screen, type Where, paired, visit } from "./where.ts";

export const pairingScreens: Screen[] = [
  { name: "pairing", open: ({ page }) => visit(page, "/personal") },
  { name: "pairing-refused", open: wrongCode },
  { name: "no-storage", open: noStorage },
  { name: "opening", open: opening },
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
  await samvaro.stop();
  await tablet.tap(2);
  await tablet.expectUnsent(2);
  // The cookie is set a little after the tap is stored.
  await expect.poll(async () => decodeURIComponent(await page.evaluate(() => document.cookie))).toContain('"unsent":2');
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("samvaro-unsent")) localStorage.removeItem(key);
  });
  await page.goto("about:blank");
  const browser = await page.context().newCDPSession(page);
  await browser.send("Storage.clearDataForOrigin", { origin: samvaro.url, storageTypes: "indexeddb" });
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
