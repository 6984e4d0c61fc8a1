// What a person does at the tablet, and what they see there.

import { expect, type Locator, type Page } from "@playwright/test";
import { go, watchLeaving } from "./leaving.ts";
import { ordinaryWindows } from "./ordinary-window.ts";
import type { Samvaro } from "./samvaro.ts";

/** Somebody's words about where a figure is. */
export const onTablet = "Sparat på plattan";
export const sent = "Skickat";

/** A tablet that comes back by itself waits longer after each failure. */
export const comesBackWithinMs = 60_000;

export class Tablet {
  constructor(readonly page: Page) {}

  /** Opens the one-time link, as the camera does. */
  static async paired(page: Page, samvaro: Samvaro, place: string): Promise<Tablet> {
    const tablet = new Tablet(page);
    await ordinaryWindows(page.context());
    watchLeaving(page.context());
    await page.goto(await samvaro.pairingLink(place));
    await tablet.expectDay();
    await tablet.expectAllSent();
    await controlled(page);
    return tablet;
  }

  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** The line about the network at the top: "Utan nät", "3 ej skickade". */
  get network(): Locator {
    return this.page.locator(".sync-state");
  }

  get plate(): Locator {
    return this.page.getByRole("main").getByRole("button", { name: /^\+1\s*En till/ });
  }

  get total(): Locator {
    return this.page.locator(".tally-count");
  }

  get saved(): Locator {
    return this.page.locator(".saved");
  }

  /** The day's row of an occurrence, wherever on the day it stands. */
  duty(name: string): Locator {
    const row = this.page.locator("li, section").filter({ visible: true });
    return row.filter({ has: this.page.getByRole("heading", { name, exact: true }) }).last();
  }

  async day(): Promise<void> {
    await go(this.page, "/personal");
    await this.expectDay();
  }

  async dayOf(date: string): Promise<void> {
    await go(this.page, `/personal/dag/${date}`);
    await this.expectDay();
  }

  async expectDay(): Promise<void> {
    await expect(this.page.getByRole("navigation", { name: "Dag" })).toBeVisible();
  }

  async expectAllSent(): Promise<void> {
    await expect(this.network).toContainText("Allt är framme", { timeout: comesBackWithinMs });
  }

  async expectUnsent(count: number): Promise<void> {
    await expect(this.network).toContainText(`${count} ej skickade`);
  }

  async expectOffline(): Promise<void> {
    await expect(this.network).toContainText("Utan nät", { timeout: comesBackWithinMs });
  }

  /** From the day to the page where an occurrence is changed. */
  async change(name: string): Promise<void> {
    await this.page.getByRole("link", { name: `Ändra: ${name}`, exact: true }).click();
    await expect(this.heading).toHaveText(name);
  }

  /** Opens one of the rows on that page. */
  async openRow(name: "Ställ in" | "Flytta dag, tid eller rum" | "Skriv en rad"): Promise<void> {
    const row = this.page.getByRole("button", { name, exact: true, expanded: false });
    await row.click();
  }

  async cancel(reason: string): Promise<void> {
    await this.openRow("Ställ in");
    await this.page.getByRole("radio", { name: reason }).check();
    await this.page.locator("form").getByRole("button", { name: "Ställ in" }).click();
  }

  async moveTo(to: { day?: string; from?: string; until?: string; room?: string }): Promise<void> {
    await this.openRow("Flytta dag, tid eller rum");
    await this.fillIn(to);
    await this.page.getByRole("button", { name: "Flytta", exact: true }).click();
  }

  /** The fields of a day, a time and a room, on whichever page has them. */
  async fillIn(to: { day?: string; from?: string; until?: string; room?: string }): Promise<void> {
    if (to.day !== undefined) await this.page.getByLabel("Dag", { exact: true }).fill(to.day);
    if (to.from !== undefined) await this.page.getByLabel("Från", { exact: true }).fill(to.from);
    if (to.until !== undefined) await this.page.getByLabel("Till", { exact: true }).fill(to.until);
    if (to.room !== undefined) await this.page.getByLabel("Rum", { exact: true }).fill(to.room);
  }

  /** What was changed last, with where it is. */
  get lastChange(): Locator {
    return this.page.locator(".banner.good");
  }

  async expectChange(words: string, where: string): Promise<void> {
    await expect(this.lastChange).toContainText(words);
    await expect(this.lastChange).toContainText(where, { timeout: comesBackWithinMs });
  }

