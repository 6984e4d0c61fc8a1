// What a coordinator does at the desk, and what they see there.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Samvaro } from "./samvaro.ts";
import { comesBackWithinMs } from "./tablet.ts";

export const password = "kaffe stolar fredag regn";

export class Coordinator {
  constructor(readonly page: Page) {}

  /** Uses a fresh one-time link and chooses a password. */
  static async signedIn(page: Page, samvaro: Samvaro): Promise<Coordinator> {
    const coordinator = new Coordinator(page);
    await page.goto(await samvaro.accountLink());
    await coordinator.choosePassword();
    await coordinator.expectFigures();
    return coordinator;
  }

  /** Signs in again, after a password has been chosen. */
  static async back(page: Page): Promise<Coordinator> {
    const coordinator = new Coordinator(page);
    await page.goto("/samordning");
    await page.getByLabel("E-post").fill("samordnare@localhost");
    await page.getByLabel("Lösenord").fill(password);
    await page.getByRole("button", { name: "Logga in" }).click();
    await coordinator.expectFigures();
    return coordinator;
  }

  async choosePassword(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Välj ett lösenord" })).toBeVisible();
    await this.page.getByLabel("Lösenord", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Spara lösenordet" }).click();
  }

  async expectFigures(): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name: /^Besök på/ })).toBeVisible();
  }

  /** From the figures to the changes that need help. */
  async openHelp(): Promise<void> {
    await this.page.locator(".needs-you").getByRole("link", { name: "Titta" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: "Ändringar som behöver hjälp" })).toBeVisible();
  }

  /** Edits a place's programme as the desk does. */
  async edit(place: string, edited: unknown): Promise<void> {
    const status = await this.page.evaluate(
      async ([place, edited]) => {
        const { log, position } = (await (await fetch(`/api/v1/desk/${place}`)).json()).place;
        const bodies = [{ put: { o: edited, b: position } }];
        const body = JSON.stringify({ log, request: crypto.randomUUID(), bodies });
        const headers = { "content-type": "application/json" };
        return (await fetch("/api/v1/changes", { method: "POST", headers, body })).status;
      },
      [place, edited] as const,
    );
    expect(status).toBe(200);
  }

  /** Back to the figures. */
  async figures(): Promise<void> {
    await this.page.goto("/samordning");
    await this.expectFigures();
  }

  /** Chooses a file that a tablet saved. */
  async chooseFile(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.goto("/samordning/fil");
    await this.page.getByLabel("Välj fil", { exact: true }).setInputFiles(file);
  }

  /** A place's row in the table of the week. */
  place(name: string): Locator {
    return this.page.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** From the figures to a place's own. */
  async openPlace(name: string): Promise<void> {
    await this.place(name).getByRole("link").click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  /** "29 besök, 1 av 3 räknade" of a place this week. */
  async expectWeek(place: string, visits: string, counted: string | RegExp): Promise<void> {
    const cells = this.place(place).getByRole("cell");
    await expect(cells.first()).toHaveText(visits, { timeout: comesBackWithinMs });
    await expect(cells.last()).toHaveText(counted);
  }
}
