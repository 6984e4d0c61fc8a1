// Changing the day: without a network first, two tablets at once, and everybody sees the same.

import type { Page } from "@playwright/test";
import { Coordinator } from "../coordinator.ts";
import { expect, test } from "../fixtures.ts";
import { day, gym, hatten, openHouse, powerIsOut } from "../house.ts";
import type { Samvaro } from "../samvaro.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

const ill = "Ledaren är sjuk.";
const water = "Vattnet är avstängt.";
const crossing = "Två har ändrat samma sak";

/** What everybody reads about today. */
async function publicPage(page: Page): Promise<string> {
  await page.goto(`/plats/${hatten}`);
  return (await page.getByRole("main").textContent()) ?? "";
}

function pair(samvaro: Samvaro, page: Page): Promise<Tablet> {
  return Tablet.paired(page, samvaro, hatten);
}

test("a cancellation without a network shows at once, is public later and can be taken back", async ({
  page,
  browser,
  samvaro,
}) => {
  const tablet = await pair(samvaro, page);
  await samvaro.kill();
  await tablet.change(openHouse);
  await tablet.openRow("Ställ in");
  await page.getByRole("radio", { name: ill }).check();
  await expect(page.getByText(`Alla kan läsa det: Inställt: ${ill}`)).toBeVisible();
  await page.locator("form").getByRole("button", { name: "Ställ in" }).click();
  await tablet.expectChange(`Inställt: ${openHouse}.`, onTablet);
  await expect(page.getByRole("heading", { name: `Inställt: ${ill}` })).toBeVisible();

  await tablet.toDay();
  await expect(tablet.duty(openHouse)).toContainText("Inställt");
  await expect(tablet.duty(openHouse)).toContainText(ill);
  await expect(page.getByRole("link", { name: `Räkna: ${openHouse}` })).toHaveCount(0);
  // It outlives a reload without a network.
  await page.reload();
  await expect(tablet.duty(openHouse)).toContainText(ill);
  await tablet.expectChange(`Inställt: ${openHouse}.`, onTablet);

  await samvaro.start();
  await tablet.expectAllSent();
  const visitor = await browser.newPage({ baseURL: samvaro.url });
  expect(await publicPage(visitor)).toContain(ill);
  await tablet.lastChange.getByRole("button", { name: "Ångra" }).click();
  await expect(tablet.lastChange).toHaveCount(0);
  await expect(page.getByRole("link", { name: `Räkna: ${openHouse}` })).toBeVisible();
  await tablet.expectAllSent();
  expect(await publicPage(visitor)).not.toContain(ill);
  await visitor.close();
});

test("what was counted before a cancellation is said there, stays, and can be corrected", async ({
  page,
  samvaro,
}) => {
  const tablet = await pair(samvaro, page);
  await tablet.count(gym);
  await tablet.typeNumber(6);
  await tablet.expectSaved(sent);
  await tablet.done();
  await tablet.change(gym);
  await tablet.openRow("Ställ in");
  await expect(page.getByText("6 är redan räknade. De står kvar i siffrorna.")).toBeVisible();
  await page.getByRole("radio", { name: ill }).check();
  await page.locator("form").getByRole("button", { name: "Ställ in" }).click();
  await tablet.expectChange(`Inställt: ${gym}.`, sent);
  await tablet.toDay();
  await expect(tablet.duty(gym)).toContainText("Inställt");
  await expect(tablet.duty(gym)).toContainText("6");
  await tablet.correct(gym, 5, "Glömde någon");
  await tablet.expectSaved(sent);
  await expect(page.getByRole("link", { name: "Historik" })).toBeVisible();
  await tablet.done();
  await expect(tablet.duty(gym)).toContainText("Inställt");
  await expect(tablet.duty(gym).locator(".duty-count")).toHaveText("5");
});

test("own words go before the chosen reason", async ({ page, samvaro }) => {
  const tablet = await pair(samvaro, page);
  await tablet.change(gym);
  await tablet.openRow("Ställ in");
  await page.getByRole("radio", { name: ill }).check();
  await page.getByLabel("Egna ord").fill("Golvet målas.");
  await expect(page.getByText("Alla kan läsa det: Inställt: Golvet målas.")).toBeVisible();
  await page.locator("form").getByRole("button", { name: "Ställ in" }).click();
  await tablet.toDay();
  await expect(tablet.duty(gym)).toContainText("Golvet målas.");
});

