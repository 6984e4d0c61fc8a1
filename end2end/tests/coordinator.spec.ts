// The coordinator's way in, and the figures behind it.

import { expect, test } from "../fixtures.ts";
import { Coordinator, password } from "../coordinator.ts";
import { hatten, heldThisWeek, openHouse } from "../house.ts";
import { Tablet, comesBackWithinMs, sent } from "../tablet.ts";

test("the link opens once, and a password is chosen before any figure is shown", async ({
  page,
  browser,
  samvaro,
}) => {
  const link = await samvaro.accountLink();
  await page.goto(link);
  const coordinator = new Coordinator(page);
  await expect(page.getByRole("heading", { name: "Välj ett lösenord" })).toBeVisible();
  expect(page.url()).not.toContain("lank=");
  expect((await page.request.get(`/api/v1/attendance?from=2026-01-01&until=2026-01-31`)).status()).toBe(403);
  await coordinator.choosePassword();
  await coordinator.expectFigures();

  const context = await browser.newContext({ baseURL: samvaro.url });
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole("alert")).toBeVisible();
  await expect(other.getByRole("heading", { name: "Logga in" })).toBeVisible();

  await other.getByLabel("E-post").fill("samordnare@localhost");
  await other.getByLabel("Lösenord").fill(password);
  await other.getByRole("button", { name: "Logga in" }).click();
  await new Coordinator(other).expectFigures();
  await context.close();
});

test("a guessable password is refused with a reason", async ({ page, samvaro }) => {
  await page.goto(await samvaro.accountLink());
  await page.getByLabel("Lösenord", { exact: true }).fill("aaaaaaaaaaaa");
  await page.getByRole("button", { name: "Spara lösenordet" }).click();
  await expect(page.getByRole("alert")).toContainText(/lätt att gissa/);
});

test("figures stand per place, activity and week, with how much of what was held is counted", async ({
  page,
  browser,
  samvaro,
}) => {
  const context = await browser.newContext({ baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.typeNumber(29);
  await tablet.expectSaved(sent);

  const coordinator = await Coordinator.signedIn(page, samvaro);
  await coordinator.expectWeek("Hatten", "29", `1 av ${heldThisWeek()}`);
  await coordinator.expectWeek("Elefanten", "–", "0 av 1");
  await expect(page.getByText(`1 av ${heldThisWeek() + 1} räknade`).first()).toBeVisible();

  await page.getByRole("rowheader", { name: "Hatten" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Hatten" })).toBeVisible();
  const own = page.getByRole("table", { name: "Egna aktiviteter" });
  const row = own.getByRole("row").filter({ has: page.getByRole("rowheader", { name: openHouse }) });
  await expect(row.getByRole("cell").last()).toHaveText("29");
  await context.close();
});

test("an estimate is one at the desk, too, until somebody has counted exactly", async ({ page, browser, samvaro }) => {
  const context = await browser.newContext({ baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.typeNumber(30);
  await tablet.about();
  await tablet.expectSaved(sent);

  const coordinator = await Coordinator.signedIn(page, samvaro);
  const counted = `1 av ${heldThisWeek()}`;
  await coordinator.expectWeek("Hatten", "ungefär 30", counted);
  await expect(page.getByText(/1 av \d+ räknade, varav 1 ungefär/).first()).toBeVisible();
  await coordinator.openPlace("Hatten");
  const own = page.getByRole("table", { name: "Egna aktiviteter" });
  const sum = own.getByRole("row").filter({ has: page.getByRole("rowheader", { name: openHouse }) }).getByRole("cell").last();
  await expect(sum).toContainText(/^ungefär 30/);

  await tablet.typeNumber(28);
  await tablet.page.getByLabel("Ungefär").uncheck();
  await tablet.expectSaved(sent);
  await expect(sum).toContainText(/^28/, { timeout: comesBackWithinMs });
  await coordinator.figures();
  await coordinator.expectWeek("Hatten", "28", counted);
  await expect(page.getByText(/varav/)).toHaveCount(0);
  await context.close();
});

test("a count of nobody is a zero, and nothing counted is a dash", async ({ page, browser, samvaro }) => {
  const context = await browser.newContext({ baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.page.getByRole("button", { name: "Ingen kom" }).click();
  await tablet.expectSaved(sent);
  const coordinator = await Coordinator.signedIn(page, samvaro);
  await coordinator.expectWeek("Hatten", "0", `1 av ${heldThisWeek()}`);
  await coordinator.expectWeek("Elefanten", "–", "0 av 1");
  await context.close();
});

test("who is signed out sees nothing, neither before nor after", async ({ page, samvaro }) => {
  await page.goto("/samordning");
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
  const coordinator = await Coordinator.signedIn(page, samvaro);
  await expect(coordinator.place("Hatten")).toBeVisible();
  await page.getByRole("button", { name: "Logga ut" }).click();
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
  expect((await page.request.get("/api/v1/session")).status()).toBe(401);
  await page.goBack();
  await page.goForward();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
  await expect(coordinator.place("Hatten")).toHaveCount(0);
});

test("a wrong password and an unknown address get the same answer", async ({ page, samvaro }) => {
  await samvaro.accountLink("anna@kommunen.se");
  await page.goto("/samordning");
  const answers: (string | null)[] = [];
  for (const email of ["anna@kommunen.se", "ingen@kommunen.se"]) {
    await page.getByLabel("E-post").fill(email);
    await page.getByLabel("Lösenord").fill("inte det rätta lösenordet");
    const answer = page.waitForResponse("**/api/v1/session");
    await page.getByRole("button", { name: "Logga in" }).click();
    expect((await answer).status()).toBe(401);
    answers.push(await page.getByRole("alert").textContent());
  }
  expect(answers[0]).toBe(answers[1]);
});

test("without a network the desk says so, and shows no stored figures", async ({ page, samvaro }) => {
  const coordinator = await Coordinator.signedIn(page, samvaro);
  await page.reload();
  await coordinator.expectFigures();
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await samvaro.kill();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Vi når inte nätet" })).toBeVisible();
  await samvaro.start();
  await page.getByRole("button", { name: "Försök igen" }).click();
  await coordinator.expectFigures();
});
