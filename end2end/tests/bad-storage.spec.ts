// The browser's storage as it is: closed under our hands, full, cleared.

import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { makeRoom, runOutOfRoom } from "../full-device.ts";
import { hatten, openHouse } from "../house.ts";
import { clearBehindTwoTaps, clearDatabases, forgetJournal } from "../memory.ts";
import type { Samvaro } from "../samvaro.ts";
import { readRows } from "../tablet-store.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

test("a database that the browser closes is opened again, and the tap is kept", async ({ page, context, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  await tablet.tap(2);
  await tablet.expectSaved(onTablet);

  const internals = await context.newPage();
  await internals.goto("chrome://indexeddb-internals");
  await internals.getByText("Force close").first().click();
  await expect(internals.locator(".connection-count").first()).toHaveText("0");
  await internals.close();

  await tablet.tap(2);
  await tablet.expectSaved(onTablet);
  await page.reload();
  await tablet.expectTotal(4);
});

test("B02: a device without room says so loudly, keeps the taps, and saves them when there is room", async ({
  page,
  samvaro,
}) => {
  await page.addInitScript(runOutOfRoom);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await samvaro.stop();
  await page.evaluate(() => Object.assign(window, { full: true }));

  await tablet.tap(2);
  await expect(page.getByRole("alert")).toContainText("Det går inte att spara på plattan just nu.");
  await expect(tablet.saved).toHaveText("Inte sparat");
  await tablet.expectTotal(3);
  // The day says so too: its row knows of the taps that only memory holds.
  await tablet.done();
  await expect(tablet.duty(openHouse)).toContainText("Inte sparat");
  await expect(page.getByText(sent, { exact: true })).toHaveCount(0);
  await tablet.count(openHouse);
  await tablet.expectTotal(3);
  await makeRoom(page);
  await page.getByRole("button", { name: "Försök igen" }).click();
  await tablet.expectSaved(onTablet);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.reload();
  await tablet.expectTotal(3);
});

/** Two taps wait on a tablet that has sent one; then somebody clears its database. */
async function clearedBehindTwoTaps(page: Page, samvaro: Samvaro, alsoForget: () => Promise<void>): Promise<Tablet> {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await clearBehindTwoTaps(tablet, samvaro, alsoForget);
  return tablet;
}

test("B25: a tablet whose database was cleared opens without a network with all that was not sent", async ({
  page,
  samvaro,
}) => {
  const tablet = await clearedBehindTwoTaps(page, samvaro, async () => {});
  await tablet.day();
  await expect(page.getByText("Plattans minne var skadat. 2 ändringar är hämtade från reservkopian.")).toBeVisible();
  await tablet.expectUnsent(2);
  await samvaro.start();
  await tablet.expectAllSent();
  await tablet.count(openHouse);
  await tablet.expectTotal(3);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(4);
});

test("B04: when both copies are gone the tablet says how much, counts on, and the server learns of the gap", async ({
  page,
  samvaro,
}) => {
  const tablet = await clearedBehindTwoTaps(page, samvaro, () => page.evaluate(forgetJournal));
  await samvaro.start();
  await page.goto("/personal");
  await expect(page.getByText(/Plattans minne har rensats\. 2 ändringar hann inte skickas\./)).toBeVisible();
  await tablet.expectAllSent();
  await tablet.count(openHouse);
  await tablet.expectTotal(1);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(2);
  // The lost numbers two and three are declared in the log, and none is given twice.
  await expect
    .poll(async () => (await page.evaluate(readRows, "samvaro-tablet")).tail?.map(([, row]) => row).join())
    .toContain('{"skip":{"from":2}}');
});

test("B04: a cookie still knows how much was lost when the rest of the site's memory is gone", async ({
  page,
  samvaro,
}) => {
  const tablet = await clearedBehindTwoTaps(page, samvaro, () => page.evaluate(() => localStorage.clear()));
  await samvaro.start();
  await page.goto("/personal");
  await expect(page.getByText(/2 ändringar hann inte skickas\./)).toBeVisible();
  await tablet.expectAllSent();
});

test("B01: a database that is cleared under the open page is noticed and filled again, and the next tap is kept", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await samvaro.stop();
  await tablet.tap(2);
  await tablet.expectSaved(onTablet);
  await clearDatabases(page, samvaro);
  // The browser may still be closing connections, this one among them: then nothing is read yet.
  const rows = () => page.evaluate(readRows, "samvaro-tablet").catch(() => undefined);
  await expect.poll(async () => (await rows())?.outbox?.length, { timeout: 5_000 }).toBe(2);
  await tablet.tap();
  await tablet.expectSaved(onTablet);
  await samvaro.start();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(4);
});

test("the journal is empty when everything is sent, and holds many changes in few keys", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  await tablet.tapFast(manyTaps);
  await tablet.expectTotal(manyTaps);
  await tablet.expectSaved(onTablet);
  const keys = await page.evaluate(journalKeys);
  expect(keys.length).toBeLessThan(manyTaps);
  // The packs give back what is in them.
  await page.goto("about:blank");
  await clearDatabases(page, samvaro);
  await tablet.day();
  await tablet.expectUnsent(manyTaps);
  await samvaro.start();
  await tablet.expectAllSent();
  await tablet.count(openHouse);
  await tablet.expectTotal(manyTaps);
  await expect.poll(() => page.evaluate(journalKeys)).toEqual([]);
});

/** Runs in the page. */
function journalKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith("samvaro-unsent"));
}

/** The handle dies with every so many uses, now before and now after the work was given to it. */
function killHandles(every: number): void {
  const { transaction } = IDBDatabase.prototype;
  let uses = 0;
  IDBDatabase.prototype.transaction = function (...asked) {
    uses += 1;
    if (uses % every !== 0) return transaction.apply(this, asked);
    if ((uses / every) % 3 === 0) throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
    if ((uses / every) % 3 === 1) this.close();
    const begun = transaction.apply(this, asked);
    queueMicrotask(() => begun.abort());
    return begun;
  };
}

const manyTaps = process.env.SAMVARO_LONG ? 1_000 : 300;

test("B05: handles that die every few uses lose no tap, double none, and none is called saved that is not", async ({
  page,
  samvaro,
}) => {
  await page.addInitScript(killHandles, 5);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  // Whose handles nobody kills.
  const looking = await page.context().newPage();
  await looking.goto("/robots.txt");
  await page.bringToFront();
  await tablet.count(openHouse);
  await tablet.tapFast(manyTaps);
  await tablet.expectTotal(manyTaps);
  await tablet.expectSaved(sent);
  await samvaro.stop();
  await tablet.tapFast(50);
  await tablet.expectSaved(onTablet);
  // What the screen calls saved stands in the database, whatever the handles did.
  const rows = await looking.evaluate(readRows, "samvaro-tablet");
  expect(rows.outbox?.length).toBe(50);
  await samvaro.start();
  await tablet.expectSaved(sent);
  await page.reload();
  await tablet.expectTotal(manyTaps + 50);
});
