// A new tablet at a place with a long log: it begins from pages, and loses nothing when they fail.

import type { Page } from "@playwright/test";
import { Counter } from "../counter.ts";
import { expect, test } from "../fixtures.ts";
import { day, hatten, openHouse } from "../house.ts";
import type { Samvaro } from "../samvaro.ts";
import { Tablet, controlled, sent } from "../tablet.ts";

const visitors = 700;
const pagesPath = "**/api/v1/pages/*";

/** Hatten's open house has been counted for long enough that its log is not read entry by entry. */
async function counted(samvaro: Samvaro): Promise<void> {
  const answer = await fetch(`${samvaro.url}/api/v1/places/${hatten}/programme?from=${day(0)}&until=${day(0)}`);
  const { document } = (await answer.json()) as { document: { occurrences: { key: string; name: string }[] } };
  const counter = await Counter.paired(samvaro, hatten);
  const target = document.occurrences.find(({ name }) => name === openHouse)!.key;
  await counter.count(target, visitors, Date.now() - visitors * 2_000);
  counter.guess(target, Date.now());
  await counter.count(`drop-in/${day(-40)}/forenoon`, 3, Date.now());
  await counter.push();
}

function fetchedPages(page: Page): string[] {
  const fetched: string[] = [];
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (type.startsWith("application/vnd.samvaro.page")) fetched.push(response.url());
  });
  return fetched;
}

test("a new tablet begins from pages and goes on from them without a network", async ({ profile, samvaro }) => {
  await counted(samvaro);
  const device = await profile();
  const page = await device.open();
  const fetched = fetchedPages(page);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  expect(fetched.length, "the programme and two months").toBe(3);
  await tablet.count(openHouse);
  await tablet.expectTotal(visitors);
  await tablet.tap(2);
  await tablet.undo.click();
  await tablet.expectTotal(visitors + 1);
  await tablet.expectSaved(sent);
  await device.close();

  await samvaro.stop();
  const again = new Tablet(await device.open());
  await again.day();
  await again.count(openHouse);
  await again.expectTotal(visitors + 1);
  await again.tap();
  await samvaro.start();
  await again.expectSaved(sent);
  await again.expectTotal(visitors + 2);
});

test("what was an estimate before the pages is none once somebody has counted exactly", async ({ page, samvaro }) => {
  await counted(samvaro);
  const fetched = fetchedPages(page);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  expect(fetched.length).toBe(3);
  await expect(tablet.duty(openHouse)).toContainText("ungefär");
  await tablet.count(openHouse);
  await page.getByLabel("Ungefär").uncheck();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(visitors);
  await tablet.done();
  await expect(tablet.duty(openHouse)).not.toContainText("ungefär");
});

test("a sign-in page instead of a page is offline, and what had come is not fetched again", async ({
  page,
  samvaro,
}) => {
  await counted(samvaro);
  const fetched = fetchedPages(page);
  let tries = 0;
  await page.route(pagesPath, async (route) => {
    tries += 1;
    const portal = { status: 200, contentType: "text/html", body: "<h1>Logga in på Gästnät</h1>" };
    return tries === 1 ? route.fulfill(portal) : route.continue();
  });
  const tablet = await Tablet.paired(page, samvaro, hatten);
  expect([fetched.length, new Set(fetched).size]).toEqual([3, 3]);
  await tablet.count(openHouse);
  await tablet.expectTotal(visitors);
});

for (const [what, answer] of [
  ["are gone", { status: 404, contentType: "application/problem+json", body: '{"type":"/problem/not-found","title":"","status":404}' }],
  ["are damaged on the way", { status: 200, contentType: "application/vnd.samvaro.page+json", body: "{}" }],
] as const) {
  test(`pages that ${what} begin nothing, and the tablet finds its way`, async ({ page, samvaro }) => {
    await counted(samvaro);
    let refused = 0;
    await page.route(pagesPath, (route) => (refused++ < 3 ? route.fulfill(answer) : route.continue()));
    const tablet = await Tablet.paired(page, samvaro, hatten);
    await tablet.count(openHouse);
    await tablet.expectTotal(visitors);
    expect(refused).toBeGreaterThan(0);
  });
}

test("a page that is lost from the store is read again from the server", async ({ page, samvaro }) => {
  await counted(samvaro);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await page.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open("samvaro-tablet");
        opening.onsuccess = () => {
          const work = opening.result.transaction("pages", "readwrite", { durability: "strict" });
          work.objectStore("pages").clear();
          work.oncomplete = () => {
            opening.result.close();
            done();
          };
          work.onerror = () => failed(work.error);
        };
      }),
  );
  await page.reload();
  await controlled(page);
  await tablet.expectTotal(visitors + 1);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(visitors + 2);
});
