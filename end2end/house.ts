// The small municipality that most tests run in: two places, with things on around today.
//
// It is imported as a stranger's files are, so that no test depends on what day it is.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Samvaro } from "./samvaro.ts";

export const hatten = "hatten";
export const elefanten = "elefanten";

/** Today at Hatten; nobody knows when, so it is never over. */
export const gym = "Sittgympa";
/** Today at Hatten, from midnight to midnight: it is always going on. */
export const openHouse = "Öppet hus";
/** Yesterday at Hatten. */
export const coffee = "Fredagsfika";
/** Today at Elefanten. */
export const singing = "Allsång";
/** Next Monday at Hatten, and cancelled. */
export const boule = "Boule";
/** Next Tuesday at Hatten, moved to Wednesday. */
export const books = "Bokcirkel";
/** Why Hatten is closed next Thursday. */
export const closedBecause = "Vattnet är avstängt";
/** Why somebody else has closed it. */
export const powerIsOut = "Strömmen är borta.";

const dayMs = 24 * 60 * 60 * 1000;

/** A date on the wall in Sweden, so many days from today, as 2026-11-21. */
export function day(fromToday: number): string {
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" });
  const today = new Date(`${wall.format(new Date())}T12:00:00Z`);
  return new Date(today.getTime() + fromToday * dayMs).toISOString().slice(0, 10);
}

/** How long it is until tomorrow on the wall in Sweden. */
export function untilMidnightMs(): number {
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", timeStyle: "medium" });
  const [hours, minutes, seconds] = wall.format(new Date()).split(":").map(Number) as [number, number, number];
  return dayMs - ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/** The weekday (1 = Monday) of the week after this one. */
export function nextWeek(weekday: number): string {
  const today = new Date(`${day(0)}T12:00:00Z`);
  const monday = -((today.getUTCDay() + 6) % 7);
  return day(monday + 7 + weekday - 1);
}

/** The ISO week of a date, as the address has it: 2026-V48. */
export function week(date: string): string {
  const thursday = new Date(`${date}T12:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = Math.ceil(((thursday.getTime() - newYear) / dayMs + 1) / 7);
  return `${thursday.getUTCFullYear()}-V${String(number).padStart(2, "0")}`;
}

/** Fills an empty installation. */
export async function moveIn(samvaro: Samvaro): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "samvaro-programme-"));
  const table = join(folder, "programme.csv");
  const calendar = join(folder, "programme.ics");
  await writeFile(table, programmeTable());
  await writeFile(calendar, programmeCalendar());
  await samvaro.command("import", "programme", table);
  await samvaro.command("import", "programme", calendar, "--place", hatten);
  await rm(folder, { recursive: true });
}

/** One more place, where nothing is on the programme; gives its part of the address. */
export async function emptyPlace(samvaro: Samvaro): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "samvaro-place-"));
  const table = join(folder, "place.csv");
  await writeFile(table, `place,activity,date,start,end,note\nTorget,Stängt,${day(90)},,,${closedBecause}\n`);
  await samvaro.command("import", "programme", table);
  await rm(folder, { recursive: true });
  return "torget";
}

function programmeTable(): string {
  const rows = [
    "place,activity,date,start,end,note",
    `Hatten,${gym},${day(0)},,,`,
    `Hatten,${openHouse},${day(0)},00:00,23:59,`,
    `Hatten,${coffee},${day(-1)},11:00,12:00,`,
    `Hatten,Stängt,${nextWeek(4)},,,${closedBecause}`,
    `Elefanten,${singing},${day(0)},14:00,15:00,`,
  ];
  return rows.join("\n") + "\n";
}

function programmeCalendar(): string {
  const at = (date: string, time: string) => `${date.replaceAll("-", "")}T${time}00`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Samvaro//end2end//SV",
    "BEGIN:VEVENT",
    "UID:boule",
    `DTSTART:${at(nextWeek(1), "1000")}`,
    `DTEND:${at(nextWeek(1), "1100")}`,
    `SUMMARY:${boule}`,
    "STATUS:CANCELLED",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:books",
    `DTSTART:${at(nextWeek(2), "1000")}`,
    `DTEND:${at(nextWeek(2), "1200")}`,
    "RRULE:FREQ=WEEKLY;COUNT=3",
    `SUMMARY:${books}`,
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:books",
    `RECURRENCE-ID:${at(nextWeek(2), "1000")}`,
    `DTSTART:${at(nextWeek(3), "1300")}`,
    `DTEND:${at(nextWeek(3), "1500")}`,
    `SUMMARY:${books}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.join("\r\n") + "\r\n";
}

/** How many occurrences Hatten has held this week, today's among them. */
export function heldThisWeek(): number {
  const todays = 2;
  const yesterdays = week(day(-1)) === week(day(0)) ? 1 : 0;
  return todays + yesterdays;
}

/** What people write, in whatever language the screens speak to them. */
export const leaderIsIll = "Ledaren är sjuk.";
export const filtersAreFew = "Kaffefiltren är snart slut.";
export const whoTakesTheAlarm = "Vem tar larmet på fredag?";
export const keyIsInTheDrawer = "Nyckeln till förrådet ligger i översta lådan.";
export const written = [
  closedBecause,
  powerIsOut,
  leaderIsIll,
  filtersAreFew,
  whoTakesTheAlarm,
  keyIsInTheDrawer,
];
