// What the server does not take, what a tablet saves to a file, and tablets that are taken away:
// nothing is lost, and nothing counts twice.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { Coordinator } from "../coordinator.ts";
import { Decider, List } from "../decision.ts";
import { elefanten, hatten, heldThisWeek, openHouse } from "../house.ts";
import { keptInBrowser } from "../people.ts";
import { poison } from "../poison.ts";
import { storedPlace } from "../stored-pairing.ts";
import { Tablet, comesBackWithinMs, onTablet, sent } from "../tablet.ts";

/** A page of a build that does not load, and the file that it saved of what the tablet has not sent. */
async function savedInEmergency(tablet: Tablet): Promise<[Page, string]> {
  const page = await tablet.page.context().newPage();
  await page.addInitScript(() => {
    const broken = () => Promise.reject(new Error("as a build that does not load"));
    Object.assign(WebAssembly, { instantiate: broken, instantiateStreaming: broken });
  });
  await page.goto("/personal");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Spara det som inte är skickat" }).click();
  return [page, await (await saving).path()];
}

const oneOfHeld = `1 av ${heldThisWeek()}`;

test("b27: one change that nobody understands stops none of the others, and is shown, saved and offered again", async ({
  page,
  browser,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await samvaro.stop();
  await tablet.count(openHouse);
  await tablet.tap(20);
  await tablet.expectUnsent(20);
  const body = await poison(page, 9);
  await page.reload();
  await samvaro.start();
  await tablet.expectTotal(19);
  await tablet.expectSaved(sent);
  await tablet.done();
  const line = page.getByRole("status").filter({ hasText: "En ändring behöver hjälp." });
  await expect(line).toContainText("Ingenting är borta");
  await line.getByRole("link", { name: "Titta" }).click();
  await expect(page.getByRole("heading", { name: "En ändring behöver hjälp" })).toBeVisible();
  await expect(page.getByText("Servern är äldre än plattan")).toBeVisible();

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Spara till fil" }).click();
  const saved = await readFile(await (await saving).path(), "utf8");
  expect(saved, "byte for byte").toContain(body);

  await page.getByRole("button", { name: "Försök igen" }).click();
  await expect(page.getByText("Servern sa nej igen")).toBeVisible();
  await tablet.day();
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectTotal(20);
  await tablet.expectSaved(sent);

  const context = await browser.newContext({ baseURL: samvaro.url });
  const coordinator = await Coordinator.signedIn(await context.newPage(), samvaro);
  await coordinator.expectWeek("Hatten", "20", oneOfHeld);
  await coordinator.openHelp();
  await expect(coordinator.page.getByText("1 ändring togs inte emot.")).toBeVisible();
  await coordinator.page.getByRole("button", { name: "Försök igen" }).click();
  await expect(coordinator.page.getByText("Servern sa nej igen")).toBeVisible();
  await coordinator.page.getByRole("button", { name: "Lägg åt sidan" }).click();
  await expect(coordinator.page.getByText("lagd åt sidan och sparad").first()).toBeVisible();
  await context.close();
});

test("a file that was saved on a tablet is brought by a coordinator, and the tablet that comes back adds nothing", async ({
  page,
  profile,
  samvaro,
}) => {
  const device = await profile();
  const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
  await samvaro.stop();
  await tablet.count(openHouse);
  await tablet.tap(4);
  await tablet.expectUnsent(4);
  await tablet.network.click();
  const saving = tablet.page.waitForEvent("download");
  await tablet.page.getByRole("button", { name: "Spara det oskickade som en fil" }).click();
  const bytes = await readFile(await (await saving).path());
  await device.close();
  await samvaro.start();

  const coordinator = await Coordinator.signedIn(page, samvaro);
  const file = { name: "samvaro.json", mimeType: "application/json", buffer: bytes };
  await coordinator.chooseFile(file);
  await expect(page.getByText("4 ändringar, 4 besök")).toBeVisible();
  await expect(page.getByText("Ingen av dem finns här än.")).toBeVisible();
  await page.getByRole("button", { name: "Lägg in" }).click();
  await expect(page.getByText("4 ändringar lades in.")).toBeVisible();
  await coordinator.chooseFile(file);
  await expect(page.getByText("Allt i filen finns redan.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Lägg in" })).toHaveCount(0);

  const back = new Tablet(await device.open());
  await back.day();
  await back.expectAllSent();
  await back.count(openHouse);
  await back.expectTotal(4);
  await back.tap();
  await back.expectTotal(5);
  await back.expectSaved(sent);
  await coordinator.figures();
  await coordinator.expectWeek("Hatten", "5", oneOfHeld);
});