test("a move without a network is found on its new day, and goes back", async ({ page, samvaro }) => {
  const tablet = await pair(samvaro, page);
  await samvaro.kill();
  await tablet.change(gym);
  await tablet.openRow("Flytta dag, tid eller rum");
  await tablet.fillIn({ from: "11:00", until: "10:00" });
  await page.getByRole("button", { name: "Flytta", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Sluttiden ska komma" })).toBeVisible();
  await tablet.fillIn({ day: day(1), from: "10:00", until: "11:30", room: "Biblioteket" });
  await page.getByRole("button", { name: "Flytta", exact: true }).click();
  await tablet.expectChange(`Flyttat: ${gym}.`, onTablet);
  await tablet.toDay();
  await expect(tablet.duty(gym)).toContainText("Flyttat till");
  await page.goto(`/personal/dag/${day(1)}`);
  await expect(tablet.duty(gym)).toContainText("till 11.30");
  await expect(tablet.duty(gym)).toContainText("Biblioteket.");
  await tablet.change(gym);
  for (const left of [1, 0]) {
    await page.getByRole("button", { name: /^Ta tillbaka/ }).first().click();
    await expect(page.getByRole("button", { name: /^Ta tillbaka/ })).toHaveCount(left);
  }
  await tablet.day();
  await expect(tablet.duty(gym)).not.toContainText("Flyttat");
  await samvaro.start();
  await tablet.expectAllSent();
});

test("a line under the name is read by everybody", async ({ page, browser, samvaro }) => {
  const tablet = await pair(samvaro, page);
  await tablet.change(openHouse);
  await tablet.openRow("Skriv en rad");
  await page.getByLabel("Raden under namnet").fill("Ta med glasögon.");
  await page.getByRole("button", { name: "Spara raden" }).click();
  await tablet.expectChange(`Ny rad: ${openHouse}.`, sent);
  await tablet.toDay();
  await expect(tablet.duty(openHouse)).toContainText("Ta med glasögon.");
  const visitor = await browser.newPage({ baseURL: samvaro.url });
  expect(await publicPage(visitor)).toContain("Ta med glasögon.");
  await visitor.close();
});

test("two tablets that moved the same thing see both times, and one tap settles it", async ({
  profile,
  samvaro,
}) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await samvaro.kill();
  for (const [tablet, from, until] of [
    [first, "10:00", "11:30"],
    [second, "10:30", "12:00"],
  ] as const) {
    await tablet.change(gym);
    await tablet.moveTo({ from, until });
    await tablet.expectChange(`Flyttat: ${gym}.`, onTablet);
    await tablet.toDay();
  }
  await samvaro.start();
  const line = (tablet: Tablet) => tablet.page.getByRole("status").filter({ hasText: crossing });
  for (const tablet of [first, second]) {
    await tablet.expectAllSent();
    await expect(line(tablet)).toBeVisible({ timeout: 60_000 });
    // The later one holds, everywhere.
    await expect(tablet.duty(gym)).toContainText("10.30");
  }
  await line(first).getByRole("link", { name: /^Titta/ }).click();
  await expect(first.page.getByRole("heading", { name: crossing })).toBeVisible();
  const versions = first.page.locator(".version");
  await expect(versions).toHaveCount(2);
  await expect(versions.nth(0)).toContainText("Gäller nu");
  await expect(versions.nth(0)).toContainText("En annan platta");
  await expect(versions.nth(0)).toContainText("10.30–12.00");
  await expect(versions.nth(1)).toContainText("Den här plattan");
  await expect(versions.nth(1)).toContainText("10.00–11.30");
  await first.page.getByRole("button", { name: "Byt till 10.00–11.30" }).click();
  await expect(versions).toHaveCount(0);
  await first.toDay();
  for (const tablet of [first, second]) {
    await expect(line(tablet)).toHaveCount(0);
    await expect(tablet.duty(gym)).toContainText("10.00");
  }
});

test("a cancellation and a move that crossed stand side by side until somebody chooses", async ({
  profile,
  samvaro,
}) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await samvaro.kill();
  await first.change(gym);
  await first.cancel(ill);
  await first.expectChange(`Inställt: ${gym}.`, onTablet);
  await second.change(gym);
  await second.moveTo({ from: "10:30", until: "12:00" });
  await second.expectChange(`Flyttat: ${gym}.`, onTablet);
  await samvaro.start();
  const line = (tablet: Tablet) => tablet.page.getByRole("status").filter({ hasText: crossing });
  for (const tablet of [first, second]) {
    await tablet.toDay();
    await tablet.expectAllSent();
    await expect(line(tablet)).toBeVisible({ timeout: 60_000 });
    await expect(tablet.duty(gym)).toContainText("Inställt");
  }
  await line(second).getByRole("link", { name: /^Titta/ }).click();
  const versions = second.page.locator(".version");
  await expect(versions.nth(0)).toContainText("Gäller nu");
  await expect(versions.nth(0)).toContainText(ill);
  await second.page.getByRole("button", { name: "Byt till 10.30–12.00" }).click();
  await expect(versions).toHaveCount(0);
  await second.toDay();
  for (const tablet of [first, second]) {
    await expect(line(tablet)).toHaveCount(0, { timeout: 60_000 });
    await expect(tablet.duty(gym)).toContainText("10.30");
    await expect(tablet.duty(gym)).not.toContainText("Inställt");
  }
});

