// What K does at one tablet of Hatten and Bo at the other, all day long, neither with a network.

import { List } from "./decision.ts";
import { expect } from "./fixtures.ts";
import { coffee, day, gym, openHouse } from "./house.ts";
import { join, line, write } from "./people.ts";
import { ProgrammeEditor } from "./programme-editor.ts";
import { type Tablet, onTablet } from "./tablet.ts";
import {
  alarm,
  astrid,
  bertil,
  bingo,
  cecilia,
  chess,
  choir,
  computers,
  film,
  filters,
  keys,
  lunch,
  walk,
} from "./working-day.ts";

export const ill = "Ledaren är sjuk.";
export const tooFew = "Vi är för få i personalen.";
export const water = "Vattnet är avstängt.";
export const glasses = "Ta med glasögon.";
export const cup = "Ta med egen kopp.";
export const library = "Biblioteket";
export const hall = "Stora salen";

/** K opens the house. */
export async function forenoonOnFirst(tablet: Tablet): Promise<void> {
  await join(tablet.page, "K");
  await tablet.day();
  await expect(line(tablet.page, filters)).toContainText("Bo, i dag");

  await tablet.count(openHouse);
  await tablet.tap(5);
  await tablet.undo.click();
  await tablet.more(5);
  await tablet.expectTotal(9);
  await tablet.expectSaved(onTablet);
  await tablet.done();

  await tablet.dropIn("förmiddag");
  await tablet.more(5);
  await tablet.tap(2);
  await tablet.expectTotal(7);
  await tablet.done();

  await tablet.change(gym);
  await tablet.moveTo({ room: library });
  await tablet.expectChange(`Flyttat: ${gym}.`, onTablet);
  await tablet.toDay();
  await tablet.count(gym);
  await tablet.about();
  await tablet.typeNumber(31);
  await tablet.expectTotal(31);
  await tablet.done();

  await tablet.change(walk);
  await tablet.cancel(ill);
  await tablet.expectChange(`Inställt: ${walk}.`, onTablet);
  await tablet.toDay();

  await tablet.change(openHouse);
  await tablet.writeNote(glasses);
  await tablet.expectChange(`Ny rad: ${openHouse}.`, onTablet);
  await tablet.toDay();

  await tablet.count(computers);
  await tablet.tap(6);
  await tablet.expectSaved(onTablet);
  await tablet.done();
}

/** Bo, at the same time, sees nothing of it. */
export async function forenoonOnSecond(tablet: Tablet): Promise<void> {
  await tablet.day();
  await tablet.count(openHouse);
  await tablet.tap(3);
  await tablet.expectTotal(3);
  await tablet.done();

  await tablet.dropIn("förmiddag");
  await tablet.tap(2);
  await tablet.done();

  await tablet.change(gym);
  await tablet.moveTo({ room: hall });
  await tablet.expectChange(`Flyttat: ${gym}.`, onTablet);
  await tablet.toDay();
  await tablet.change(walk);
  await tablet.moveTo({ from: "13:00", until: "14:00" });
  await tablet.expectChange(`Flyttat: ${walk}.`, onTablet);
  await tablet.toDay();
  await tablet.change(openHouse);
  await tablet.writeNote(cup);
  await tablet.expectChange(`Ny rad: ${openHouse}.`, onTablet);
  await tablet.toDay();
  await tablet.change(computers);
  await tablet.cancel(tooFew);
  await tablet.expectChange(`Inställt: ${computers}.`, onTablet);
  await tablet.toDay();
}

/** Lunch, and what the afternoon brings. */
export async function afternoonOnFirst(tablet: Tablet): Promise<void> {
  const list = await List.open(tablet.page, lunch);
  await list.add(bertil);
  for (const name of [astrid, bertil]) await list.tick(name).check();
  await tablet.page.getByRole("button", { name: "Kom utan anmälan" }).click();
  await list.expectFigures("2 av 20. 3 har kommit.");
  await tablet.day();

  await tablet.count(bingo);
  await tablet.typeNumber(20);
  await tablet.expectSaved(onTablet);
  await tablet.done();

  await tablet.addActivity(film, "Salen");
  await tablet.expectChange(`Tillagt: ${film}.`, onTablet);
  await tablet.count(film);
  await tablet.tap(8);
  await tablet.expectTotal(8);
  await tablet.done();

  await tablet.count(chess);
  await tablet.nobodyCame();
  await tablet.done();
  await tablet.count(choir);
  await tablet.tap(4);
  await tablet.done();
  await tablet.dropIn("eftermiddag");
  await tablet.nobodyCame();
  await tablet.expectSaved(onTablet);
  await tablet.done();
}

export async function afternoonOnSecond(tablet: Tablet): Promise<void> {
  const list = await List.open(tablet.page, lunch);
  await list.add(cecilia);
  for (const name of [astrid, cecilia]) await list.tick(name).check();
  await list.expectFigures("2 av 20. 2 har kommit.");
  await tablet.day();

  await tablet.count(bingo);
  await tablet.typeNumber(23);
  await tablet.expectSaved(onTablet);
  await tablet.done();
  await tablet.dropIn("eftermiddag");
  await tablet.tap();
  await tablet.expectSaved(onTablet);
  await tablet.done();

  await ProgrammeEditor.onTablet(tablet.page).remove(choir);
  await tablet.dayOf(day(1));
  await tablet.closeDay(water);
  await tablet.day();
  await tablet.expectOffline();
}

/** What was forgotten yesterday, and what the next shift should know; then nothing is left to count. */
export async function eveningOnFirst(tablet: Tablet): Promise<void> {
  const waiting = tablet.page.getByRole("listitem").filter({ hasText: coffee });
  await waiting.getByRole("link", { name: /^Räkna nu/ }).click();
  await expect(tablet.page.getByText("Räknas i efterhand")).toBeVisible();
  await tablet.typeNumber(16);
  await tablet.expectTotal(16);
  await tablet.dayOf(day(-1));
  await tablet.correct(coffee, 18, "Glömde någon");
  await tablet.expectSaved(onTablet);

  await tablet.day();
  await tablet.page.getByRole("button", { name: `Läst: ${filters}` }).click();
  await write(tablet.page, keys);
  await write(tablet.page, alarm, true);
  await tablet.page.getByLabel("Kaffe", { exact: true }).selectOption("K");
  await tablet.day();
  await expect(tablet.page.getByText("Kaffe: K.")).toBeVisible();
  await expect(tablet.page.getByRole("heading", { name: "Inte räknat än" })).toHaveCount(0);
  await expect(tablet.page.locator(".duty-count.none")).toHaveCount(0);
  await tablet.expectOffline();
}
