// A tablet before it is paired, what it knows of itself, and what needs help.

import { expect } from "@playwright/test";
import { poison } from "../poison.ts";
import { onTablet, sent } from "../tablet.ts";
import { counting } from "./counting.ts";
import { type Screen, type Where, paired, visit } from "./where.ts";

export const pairingScreens: Screen[] = [
  { name: "pairing", open: ({ page }) => visit(page, "/personal") },
  { name: "pairing-refused", open: wrongCode },
  { name: "no-storage", open: noStorage },
  { name: "opening", open: opening },
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
