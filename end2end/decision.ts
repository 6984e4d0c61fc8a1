// What a coordinator decides on sign-ups, written over HTTP as the desk does; and the list that a
// tablet then has.

import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { password } from "./coordinator.ts";
import { day } from "./house.ts";
import type { Samvaro } from "./samvaro.ts";
import { comesBackWithinMs } from "./tablet.ts";

type Registers = { f: { s: { v: Record<string, unknown> } }[] };
type Standing = { log: string; position: number; programme: { activities: Record<string, Registers> } };
type Desk = { organisation: Standing; place: Standing };

/** A coordinator without a screen. */
export class Decider {
  private constructor(
    private readonly samvaro: Samvaro,
    private readonly cookie: string,
  ) {}

  static async signedIn(samvaro: Samvaro): Promise<Decider> {
    const token = new URL(await samvaro.accountLink()).hash.split("=")[1];
    const link = cookieOf(await ask(samvaro, "POST", "/api/v1/session/link", "", { token }));
    const chosen = cookieOf(await ask(samvaro, "POST", "/api/v1/session/password", link, { password }));
    return new Decider(samvaro, chosen || link);
  }

  /** Lets the organisation take names, and people sign up for an activity of a place. */
  async allow(place: string, activity: string, capacity: number | null = null, days = 14): Promise<void> {
    const decision = { reference: "VON-2026/17 § 4", until: day(100) };
    const desk = await this.desk(place);
    await this.put(desk.organisation, { organisation: [{ sign_ups: decision }, { sign_up_names_days: days }] });
    const named = ([, { f }]: [string, Registers]) => f.some(({ s }) => s.v.name === activity);
    const found = Object.entries(desk.place.programme.activities).find(named);
    if (!found) throw new Error(`${activity} is not on the programme of ${place}`);
    await this.put(desk.place, { activity: [found[0], [{ sign_ups: true }, { capacity }]] });
  }

  /** Ends the decision. */
  async end(place: string): Promise<void> {
    await this.put((await this.desk(place)).organisation, { organisation: [{ sign_ups: null }] });
  }

  private async desk(place: string): Promise<Desk> {
    return (await ask(this.samvaro, "GET", `/api/v1/desk/${place}`, this.cookie)).json() as Promise<Desk>;
  }

  private async put(standing: Standing, fields: object): Promise<void> {
    const bodies = [{ put: { o: fields, b: standing.position } }];
    const changes = { log: standing.log, request: randomUUID(), bodies };
    const answer = await ask(this.samvaro, "POST", "/api/v1/changes", this.cookie, changes);
    const { refusals } = (await answer.json()) as { refusals: unknown[] };
    if (refusals?.length) throw new Error(JSON.stringify(refusals));
  }
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}

async function ask(samvaro: Samvaro, method: string, path: string, cookie: string, body?: object) {
  const headers = { "content-type": "application/json", cookie };
  const answer = await fetch(samvaro.url + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer;
}

/** The list of those who signed up, as a person uses it. */
export class List {
  constructor(readonly page: Page) {}

  /** From the day to the list of an activity. */
  static async open(page: Page, activity: string): Promise<List> {
    const link = page.getByRole("link", { name: /^Anmälda/ });
    const named = page.locator("li, section").filter({ has: page.getByRole("heading", { name: activity, exact: true }) });
    // An earlier day's row that waits to be counted may have the same name, and no list.
    await named.filter({ has: link }).last().locator(link).click({ timeout: comesBackWithinMs });
    await expect(page.getByRole("heading", { level: 1, name: activity })).toBeVisible();
    return new List(page);
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Namn" });
  }

  row(name: string): Locator {
    return this.page.locator("li.sign-up").filter({ hasText: name });
  }

  tick(name: string): Locator {
    return this.row(name).getByRole("checkbox");
  }

  async add(name: string, forTwo = false): Promise<void> {
    await this.field.fill(name);
    if (forTwo) await this.page.getByLabel("För två").check();
    await this.field.press("Enter");
    await expect(this.row(name)).toBeVisible();
  }

  /** "2 av 20. 1 har kommit." */
  async expectFigures(words: string): Promise<void> {
    await expect(this.page.locator("main header")).toContainText(words, { timeout: comesBackWithinMs });
  }

  async change(name: string, what: string): Promise<void> {
    await this.page.getByRole("button", { name: `Ändra: ${name}` }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: what }).click();
  }

  /** Erases a name, which is asked about once. */
  async erase(name: string): Promise<void> {
    await this.change(name, "Radera namnet nu");
    await this.page.getByRole("dialog").getByRole("button", { name: "Radera namnet", exact: true }).click();
  }
}
