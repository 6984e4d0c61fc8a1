// What everybody sees: all places, a place, a week.

import { expect } from "@playwright/test";
import { type Screen, type Where, visit } from "./where.ts";

export const publicScreens: Screen[] = [
  { name: "start", open: startPage },
  { name: "place", open: placePage },
  { name: "place-next-week", open: nextWeek },
  { name: "no-such-page", open: ({ page }) => visit(page, "/hittas-inte") },
  { name: "no-such-place", open: ({ page }) => visit(page, "/plats/ingenstans") },
];

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
