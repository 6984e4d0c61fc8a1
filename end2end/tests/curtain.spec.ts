// Names hide from glances, and counting goes on.

import { Coordinator } from "../coordinator.ts";
import { Decider, List } from "../decision.ts";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { chip, hideNames, join, line, lookAgain, setPin, tryPin, write } from "../people.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

const idleMs = 5 * 60 * 1_000;
const fortnightMs = 14 * 24 * 60 * 60 * 1_000;

test("names hide when nobody has touched the tablet for five minutes, and a tap shows them", async ({
  page,
  samvaro,
}) => {
  await page.clock.install();
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await join(page, "K");
  await write(page, "Kaffefiltren är snart slut.");
  await tablet.day();
  await tablet.count(openHouse);
  await page.clock.fastForward(idleMs + 60_000);
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(page.getByRole("banner").getByRole("button", { name: "Visa namn" })).toBeVisible();
  await expect(chip(page, "Du är: K")).toHaveCount(0);
  await expect(line(page, "Kaffefiltren")).toHaveCount(0);
  await page.getByRole("button", { name: "Visa namn" }).first().click();
  await expect(chip(page, "Du är: K")).toBeVisible();
  await expect(line(page, "Kaffefiltren")).toBeVisible();
});

test("the place's PIN shows names without a network, and wrong ones are told", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await join(page, "K");
  await setPin(page, "240517");
  await expect(chip(page, "Du är: K")).toBeVisible();
  await tablet.expectAllSent();
  await samvaro.stop();
  await hideNames(page);
  await chip(page, "Namn är dolda").click();
  await tryPin(page, "111111");
  await expect(page.getByText("Fel kod. Du har 4 försök kvar.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Fel kod. Du har 4 försök kvar.")).toBeVisible();
  await tryPin(page, "240517");
  await expect(page.getByRole("heading", { name: "Namnen visas" })).toBeVisible();
  await expect(chip(page, "Du är: K")).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toContain("240517");
  expect(page.url()).not.toContain("240517");
});

test("a PIN that is typed differently the second time is not set, and none is removed without a question", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.goto("/personal/plattan");
  await page.getByLabel("Ny pinkod").fill("240517");
  await page.getByLabel("Samma kod igen").fill("240571");
  await page.getByRole("button", { name: "Spara pinkoden" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Koderna är olika." })).toBeVisible();
  await expect(page.getByText("Platsen har ingen pinkod.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ta bort pinkoden" })).toHaveCount(0);
  await page.getByLabel("Samma kod igen").fill("240517");
  await page.getByRole("button", { name: "Spara pinkoden" }).click();
  await expect(page.getByText("Pinkoden är sparad.")).toBeVisible();
  await expect(page.getByLabel("Ny pinkod")).toHaveValue("");

  const remove = page.getByRole("button", { name: "Ta bort pinkoden" });
  await remove.click();
  await expect(page.getByText("Då räcker ett tryck för att visa namnen")).toBeVisible();
  await page.getByRole("button", { name: "Behåll pinkoden" }).click();
  await expect(page.getByText("Platsen har en pinkod.")).toBeVisible();
  await remove.click();
  await expect(page.getByRole("button", { name: "Behåll pinkoden" })).toBeVisible();
  await remove.click();
  await expect(page.getByText("Pinkoden är borttagen.")).toBeVisible();
  await expect(page.getByText("Platsen har ingen pinkod.")).toBeVisible();
  await expect(remove).toHaveCount(0);
  await tablet.expectAllSent();
});