test("what a colleague changes while the form is open is not overwritten", async ({ profile, samvaro }) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await first.change(gym);
  await first.openRow("Flytta dag, tid eller rum");
  await second.change(gym);
  await second.moveTo({ from: "10:30", until: "12:00" });
  await second.expectChange(`Flyttat: ${gym}.`, sent);
  // The first one sees it above the form, and sends the form all the same.
  await expect(first.page.locator("main .lead")).toContainText("10.30–12.00");
  await first.fillIn({ from: "13:00", until: "14:00" });
  await first.page.getByRole("button", { name: "Flytta", exact: true }).click();
  await expect(first.page.getByRole("heading", { name: crossing })).toBeVisible();
  await expect(first.page.locator(".version")).toHaveCount(2);
  await first.page.getByRole("button", { name: "Behåll 13.00–14.00" }).click();
  await expect(first.page.getByRole("heading", { name: crossing })).toHaveCount(0);
});

test("whoever changes the room alone leaves the time that a colleague changes meanwhile", async ({
  profile,
  samvaro,
}) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await first.change(gym);
  await first.openRow("Flytta dag, tid eller rum");
  await second.change(gym);
  await second.moveTo({ from: "10:30", until: "12:00" });
  await second.expectChange(`Flyttat: ${gym}.`, sent);
  await expect(first.page.locator("main .lead")).toContainText("10.30–12.00");
  await first.fillIn({ room: "Biblioteket" });
  await first.page.getByRole("button", { name: "Flytta", exact: true }).click();
  await first.expectChange(`Flyttat: ${gym}.`, sent);
  for (const tablet of [first, second]) {
    await expect(tablet.page.locator("main .lead")).toContainText("10.30–12.00. Biblioteket.", { timeout: 60_000 });
    await expect(tablet.page.getByRole("heading", { name: crossing })).toHaveCount(0);
  }
});

test("a cancellation and its taking back that crossed are both shown", async ({ profile, samvaro }) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await first.change(gym);
  await first.cancel(ill);
  await first.expectChange(`Inställt: ${gym}.`, sent);
  await second.change(gym);
  await expect(second.page.getByRole("heading", { name: `Inställt: ${ill}` })).toBeVisible();
  await samvaro.kill();
  await first.page.getByRole("button", { name: `Ta tillbaka: Inställt: ${ill}` }).click();
  await expect(first.page.getByRole("button", { name: "Ställ in", exact: true })).toBeVisible();
  await second.toDay();
  await second.change(openHouse);
  await second.cancel(ill);
  await second.expectChange(`Inställt: ${openHouse}.`, onTablet);
  await samvaro.start();
  await first.expectAllSent();
  await second.expectAllSent();
  await first.toDay();
  await second.toDay();
  // They changed different things: nothing crossed, and both see both.
  for (const tablet of [first, second]) {
    await expect(tablet.page.getByText(crossing)).toHaveCount(0);
    await expect(tablet.duty(openHouse)).toContainText("Inställt");
    await expect(tablet.duty(gym)).not.toContainText("Inställt");
  }
});

