// The settings of a place and of the organisation: offline on the tablet, online at the desk.

import { expect, test } from "../fixtures.ts";
import { Coordinator } from "../coordinator.ts";
import { day, hatten } from "../house.ts";
import { Settings, atDesk, onTablet } from "../settings.ts";
import { forgetShared } from "../stored-pairing.ts";
import { Tablet, comesBackWithinMs } from "../tablet.ts";

const rule = "Var och en räknas en gång vid varje aktivitet.";

test("what a coordinator sets up reaches a tablet that nobody touches", async ({ page, browser, samvaro }) => {
  const context = await browser.newContext({ baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  const there = Settings.onTablet(tablet.page);
  await there.open("rakna", "Så räknar vi här");

  await Coordinator.signedIn(page, samvaro);
  const desk = Settings.shared(page);
  await desk.open("kategorier", "Det vi räknar");
  await page.getByRole("button", { name: "Kvinnor, män, annat" }).click();
  await desk.expectSaved(atDesk);
  await expect(page.getByRole("heading", { level: 3 })).toHaveText([
    "Kvinnor", "Män", "Annat", "Förslag",
  ]);
  await desk.open("rakna", "Så räknar vi");
  await desk.field("Vem räknas").fill(rule);
  await desk.save.click();
  await desk.expectSaved(atDesk);

  await expect(tablet.page.getByText(`På alla platser gäller: ${rule}`)).toBeVisible({
    timeout: comesBackWithinMs,
  });
  await context.close();
});

test("a tablet that was paired before there was anything shared learns of it", async ({
  page,
  browser,
  samvaro,
}) => {
  await Coordinator.signedIn(page, samvaro);
  const desk = Settings.shared(page);
  await desk.open("rakna", "Så räknar vi");
  await desk.field("Vem räknas").fill(rule);
  await desk.save.click();
  await desk.expectSaved(atDesk);

  const context = await browser.newContext({ baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  await forgetShared(tablet.page);
  await Settings.onTablet(tablet.page).open("rakna", "Så räknar vi här");
  await expect(tablet.page.getByText(`På alla platser gäller: ${rule}`)).toBeVisible({
    timeout: comesBackWithinMs,
  });
  await context.close();
});

test("categories are put in order, renamed, and counted no longer", async ({ page, samvaro }) => {
  await Coordinator.signedIn(page, samvaro);
  const desk = Settings.shared(page);
  await desk.open("kategorier", "Det vi räknar");
  await page.getByRole("button", { name: "Kvinnor, män, annat" }).click();
  const names = page.getByRole("region").or(page.locator("section")).getByRole("heading", { level: 3 });
  await page.getByRole("button", { name: "Flytta upp: Män" }).click();
  await expect(names.first()).toHaveText("Män");
  await page.getByRole("link", { name: "Byt namn: Annat" }).click();
  await expect(desk.field("Namn")).toHaveValue("Annat");
  await desk.field("Namn").fill("Ickebinära");
  await desk.save.click();
  await expect(page.getByRole("heading", { name: "Ickebinära" })).toBeVisible();
  await page.getByRole("button", { name: "Sluta räkna: Ickebinära" }).click();
  await page.getByRole("button", { name: "Räkna igen: Ickebinära" }).click();
  await expect(page.getByRole("button", { name: "Sluta räkna: Ickebinära" })).toBeVisible();
  await page.getByRole("button", { name: "Externa besökare" }).click();
  await expect(page.getByRole("button", { name: "Externa besökare", exact: true })).toBeHidden();
  await page.reload();
  await expect(page.getByRole("button", { name: "Sluta räkna: Externa besökare" })).toBeVisible();
});

test("what is set on a tablet without a network stands on the public page later", async ({
  page,
  browser,
  samvaro,
}) => {
  const context = await browser.newContext({ baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  const settings = Settings.onTablet(tablet.page);
  await samvaro.stop();
  await settings.all();
  await tablet.page.getByRole("link", { name: "Ändra: Hitta hit" }).click();
  await settings.field("Adress").fill("Nya gatan 7, Ekby");
  await settings.field("Vägen in").fill("Ring på klockan.");
  await settings.save.click();
  await settings.expectSaved(onTablet);
  await tablet.expectUnsent(2);
  await tablet.page.reload();
  await expect(settings.field("Adress")).toHaveValue("Nya gatan 7, Ekby");

  await samvaro.start();
  await tablet.expectAllSent();
  await page.goto(`/plats/${hatten}`);
  await expect(page.getByText("Nya gatan 7, Ekby").filter({ visible: true }).first()).toBeVisible();
  await context.close();
});

test("a closed period tells what rests, and can be taken back", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const settings = Settings.onTablet(page);
  await settings.open("stangt", "Stängt");
  await settings.field("Första dagen").fill(day(0));
  await settings.field("Sista dagen").fill(day(-1));
  await settings.save.click();
  await expect(page.getByRole("alert")).toContainText("Sista dagen kommer före den första");
  await settings.field("Sista dagen").fill(day(21));
  await settings.field("Varför").fill("Nytt golv");
  await expect(page.getByText(/tillfällen vilar\.$/).last()).toBeVisible();
  await settings.save.click();
  await settings.expectSaved(onTablet);
  const row = page.getByRole("listitem").filter({ hasText: "Nytt golv" });
  await expect(row).toContainText("vilar");
  await tablet.day();
  await expect(page.getByRole("main")).toContainText("Nytt golv");

  await settings.open("stangt", "Stängt");
  await row.getByRole("button", { name: /^Ta bort/ }).click();
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: "Ångra" }).click();
  await expect(row).toBeVisible();
});

test("a half-written form survives a reload and is thrown away only when somebody says so", async ({
  page,
  samvaro,
}) => {
  await Tablet.paired(page, samvaro, hatten);
  const settings = Settings.onTablet(page);
  await settings.open("oppet", "Öppettider");
  await settings.field("Öppet").fill("Måndag till lördag 9–16");
  await page.reload();
  await expect(settings.field("Öppet")).toHaveValue("Måndag till lördag 9–16");
  await expect(page.getByText("Du har skrivit något som inte är sparat.")).toBeVisible();
  await page.getByRole("button", { name: "Släng det jag skrev" }).click();
  await expect(settings.field("Öppet")).toHaveValue("");
  await page.reload();
  await expect(settings.field("Öppet")).toHaveValue("");
});

test("two tablets that set the same see both, and one tap settles it", async ({ profile, samvaro }) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const here = Settings.onTablet(first.page);
  const there = Settings.onTablet(second.page);
  await here.open("oppet", "Öppettider");
  await there.open("oppet", "Öppettider");
  await samvaro.kill();
  await here.field("Öppet").fill("Vardagar 9–15");
  await here.save.click();
  await here.expectSaved(onTablet);
  await there.field("Öppet").fill("Vardagar 10–16");
  await there.save.click();
  await there.expectSaved(onTablet);
  await samvaro.start();
  for (const { page } of [first, second]) {
    await expect(page.getByRole("heading", { name: "Två har ändrat samma sak: Öppet" })).toBeVisible({
      timeout: comesBackWithinMs,
    });
  }
  const chosen = first.page.locator(".version").filter({ hasText: "Vardagar 9–15" });
  await chosen.getByRole("button", { name: "Ta den här" }).click();
  for (const settings of [here, there]) {
    await expect(settings.page.locator(".version")).toHaveCount(0, { timeout: comesBackWithinMs });
    await expect(settings.field("Öppet")).toHaveValue("Vardagar 9–15");
  }
});

test("at the desk nothing typed is lost when the server is away", async ({ page, samvaro }) => {
  await Coordinator.signedIn(page, samvaro);
  const desk = Settings.ofPlace(page, hatten);
  await desk.open("hitta", "Hitta hit");
  await desk.field("Telefon").fill("0123-45 67");
  await samvaro.stop();
  await desk.save.click();
  await expect(page.getByRole("alert")).toContainText("Det gick inte att spara.");
  await expect(desk.field("Telefon")).toHaveValue("0123-45 67");
  await samvaro.start();
  await page.getByRole("button", { name: "Försök igen" }).click();
  await desk.expectSaved(atDesk);
  await page.goto(`/plats/${hatten}`);
  await expect(page.getByText("0123-45 67").filter({ visible: true }).first()).toBeVisible();
});

test("sign-ups are switched on by a decision and off again", async ({ page, samvaro }) => {
  await Coordinator.signedIn(page, samvaro);
  const desk = Settings.shared(page);
  await desk.open("anmalan", "Anmälan med namn");
  await expect(page.getByText("Anmälan är avstängd.")).toBeVisible();
  await page.getByRole("button", { name: "Slå på anmälan" }).click();
  await expect(page.getByRole("alert")).toContainText("Beslutets nummer: Skriv något här.");
  await desk.field("Beslutets nummer").fill("KS 2026/12");
  await desk.field("Gäller till och med").fill(day(200));
  await page.getByRole("button", { name: "Slå på anmälan" }).click();
  await expect(page.getByText(/^På till och med .* Beslut KS 2026\/12\.$/)).toBeVisible();
  await page.getByRole("button", { name: "Stäng av anmälan" }).click();
  await expect(page.getByText("Anmälan är avstängd.")).toBeVisible();
});

test("a place is told what resting on red days does", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const settings = Settings.onTablet(page);
  await settings.open("roda-dagar", "Röda dagar och aftnar");
  await expect(page.getByText(/^Närmast: /)).toBeVisible();
  await page.getByRole("checkbox", { name: /^Vila på röda dagar/ }).uncheck();
  await page.getByRole("checkbox", { name: /^Vila på aftnar/ }).uncheck();
  await expect(page.getByText(/^Närmast: /)).toBeHidden();
  await settings.save.click();
  await settings.expectSaved(onTablet);
  await settings.all();
  await expect(page.getByText("Vila på röda dagar: nej")).toBeVisible();
});

test("two tablets that change a closed period are told so on the day and among the settings", async ({
  profile,
  samvaro,
}) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const here = Settings.onTablet(first.page);
  const there = Settings.onTablet(second.page);
  await here.open("stangt", "Stängt");
  await there.open("stangt", "Stängt");
  await samvaro.kill();
  for (const [settings, why] of [
    [here, "Nytt golv"],
    [there, "Målning"],
  ] as const) {
    await settings.page.getByRole("link", { name: /^Ändra: / }).click();
    await settings.field("Varför").fill(why);
    await settings.save.click();
    await settings.expectSaved(onTablet);
  }
  await samvaro.start();
  for (const tablet of [first, second]) {
    await tablet.day();
    const line = tablet.page.getByRole("status").filter({ hasText: "Två har ändrat samma sak" });
    await expect(line).toContainText("Stängt, ", { timeout: comesBackWithinMs });
    await line.getByRole("link", { name: /^Titta/ }).click();
    await expect(tablet.page.locator(".version")).toHaveCount(2);
  }
  await here.all();
  const section = first.page.getByRole("listitem").filter({ hasText: "Två har ändrat samma sak" });
  await expect(section).toHaveCount(1);
  await expect(section.getByRole("link", { name: /Stängt/ })).toBeVisible();
  await here.open("stangt", "Stängt");
  const chosen = first.page.locator(".version").filter({ hasText: "Nytt golv" });
  await chosen.getByRole("button", { name: "Ta den här" }).click();
  await expect(first.page.locator(".version")).toHaveCount(0);
  await here.all();
  await expect(section).toHaveCount(0);
});
