// A year at one place, as three tablets count it: some sixty activities in three terms, about 1,095
// occurrences with two hundred visitors each, and drop-in.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Counter } from "./counter.ts";
import { day } from "./house.ts";
import type { Samvaro } from "./samvaro.ts";

export const place = "eken";

const tablets = 3;
const terms = 3;
const weeksInTerm = 17;
const activitiesEachDay = 3;
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** With the drop-in of each day and what is taken back, 219,000 changes. */
const tapsEachOccurrence = 195;
const tapsEachDropIn = 24;
const undoneEachOccurrence = 2;
const windowDays = 100;

type Occurrence = { key: string; date: string; state: unknown };

/** Fills an empty installation; gives how many occurrences were counted and how many taps made. */
export async function countYear(samvaro: Samvaro): Promise<{ occurrences: number; taps: number }> {
  await importYear(samvaro);
  const crew: Counter[] = [];
  for (let tablet = 0; tablet < tablets; tablet += 1) crew.push(await Counter.paired(samvaro, place));
  const occurrences = await heldLastYear(samvaro);
  let taps = 0;
  const add = async (target: string, date: string, number: number, undone: number) => {
    const share = number / tablets;
    for (const [index, tablet] of crew.entries()) {
      await tablet.count(target, share, Date.parse(`${date}T08:00:00Z`), index === 0 ? undone : 0);
    }
    taps += number;
  };
  let last = "";
  for (const { key, date } of occurrences) {
    await add(key, date, tapsEachOccurrence, undoneEachOccurrence);
    if (date !== last) await add(`drop-in/${date}/forenoon`, date, tapsEachDropIn, 0);
    last = date;
  }
  for (const tablet of crew) await tablet.push();
  return { occurrences: occurrences.length, taps };
}

async function importYear(samvaro: Samvaro): Promise<void> {
  const rows = ["place,activity,weekday,weeks,from,until,start,end,host,note"];
  for (let term = 0; term < terms; term += 1) {
    const from = day(-7 * weeksInTerm * (terms - term) + 1);
    // The last one goes on.
    const until = term === terms - 1 ? day(60) : day(-7 * weeksInTerm * (terms - term - 1));
    for (const weekday of weekdays) {
      for (let number = 1; number <= activitiesEachDay; number += 1) {
        const start = String(7 + 3 * number).padStart(2, "0");
        const end = String(9 + 3 * number).padStart(2, "0");
        rows.push(
          `Eken,Grupp ${weekday} ${number} termin ${term + 1},${weekday},all,${from},${until},` +
            `${start}:00,${end}:00,Ledare ${number},Ta med kaffekopp`,
        );
      }
    }
  }
  const folder = await mkdtemp(join(tmpdir(), "samvaro-year-"));
  const table = join(folder, "programme.csv");
  await writeFile(table, rows.join("\n") + "\n");
  await samvaro.command("import", "programme", table);
  await rm(folder, { recursive: true });
}

async function heldLastYear(samvaro: Samvaro): Promise<Occurrence[]> {
  const found: Occurrence[] = [];
  for (let from = -7 * weeksInTerm * terms + 1; from <= 0; from += windowDays) {
    const until = Math.min(from + windowDays - 1, 0);
    const answer = await fetch(
      `${samvaro.url}/api/v1/places/${place}/programme?from=${day(from)}&until=${day(until)}`,
    );
    const { document } = (await answer.json()) as { document: { occurrences: Occurrence[] } };
    found.push(...document.occurrences.filter(({ state }) => state === "planned"));
  }
  return found;
}