test("closing the house says first what it does, and opening it brings everything back", async ({
  page,
  browser,
  samvaro,
}) => {
  const tablet = await pair(samvaro, page);
  await samvaro.kill();
  await page.getByRole("link", { name: "Stäng i dag" }).click();
  await expect(tablet.heading).toHaveText("Stäng i dag");
  await expect(page.getByText("1 tillfälle ställs in:")).toBeVisible();
  await expect(page.getByRole("heading", { name: gym })).toBeVisible();
  await expect(page.getByText("Ett har börjat eller är räknat, och står kvar.")).toBeVisible();
  await page.getByRole("radio", { name: water }).check();
  await page.getByRole("button", { name: "Stäng i dag" }).click();
  await tablet.expectDay();
  await tablet.expectChange("Stängt i dag.", onTablet);
  await expect(tablet.duty(gym)).toContainText(water);
  await expect(page.getByRole("link", { name: `Räkna: ${openHouse}` })).toBeVisible();

  await samvaro.start();
  await tablet.expectAllSent();
  const visitor = await browser.newPage({ baseURL: samvaro.url });
  expect(await publicPage(visitor)).toContain(water);
  await page.getByRole("link", { name: "Öppna igen i dag" }).click();
  await page.getByRole("button", { name: "Öppna igen i dag" }).click();
  await tablet.expectDay();
  await expect(tablet.duty(gym)).not.toContainText(water);
  await tablet.expectAllSent();
  expect(await publicPage(visitor)).not.toContain(water);
  await visitor.close();
});

test("two tablets that close the house for different reasons are asked which one holds", async ({
  profile,
  samvaro,
}) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await samvaro.kill();
  for (const [tablet, reason] of [
    [first, water],
    [second, powerIsOut],
  ] as const) {
    await tablet.page.getByRole("link", { name: "Stäng i dag" }).click();
    await tablet.page.getByRole("radio", { name: reason }).check();
    await tablet.page.getByRole("button", { name: "Stäng i dag" }).click();
    await tablet.expectChange("Stängt i dag.", onTablet);
  }
  await samvaro.start();
  const closed = first.page.getByRole("status").filter({ hasText: "Stängt, i dag." });
  await closed.getByRole("link", { name: /^Titta/ }).click();
  await first.page.getByRole("button", { name: `Byt till ${water}` }).click();
  await expect(first.page.getByRole("heading", { name: crossing })).toHaveCount(0);
  await first.toDay();
  await expect(second.page.locator(".shut")).toContainText(water);
});

test("two tablets that close another day for different reasons are asked about it today", async ({
  profile,
  samvaro,
}) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await samvaro.kill();
  for (const [tablet, reason] of [
    [first, water],
    [second, powerIsOut],
  ] as const) {
    await tablet.dayOf(day(1));
    await tablet.closeDay(reason);
    await tablet.expectChange("Stängt i morgon.", onTablet);
    await tablet.day();
  }
  await samvaro.start();
  const closed = first.page.getByRole("status").filter({ hasText: "Stängt, i morgon." });
  await expect(closed).toBeVisible({ timeout: 60_000 });
  await closed.getByRole("link", { name: /^Titta/ }).click();
  await first.page.getByRole("button", { name: `Byt till ${water}` }).click();
  await expect(first.page.getByRole("heading", { name: crossing })).toHaveCount(0);
  await first.expectAllSent();
  await first.day();
  await expect(closed).toHaveCount(0);
});

