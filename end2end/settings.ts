// What a person does in the settings, on the tablet and at the desk.

import { expect, type Locator, type Page } from "@playwright/test";
import { go } from "./leaving.ts";

export const onTablet = "Sparat på plattan.";
export const atDesk = "Sparat.";

export class Settings {
  constructor(
    readonly page: Page,
    /** Where they stand: "/personal/installningar". */
    readonly home: string,
  ) {}

  static onTablet(page: Page): Settings {
    return new Settings(page, "/personal/installningar");
  }

  /** What the places share, at the desk. */
  static shared(page: Page): Settings {
    return new Settings(page, "/samordning/installningar");
  }

  /** A place's, at the desk. */
  static ofPlace(page: Page, place: string): Settings {
    return new Settings(page, `/samordning/platser/${place}/installningar`);
  }

  async all(): Promise<void> {
    await go(this.page, this.home);
    await expect(this.page.getByRole("heading", { level: 1, name: /nställningar$/ })).toBeVisible();
  }

  async open(section: string, heading: string): Promise<void> {
    await go(this.page, `${this.home}/${section}`);
    await expect(this.page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  get save(): Locator {
    return this.page.getByRole("button", { name: "Spara", exact: true });
  }

  async expectSaved(words: string): Promise<void> {
    await expect(this.page.getByText(words, { exact: true })).toBeVisible();
  }
}