test("a file that is none is refused in words, and nothing is put in", async ({ page, samvaro }) => {
  const coordinator = await Coordinator.signedIn(page, samvaro);
  const torn = { name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"format":"samvaro-unsent-1","out') };
  await coordinator.chooseFile(torn);
  await expect(page.getByRole("alert")).toContainText("Filen är inte hel");
  await coordinator.chooseFile({ ...torn, buffer: Buffer.from("Namn;Antal\nHatten;3\n") });
  await expect(page.getByRole("alert")).toContainText("ingen fil som en platta har sparat");
  await expect(page.getByRole("button", { name: "Lägg in" })).toHaveCount(0);
});

test("what a tablet counted for a place it was moved from is taken in once by the coordinator", async ({
  page,
  browser,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.route("**/api/v1/sync", (route) => route.abort());
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectTotal(2);
  const code = await samvaro.pairingCode(elefanten);
  await page.goto("/personal/koppla");
  await page.getByLabel("Kod", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await expect.poll(() => storedPlace(page)).toBe("Elefanten");
  await page.unroute("**/api/v1/sync");
  await tablet.day();
  const line = page.getByText("2 ändringar behöver hjälp.");
  await expect(line).toBeVisible({ timeout: comesBackWithinMs });

  const context = await browser.newContext({ baseURL: samvaro.url });
  const coordinator = await Coordinator.signedIn(await context.newPage(), samvaro);
  await coordinator.openHelp();
  await coordinator.page.getByRole("button", { name: "Försök igen" }).click();
  await expect(coordinator.page.getByText("2 ändringar räknas nu.")).toBeVisible();
  await expect(coordinator.page.getByText("Inget behöver hjälp just nu.")).toBeVisible();

  await page.getByRole("link", { name: "Titta" }).click();
  await page.getByRole("button", { name: "Försök igen" }).click();
  await expect(page.getByText("Nu är allt mottaget.")).toBeVisible();
  await coordinator.figures();
  await coordinator.expectWeek("Hatten", "2", oneOfHeld);
  await context.close();
});

test("b20: a tablet that is taken away hands in what it has, forgets everything, and a coordinator takes over", async ({
  page,
  profile,
  samvaro,
}) => {
  const device = await profile();
  const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
  await samvaro.stop();
  await tablet.count(openHouse);
  await tablet.tap(3);
  await tablet.expectUnsent(3);
  await device.close();
  await samvaro.start();

  const coordinator = await Coordinator.signedIn(page, samvaro);
  await page.getByRole("link", { name: "Plattor" }).click();
  await page.getByRole("button", { name: /^Ta bort platta/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ta bort plattan" }).click();
  await expect(page.getByText("Borttagen.")).toBeVisible();

  const lost = await device.open();
  await lost.goto("/personal");
  await expect(lost.getByRole("heading", { name: "Plattan är borttagen" })).toBeVisible({ timeout: comesBackWithinMs });
  const left = () =>
    lost.evaluate(async () => ({
      databases: (await indexedDB.databases()).map((database) => database.name),
      caches: await caches.keys(),
      memo: localStorage.length,
    }));
  await expect.poll(left).toEqual({ databases: [], caches: [], memo: 0 });
  const cookies = async () => (await lost.context().cookies()).map((cookie) => cookie.name);
  await expect.poll(cookies).toEqual([]);

  await coordinator.figures();
  await coordinator.openHelp();
  await expect(page.getByText("3 ändringar togs inte emot.")).toBeVisible();
  await page.getByRole("button", { name: "Försök igen" }).click();
  await expect(page.getByText("3 ändringar räknas nu.")).toBeVisible();
  await coordinator.figures();
  await coordinator.expectWeek("Hatten", "3", oneOfHeld);
});

test("a tablet that is taken away hands in what it counted under a former identity, too", async ({
  page,
  profile,
  samvaro,
}) => {
  const device = await profile();
  const lost = await device.open();
  const tablet = await Tablet.paired(lost, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await lost.context().clearCookies();
  await tablet.tap(3);
  await tablet.expectSaved(onTablet);
  // Paired anew, and taken away before it could read what had arrived under the identity before.
  await lost.route("**/api/v1/sync", (route) => route.abort());
  await lost.goto(await samvaro.pairingLink(hatten));
  await tablet.expectDay();
  const coordinator = await Coordinator.signedIn(page, samvaro);
  await page.getByRole("link", { name: "Plattor" }).click();
  const tablets = page.getByRole("button", { name: /^Ta bort platta/ });
  await expect(tablets).toHaveCount(2);
  for (const left of [1, 0]) {
    await tablets.first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Ta bort plattan" }).click();
    await expect(tablets).toHaveCount(left);
  }
  await lost.unroute("**/api/v1/sync");
  await lost.reload();
  await expect(lost.getByRole("heading", { name: "Plattan är borttagen" })).toBeVisible({ timeout: comesBackWithinMs });
  await expect.poll(() => lost.evaluate(() => localStorage.length)).toBe(0);
  await coordinator.figures();
  await coordinator.openHelp();
  await expect(page.getByText("3 ändringar togs inte emot.")).toBeVisible();
});

test("the page for emergencies saves a file whose changes count once, whatever comes first", async ({
  profile,
  samvaro,
}) => {
  const device = await profile();
  const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
  await samvaro.stop();
  await tablet.count(openHouse);
  await tablet.tap(3);
  await tablet.expectUnsent(3);
  const [page, file] = await savedInEmergency(tablet);
  expect(await samvaro.command("import", "unsent", file, "--dry-run")).toContain("3 visitors, 0 known already");
  expect(await samvaro.command("import", "unsent", file)).toContain("3 taken in");
  await page.close();
  await samvaro.start();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(3);
  expect(await samvaro.command("import", "unsent", file)).toContain("3 known already, 0 taken in");
});

test("the page for emergencies saves the names of those who signed up, for the coordinator alone", async ({
  profile,
  samvaro,
}) => {
  const name = "Åsa-Astrid Ödegård";
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse);
  const device = await profile();
  const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
  const other = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const list = await List.open(tablet.page, openHouse);
  await samvaro.stop();
  await list.add(name, true);
  await expect.poll(() => keptInBrowser(tablet.page)).toContain('\\"locked\\"');
  expect(await keptInBrowser(tablet.page)).not.toContain(name);
  const [, file] = await savedInEmergency(tablet);
  // The tablet itself never comes back.
  const lines = await readFile(file, "utf8");
  expect(lines).toContain(name);
  expect(await samvaro.command("import", "unsent", file)).toContain("1 taken in");
  await device.close();
  await samvaro.start();
  const shown = await List.open(other.page, openHouse);
  await expect(shown.row(name)).toBeVisible({ timeout: comesBackWithinMs });
});
