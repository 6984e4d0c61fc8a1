// The programme that everyone reads: without an account, without JavaScript, without a network.

import { demoPlace } from "../demo.ts";
import { expect, test } from "../fixtures.ts";
import { books, boule, closedBecause, gym, nextWeek, openHouse, week } from "../house.ts";
import { keepsPlaces, keepsProgramme } from "../public-cache.ts";
import type { Page } from "@playwright/test";

function dayOf(page: Page, date: string) {
  const number = page.locator(".leaf").getByText(String(Number(date.slice(8))), { exact: true });
  return page.locator("section.day").filter({ has: number });
}

test("a place's week is read without JavaScript", async ({ browser, samvaro }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: samvaro.url });
  const page = await context.newPage();
  await page.goto("/plats/hatten");
  await expect(page.getByRole("heading", { level: 1, name: "Hatten" })).toBeVisible();
  await expect(page.getByRole("heading", { name: gym })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: openHouse }).getByText("Nu")).toBeVisible();
  await page.getByRole("link", { name: /^Veckan efter/ }).click();
  await expect(page.getByRole("heading", { name: boule })).toBeVisible();
  await page.goto("/");
  await page.getByRole("link", { name: "Hatten" }).click();
  await expect(page.getByRole("heading", { name: gym })).toBeVisible();
  await context.close();
});

test("a place's week comes to life without a complaint in the console", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  for (const address of ["/plats/hatten", `/plats/hatten?vecka=${week(nextWeek(1))}`, "/"]) {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
  }
  await page.goto("/plats/hatten");
  await page.getByRole("button", { name: "Gör till min plats" }).click();
  await expect(page.getByRole("button", { name: "Min plats" })).toHaveAttribute("aria-pressed", "true");
  expect(complaints).toEqual([]);
});

test("what is cancelled, moved or closed stays visible and says why", async ({ page }) => {
  await page.goto(`/plats/hatten?vecka=${week(nextWeek(1))}`);
  const row = (name: string, date: string) => dayOf(page, date).getByRole("listitem").filter({ hasText: name });
  await expect(row(boule, nextWeek(1))).toContainText("Inställt");
  await expect(row(books, nextWeek(2))).toContainText("Flyttat");
  await expect(row(books, nextWeek(2))).toContainText(/Till ons.*13\.00/);
  await expect(row(books, nextWeek(3))).toContainText("Flyttat");
  await expect(row(books, nextWeek(3))).toContainText("till 15.00");
  await expect(dayOf(page, nextWeek(4))).toContainText(`Stängt. ${closedBecause}.`);
});

test("on the next visit the programme opens although the server is dead", async ({ page, samvaro }) => {
  await page.goto("/plats/hatten");
  await keepsProgramme(page, "hatten");
  await samvaro.kill();

  await page.goto("/plats/hatten");
  await expect(page.getByRole("heading", { name: gym })).toBeVisible();
  await expect(page.getByText("Utan nät.")).toBeVisible();
  await expect(page.getByText(/Du ser det som hämtades i dag/)).toBeVisible();

  await page.getByRole("link", { name: /^Veckan efter/ }).click();
  await expect(page.getByRole("heading", { name: boule })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: boule })).toBeVisible();

  await samvaro.start();
  await page.reload();
  await expect(page.getByRole("heading", { name: boule })).toBeVisible();
  await expect(page.getByText("Utan nät.")).toHaveCount(0);
});

test("all places open without a network, with the day of the place that was read", async ({
  page,
  samvaro,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Hatten" }).click();
  await page.getByRole("button", { name: "Gör till min plats" }).click();
  await keepsProgramme(page, "hatten");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Hatten" })).toBeVisible();
  await keepsPlaces(page);
  await samvaro.kill();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Hatten" })).toBeVisible();
  await expect(page.getByRole("heading", { name: gym })).toBeVisible();
  await expect(page.getByRole("link", { name: "Elefanten" })).toBeVisible();
});

test("a place that does not exist has a page that says so", async ({ page }) => {
  const answer = await page.goto("/plats/ingenstans");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Den platsen hittar vi inte" })).toBeVisible();
  const nowhere = await page.goto("/hittas-inte");
  expect(nowhere?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Sidan finns inte" })).toBeVisible();
});

test("a translator that rewrites the page before it comes to life does not break it", async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return;
      const texts: Text[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (!text.data.trim() || text.parentElement?.closest("script")) continue;
        const wrapped = document.createElement("font");
        text.replaceWith(wrapped);
        wrapped.append(text);
      }
      document.body.prepend(document.createElement("translator-bar"));
    });
  });
  await page.goto("/plats/hatten");
  await page.getByRole("button", { name: "Gör till min plats" }).click();
  await expect(page.getByRole("button", { name: "Min plats" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("heading", { name: gym })).toBeVisible();
});

test("the public programme holds no count", async ({ page, request, samvaro }) => {
  const { Tablet } = await import("../tablet.ts");
  const tablet = await Tablet.paired(page, samvaro, "hatten");
  await tablet.count(openHouse);
  await tablet.tap(7);
  await tablet.expectAllSent();

  const from = nextWeek(1);
  const answer = await request.get(`/api/v1/places/hatten/programme?from=${from}&until=${nextWeek(7)}`);
  expect(answer.headers()["content-type"]).toContain("application/json");
  const { document } = await answer.json();
  const known = ["key", "date", "time", "name", "state", "moved_from", "room", "host", "price_kr",
    "needs_sign_up", "sign_up_by", "earliest_entry", "bring", "note", "language", "association_run"];
  expect(document.occurrences.length).toBeGreaterThan(0);
  for (const occurrence of document.occurrences) {
    expect(known).toEqual(expect.arrayContaining(Object.keys(occurrence)));
  }
  expect(Object.keys(document).sort()).toEqual(["closed", "from", "occurrences", "organisation", "place", "until"]);

  const unchanged = await request.get(`/api/v1/places/hatten/programme?from=${from}&until=${nextWeek(7)}`, {
    headers: { "if-none-match": answer.headers()["etag"] ?? "none" },
  });
  expect(unchanged.status()).toBe(304);
});

test("the week can be put in a calendar", async ({ request }) => {
  const answer = await request.get("/plats/hatten/kalender.ics");
  expect(answer.headers()["content-type"]).toContain("text/calendar");
  const calendar = await answer.text();
  expect(calendar).toContain("BEGIN:VCALENDAR");
  expect(calendar).toContain(`SUMMARY:${gym}`);
});

test.describe("the demonstration", () => {
  test.use({ seed: "demo" });

  test("fills every place with a programme", async ({ page }) => {
    await page.goto("/");
    const places = page.locator(".place-name");
    expect(await places.count()).toBeGreaterThan(2);
    await page.goto(`/plats/${demoPlace}`);
    expect(await page.locator("li.occurrence").count()).toBeGreaterThan(2);
  });
});
