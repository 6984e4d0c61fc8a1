// The browser's storage as it is: closed under our hands, full, cleared.

import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
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

/** The device's room as the browser tells of it: every transaction that writes is refused. */
function runOutOfRoom(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const full = (window as { full?: boolean }).full;
    if (full && mode === "readwrite") throw new DOMException("The disk is full.", "QuotaExceededError");
    return transaction.call(this, stores, mode, options);
  };
}

test("a device without room says so loudly, keeps the taps, and saves them when there is room", async ({
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
  await page.evaluate(() => Object.assign(window, { full: false }));
  await page.getByRole("button", { name: "Försök igen" }).click();
  await tablet.expectSaved(onTablet);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.reload();
  await tablet.expectTotal(3);
});

test("a tablet whose memory was cleared says what it lost, and counts on", async ({ page, context, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await samvaro.stop();
  await tablet.tap(2);
  await tablet.expectUnsent(2);
  await page.goto("about:blank");
  const browser = await context.newCDPSession(page);
  await browser.send("Storage.clearDataForOrigin", { origin: samvaro.url, storageTypes: "indexeddb" });
  await samvaro.start();
  await page.goto("/personal");
  await expect(page.getByText(/Plattans minne har rensats\. 2 ändringar hann inte skickas\./)).toBeVisible();
  await tablet.expectAllSent();
  await tablet.count(openHouse);
  await tablet.expectTotal(1);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(2);
});