  async writeNote(words: string): Promise<void> {
    await this.openRow("Skriv en rad");
    await this.page.getByLabel("Raden under namnet").fill(words);
    await this.page.getByRole("button", { name: "Spara raden" }).click();
  }

  async toDay(): Promise<void> {
    await this.page.getByRole("link", { name: "Till dagen" }).click();
    await this.expectDay();
  }

  /** From the day to the counting of an occurrence. */
  async count(name: string): Promise<void> {
    await this.page.getByRole("link", { name: `Räkna: ${name}` }).click();
    await expect(this.heading).toHaveText(name);
  }

  /** From the day to the counting of who came to no activity. */
  async dropIn(half: "förmiddag" | "eftermiddag"): Promise<void> {
    await this.page.getByRole("link", { name: `Räkna: Drop-in ${half}` }).click();
    await expect(this.heading).toHaveText("Besök utan aktivitet");
  }

  async tap(times = 1): Promise<void> {
    for (let tap = 0; tap < times; tap += 1) await this.plate.click();
  }

  /** So many taps as fast as the page takes them, twenty to a frame. */
  async tapFast(times: number): Promise<void> {
    await this.page.evaluate(async (times) => {
      const plate = document.querySelector(".plate");
      for (let tap = 0; tap < times; tap += 1) {
        plate?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
        if (tap % 20 === 0) await new Promise(requestAnimationFrame);
      }
    }, times);
  }

  /** The number on the plate; nobody is counted yet where there is none. */
  async readTotal(): Promise<number> {
    const text = (await this.total.textContent()) ?? "";
    return Number(/[\d\s]+$/.exec(text)?.[0].replace(/\s/g, "") ?? 0);
  }

  async expectTotal(total: number): Promise<void> {
    // Thousands stand apart: "1 000".
    const shown = total.toLocaleString("sv-SE").replace(/\s/g, "\\s");
    await expect(this.total).toHaveText(new RegExp(`(^|\\D)${shown}$`), { timeout: comesBackWithinMs });
  }

  async expectSaved(where: string): Promise<void> {
    await expect(this.saved).toHaveText(where, { timeout: comesBackWithinMs });
  }

  get undo(): Locator {
    return this.page.getByRole("button", { name: /^Ångra senaste/ });
  }

  async typeNumber(number: number): Promise<void> {
    await this.page.getByRole("button", { name: /^Skriv\s*antal$/ }).click();
    await this.page.getByRole("textbox", { name: "Antal" }).fill(String(number));
    await this.page.getByRole("button", { name: `Spara ${number}` }).click();
  }

  /** Five or ten who come at once. */
  async more(persons: 5 | 10): Promise<void> {
    await this.page.getByRole("button", { name: `${persons} till`, exact: true }).click();
  }

  async nobodyCame(): Promise<void> {
    await this.page.getByRole("button", { name: "Ingen kom" }).click();
    await this.expectTotal(0);
  }

  /** Says that the number is an estimate. */
  async about(): Promise<void> {
    await this.page.getByLabel("Ungefär").check();
  }

  /** From an earlier day's row to another number, with why the first one was wrong. */
  async correct(name: string, number: number, reason: string): Promise<void> {
    await this.page.getByRole("link", { name: `Rätta: ${name}` }).click();
    await this.page.getByRole("textbox", { name: "Antal" }).fill(String(number));
    await this.page.getByRole("radio", { name: reason }).check();
    await this.page.getByRole("button", { name: `Spara ${number}` }).click();
    await this.expectTotal(number);
  }

  /** From the day to an activity that nobody had planned, all day long. */
  async addActivity(name: string, room: string): Promise<void> {
    await this.page.getByRole("link", { name: "Lägg till en aktivitet" }).click();
    await this.page.getByLabel("Namn", { exact: true }).fill(name);
    await this.fillIn({ from: "00:00", until: "23:59", room });
    await this.page.getByRole("button", { name: "Lägg till" }).click();
    await this.expectDay();
  }

  /** Closes the house on the day that is shown. */
  async closeDay(reason: string): Promise<void> {
    await this.page.getByRole("link", { name: /^Stäng / }).click();
    await this.page.getByRole("radio", { name: reason }).check();
    await this.page.getByRole("button", { name: /^Stäng / }).click();
    await this.expectDay();
  }

  async done(): Promise<void> {
    await this.page.getByRole("link", { name: "Klar" }).click();
    await this.expectDay();
  }
}

/** Waits until the service worker answers for the page: from then on it opens without a network. */
export async function controlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}
