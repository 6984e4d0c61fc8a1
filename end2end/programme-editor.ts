// What a person does in the programme editor, at a tablet or at a desk.

import { expect, type Locator, type Page } from "@playwright/test";
import { go } from "./leaving.ts";
import { comesBackWithinMs } from "./tablet.ts";

export const onTablet = "Sparat på plattan.";
export const atDesk = "Sparat.";

export class ProgrammeEditor {
  private constructor(
    readonly page: Page,
    readonly home: string,
    readonly savedWords: string,
  ) {}

  static onTablet(page: Page): ProgrammeEditor {
    return new ProgrammeEditor(page, "/personal/program", onTablet);
  }

  static atDesk(page: Page, place: string): ProgrammeEditor {
    return new ProgrammeEditor(page, `/samordning/platser/${place}/program`, atDesk);
  }

  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  get preview(): Locator {
    return this.page.locator("section").filter({ has: this.page.getByRole("heading", { name: "Så blir det" }) });
  }

  /** The next dates of the activity that is open. */
  get dates(): Locator {
    const next = this.page.locator("section").filter({ has: this.page.getByRole("heading", { name: "Närmast" }) });
    return next.getByRole("link");
  }

  /** What is said of the activity that is open, by what it is called there. */
  fact(label: string): Locator {
    const row = this.page.locator("dl.said > div");
    return row.filter({ has: this.page.getByText(label, { exact: true }) }).locator("dd");
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async open(): Promise<void> {
    await go(this.page, this.home);
    await expect(this.heading).toHaveText("Programmet", { timeout: comesBackWithinMs });
  }

  async openActivity(name: string): Promise<void> {
    await this.open();
    await this.page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
    await expect(this.heading).toHaveText(name);
  }

  /** Opens the form of a new activity and fills in what every kind of schedule asks for. */
  async beginAs(name: string, kind: string, start: string): Promise<void> {
    await this.open();
    await this.page.getByRole("link", { name: "Ny aktivitet" }).click();
    await this.field("Namn").fill(name);
    await this.page.getByRole("radio", { name: kind }).check();
    await this.field("Börjar").fill(start);
  }

  /** Fills in the form of a new activity up to its last field. */
  async begin(name: string, kind: string, weekday: string, from: string, start: string): Promise<void> {
    await this.beginAs(name, kind, start);
    await this.page.getByRole("checkbox", { name: weekday }).check();
    await this.field("Första dag").fill(from);
  }

  async save(button = "Spara"): Promise<void> {
    await this.page.getByRole("button", { name: button, exact: true }).click();
  }

  async expectSaved(): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: this.savedWords })).toBeVisible();
  }

  /** Takes an activity out of the programme, with all its dates. */
  async remove(name: string): Promise<void> {
    await this.openActivity(name);
    await this.page.getByRole("button", { name: "Ta bort aktiviteten" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Ta bort aktiviteten" }).click();
    await expect(this.heading).toHaveText("Programmet");
  }

  /** Takes an activity's next date out of the programme. */
  async removeNextDate(name: string): Promise<void> {
    await this.openActivity(name);
    await this.dates.first().click();
    await this.page.getByRole("button", { name: "Ta bort ur programmet" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Ta bort ur programmet" }).click();
    await expect(this.heading).toHaveText(name);
    await this.expectSaved();
  }

  async publish(): Promise<void> {
    await this.save("Publicera");
    await expect(this.page.getByText("Syns i programmet")).toBeVisible();
  }
}
