// A full day of Hatten: what is on, and the two tablets and the desk that are there for it.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as inFolder } from "node:path";
import type { Browser } from "@playwright/test";
import { Coordinator } from "./coordinator.ts";
import { Decider, List } from "./decision.ts";
import { day, hatten } from "./house.ts";
import { stored } from "./leaving.ts";
import { chip, join, line, write } from "./people.ts";
import type { Samvaro } from "./samvaro.ts";
import { Tablet } from "./tablet.ts";

export const walk = "Stavgång";
export const computers = "Datorhjälp";
export const lunch = "Lunch för anmälda";
export const bingo = "Bingo";
export const chess = "Schack";
export const choir = "Körsång";
export const film = "Filmstund";

const times: Record<string, [from: string, until: string]> = {
  [walk]: ["09:30", "10:30"],
  [computers]: ["10:00", "11:00"],
  [lunch]: ["11:30", "12:30"],
  [bingo]: ["13:00", "14:30"],
  [chess]: ["14:00", "16:00"],
  [choir]: ["15:00", "16:00"],
};

export const astrid = "Astrid Ödegård";
export const bertil = "Bertil Ek";
export const cecilia = "Cecilia Dal";

export const filters = "Kaffefiltren är snart slut.";
export const keys = "Nycklarna till förrådet ligger i kassan.";
export const alarm = "Vem tar larmet på fredag?";

/** Those who work at Hatten that day. */
export class Crew {
  private constructor(
    public first: Tablet,
    readonly second: Tablet,
    readonly desk: Coordinator,
  ) {}

  /** Both tablets know the day and each other, and yesterday's shift has left a line. */
  static async begins(browser: Browser, samvaro: Samvaro): Promise<Crew> {
    await plan(samvaro);
    await (await Decider.signedIn(samvaro)).allow(hatten, lunch, 20);
    const page = async () => (await browser.newContext({ baseURL: samvaro.url })).newPage();
    const desk = await Coordinator.back(await page());
    const second = await Tablet.paired(await page(), samvaro, hatten);
    await join(second.page, "Bo");
    await write(second.page, filters);
    await second.day();
    await (await List.open(second.page, lunch)).add(astrid);
    await second.day();
    await second.expectAllSent();
    const first = await Tablet.paired(await page(), samvaro, hatten);
    await line(first.page, filters).waitFor();
    return new Crew(first, second, desk);
  }

  /** The first tablet's page is closed, and opened anew by whatever the tablet keeps. */
  async closeAndOpenFirst(person: string): Promise<void> {
    const context = this.first.page.context();
    await stored(this.first.page);
    await this.first.page.close();
    this.first = new Tablet(await context.newPage());
    await this.first.day();
    await this.first.expectOffline();
    await chip(this.first.page, `Du är: ${person}`).waitFor();
  }

  get tablets(): [Tablet, Tablet] {
    return [this.first, this.second];
  }

  async goHome(): Promise<void> {
    for (const { page } of [this.first, this.second, this.desk]) await page.context().close();
  }
}

/** Puts the day's activities on the programme beside what the house has. */
async function plan(samvaro: Samvaro): Promise<void> {
  const rows = Object.entries(times).map(([name, span]) => `Hatten,${name},${day(0)},${span.join()},`);
  const folder = await mkdtemp(inFolder(tmpdir(), "samvaro-day-"));
  const table = inFolder(folder, "day.csv");
  await writeFile(table, ["place,activity,date,start,end,note", ...rows, ""].join("\n"));
  await samvaro.command("import", "programme", table);
  await rm(folder, { recursive: true });
}
