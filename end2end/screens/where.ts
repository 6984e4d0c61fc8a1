// Where a screen is looked at, and the first steps to most of them.

import { type Page, expect } from "@playwright/test";
import { Coordinator } from "../coordinator.ts";
import { go } from "../leaving.ts";
import type { Samvaro } from "../samvaro.ts";
import { Tablet } from "../tablet.ts";

export type Where = {
  page: Page;
  samvaro: Samvaro;
  /** A place with a programme. */
  place: string;
  /** Whether visitors are counted in splits. */
  split?: boolean;
  /** Something that can be counted there today; the first thing if nothing is said. */
  activity?: string;
  /** What time it is on every tablet, where the clocks stand still. */
  now?: Date;
};

export type Screen = { name: string; open: (where: Where) => Promise<void> };

export async function visit(page: Page, address: string): Promise<void> {
  await go(page, address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** A page of a tablet: it listens for news, so that its network is never idle. */
export async function show(page: Page, address: string): Promise<void> {
  await go(page, address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** A tablet of which somebody has found out that it is ready for use, as most are. */
export async function paired({ page, samvaro, place }: Where): Promise<Tablet> {
  await page.addInitScript(() => {
    // An empty page has no storage.
    if (!location.protocol.startsWith("http")) return;
    localStorage.setItem("samvaro-klar", JSON.stringify({ at: Date.now(), lacks: [] }));
  });
  return Tablet.paired(page, samvaro, place);
}

/** Another tablet of the same place. Whoever asks for it closes its context. */
export async function otherTablet({ page, samvaro, place, now }: Where): Promise<Tablet> {
  const context = await page.context().browser()!.newContext({ baseURL: samvaro.url });
  const other = await context.newPage();
  if (now) await other.clock.setFixedTime(now);
  return Tablet.paired(other, samvaro, place);
}

/** An activity of the place that is counted today. */
export async function activityOf(where: Where): Promise<string> {
  const label = await where.page.getByRole("link", { name: /^Räkna: (?!Drop-in)/ }).first().getAttribute("aria-label");
  return where.activity ?? label?.replace("Räkna: ", "") ?? "";
}

export async function desk({ page, samvaro }: Where): Promise<Coordinator> {
  const coordinator = await Coordinator.signedIn(page, samvaro);
  await expect(page.getByText("…", { exact: true })).toHaveCount(0);
  return coordinator;
}