test("an activity that is brought in on the spot is there for everybody, and can be taken back", async ({
  profile,
  samvaro,
}) => {
  const first = await pair(samvaro, await (await profile()).open());
  const second = await pair(samvaro, await (await profile()).open());
  await samvaro.kill();
  await first.page.getByRole("link", { name: "Lägg till en aktivitet" }).click();
  await first.page.getByRole("button", { name: "Lägg till" }).click();
  await expect(first.page.getByRole("alert").filter({ hasText: "Skriv vad det heter" })).toBeVisible();
  await first.page.getByLabel("Namn", { exact: true }).fill("Filmkväll");
  await first.fillIn({ from: "00:00", until: "23:59", room: "Salen" });
  await first.page.getByRole("button", { name: "Lägg till" }).click();
  await first.expectDay();
  await first.expectChange("Tillagt: Filmkväll.", onTablet);
  await expect(first.duty("Filmkväll")).toContainText("Salen.");
  await first.count("Filmkväll");
  await first.tap(3);
  await first.done();
  await samvaro.start();
  await expect(second.duty("Filmkväll")).toContainText("3", { timeout: 60_000 });

  // Its counts stay when it is taken back, and can be given to something else that day.
  await first.lastChange.getByRole("button", { name: "Ångra" }).click();
  await expect(first.duty("Filmkväll")).toContainText("Utanför programmet");
  await expect(second.duty("Filmkväll")).toContainText("Utanför programmet");
  await second.change("Filmkväll");
  await second.page.getByRole("button", { name: new RegExp(`^Räkna hos ${openHouse}`) }).click();
  await second.toDay();
  await expect(second.page.getByRole("heading", { name: "Filmkväll" })).toHaveCount(0);
  const given = second.duty(openHouse);
  await expect(given).toContainText("3 av dem räknades som Filmkväll.");
  await expect(first.duty(openHouse)).toContainText("3 av dem räknades som Filmkväll.");
  await given.getByRole("link", { name: /Filmkväll/ }).click();
  await second.page.getByRole("button", { name: /^Ta tillbaka/ }).click();
  await second.toDay();
  await expect(second.duty("Filmkväll")).toContainText("Utanför programmet");
});

test("any other day is one field away, and today one tap", async ({ page, samvaro }) => {
  const tablet = await pair(samvaro, page);
  await page.getByLabel("Gå till en annan dag").fill(day(40));
  await expect(page).toHaveURL(new RegExp(day(40)));
  await expect(page.getByText("Inget på programmet")).toBeVisible();
  await page.getByRole("link", { name: "Till i dag" }).click();
  await expect(tablet.duty(openHouse)).toBeVisible();
});

test("the screen at the door shows the day without anything to press and without a count", async ({
  page,
  browser,
  samvaro,
}) => {
  const tablet = await pair(samvaro, page);
  await page.goto("/personal/skarm");
  await expect(page.getByText("Skärmen vid dörren är inte påslagen.")).toBeVisible();
  const desk = await Coordinator.signedIn(await browser.newPage({ baseURL: samvaro.url }), samvaro);
  await desk.edit(hatten, { place: [{ screen: true }] });
  await expect(page.getByText("Skärmen vid dörren är inte påslagen.")).toHaveCount(0);
  await tablet.day();
  await tablet.count(openHouse);
  // No clock shows this number.
  await tablet.typeNumber(97);
  await tablet.expectSaved(sent);
  await tablet.done();
  await tablet.change(gym);
  await tablet.cancel(ill);
  await tablet.expectChange(`Inställt: ${gym}.`, sent);
  await tablet.network.click();
  await page.getByRole("link", { name: "Visa på skärmen vid dörren" }).click();
  const row = (name: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(row(openHouse)).toContainText("Nu");
  await expect(row(gym)).toContainText("Inställt");
  await expect(row(gym)).toContainText(ill);
  await expect(page.locator("main")).not.toContainText("97");
  await expect(page.locator("a, button, input")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await tablet.expectDay();
  await desk.page.close();
});

test("a cancellation is made with the keyboard alone", async ({ page, samvaro }) => {
  const tablet = await pair(samvaro, page);
  await page.getByRole("link", { name: `Ändra: ${gym}` }).focus();
  await page.keyboard.press("Enter");
  await expect(tablet.heading).toHaveText(gym);
  await page.getByRole("button", { name: "Ställ in", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Egna ord")).toBeFocused();
  await page.keyboard.press("Enter");
  await tablet.expectChange(`Inställt: ${gym}.`, sent);
});