test("after five wrong PINs only a new one helps, and counting goes on", async ({ profile, samvaro }) => {
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await join(first.page, "K");
  await setPin(first.page, "240517");
  await first.expectAllSent();
  const page = second.page;
  await expect(chip(page, "Namn är dolda")).toBeVisible({ timeout: 60_000 });
  await chip(page, "Namn är dolda").click();
  for (const wrong of ["000000", "000001", "000002", "000003"]) {
    await tryPin(page, wrong);
    await expect(page.getByRole("button", { name: "Visa namn" })).toBeEnabled();
  }
  await tryPin(page, "000004");
  await expect(page.getByText("Be samordnaren om en ny kod.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Be samordnaren om en ny kod.")).toBeVisible();
  await expect(page.getByLabel("Platsens pinkod")).toHaveCount(0);
  await second.day();
  await second.count(openHouse);
  await second.tap(3);
  await second.expectSaved(sent);

  const desk = await Coordinator.signedIn(await (await profile()).open(), samvaro);
  await desk.page.goto("/samordning/plattor");
  await desk.page.getByLabel("Plats", { exact: true }).selectOption("Hatten");
  await desk.page.getByLabel("Sex siffror").fill("909090");
  await desk.page.getByLabel("Samma kod igen").fill("909009");
  await desk.page.getByRole("button", { name: "Spara pinkoden" }).click();
  await expect(desk.page.getByRole("alert").filter({ hasText: "Koderna är olika." })).toBeVisible();
  await desk.page.getByLabel("Samma kod igen").fill("909090");
  await desk.page.getByRole("button", { name: "Spara pinkoden" }).click();
  await expect(desk.page.getByText("Hatten har en ny pinkod.")).toBeVisible();
  await page.goto("/personal/namn");
  await expect(page.getByLabel("Platsens pinkod")).toBeVisible({ timeout: 60_000 });
  await tryPin(page, "909090");
  await expect(chip(page, "Vem är här?")).toBeVisible();
});

test("a list falls behind the curtain with all that was said, typed and open, and counting goes on", async ({
  page,
  samvaro,
}) => {
  const [listed, withdrawn, halfTyped] = ["Astrid Berg", "Bertil Ek", "Cecilia D"] as const;
  await page.clock.install();
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await setPin(page, "240517");
  await tablet.day();
  const list = await List.open(page, openHouse);
  await list.add(withdrawn);
  await list.change(withdrawn, "Ta bort anmälan");
  await expect(page.getByText(`${withdrawn} är avanmäld.`)).toBeVisible();
  await list.add(listed);
  await expect(page.getByText(`${listed} är uppskriven.`)).toBeVisible();
  await list.field.fill(halfTyped);
  await page.getByRole("button", { name: `Ändra: ${listed}` }).click();
  await expect(page.getByRole("dialog", { name: listed })).toBeVisible();

  await page.clock.fastForward(idleMs + 60_000);
  const main = page.getByRole("main");
  await expect(main.getByText("Namn är dolda")).toBeVisible();
  const typed = await page.locator("input").evaluateAll((fields: HTMLInputElement[]) => fields.map((it) => it.value));
  const left = (await page.content()) + typed.join();
  for (const name of [listed, withdrawn, halfTyped]) expect(left).not.toContain(name);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(main.locator("input, li.sign-up")).toHaveCount(0);
  await expect(main.getByRole("button", { name: /Ändra|Radera|avanmälan/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Kom utan anmälan" }).click();
  await list.expectFigures("1. 1 har kommit.");

  await main.getByRole("link", { name: "Visa namn" }).click();
  await tryPin(page, "240517");
  await expect(page.getByRole("heading", { name: "Namnen visas" })).toBeVisible();
  await tablet.day();
  await List.open(page, openHouse);
  await expect(list.row(listed)).toBeVisible();
  await expect(list.field).toHaveValue("");
});

test("fourteen days without contact lock names, counting goes on, and contact opens them", async ({
  page,
  samvaro,
}) => {
  await page.clock.install();
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await join(page, "K");
  await tablet.expectAllSent();
  await samvaro.stop();
  await page.clock.fastForward(fortnightMs + 60_000);
  await chip(page, "Namn är dolda").click();
  await expect(page.getByText("Plattan har inte haft kontakt på 14 dagar.")).toBeVisible();
  await tablet.day();
  await page.getByRole("link", { name: /^Räkna: / }).first().click();
  await tablet.tap(2);
  await tablet.expectSaved(onTablet);
  await samvaro.start();
  await tablet.day();
  await lookAgain(tablet);
  await page.getByRole("button", { name: "Visa namn" }).first().click();
  await expect(chip(page, "Du är: K")).toBeVisible();
});
