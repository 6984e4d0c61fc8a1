// What becomes of a tablet's memory in the browser without anybody touching its files.

import { type Page, expect } from "@playwright/test";
import type { Samvaro } from "./samvaro.ts";
import type { Tablet } from "./tablet.ts";

/** Somebody clears the site's databases, under an open page if there is one. */
export async function clearDatabases(page: Page, samvaro: Samvaro): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Storage.clearDataForOrigin", { origin: samvaro.url, storageTypes: "indexeddb" });
}

/** Two taps wait on a tablet whose server is gone; then somebody clears its databases, and more. */
export async function clearBehindTwoTaps(tablet: Tablet, samvaro: Samvaro, andMore = async () => {}): Promise<void> {
  const { page } = tablet;
  await samvaro.stop();
  await tablet.tap(2);
  await tablet.expectUnsent(2);
  // The cookie is set after the tap is stored, so that no tap waits for it.
  await expect.poll(async () => decodeURIComponent(await page.evaluate(() => document.cookie))).toContain('"unsent":2');
  await andMore();
  await page.goto("about:blank");
  await clearDatabases(page, samvaro);
}

/** Runs in the page: the second copy of what is not sent goes too. */
export function forgetJournal(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith("samvaro-unsent")) localStorage.removeItem(key);
}

/** A build to come upgrades the tablet's database, on a page of the site on which no tablet runs. */
export async function upgradeFromTheFuture(page: Page): Promise<void> {
  await page.goto("/robots.txt");
  await page.evaluate(() => {
    const opening = indexedDB.open("samvaro-tablet", 99);
    opening.onupgradeneeded = () => opening.result.createObjectStore("from-the-future");
    return new Promise<void>((done) => {
      opening.onsuccess = () => {
        opening.result.close();
        done();
      };
    });
  });
}

/** Runs in a page of the site: the tablet's memory is busy until `letGo()`, as on a disk that hangs. */
export async function keepBusy(): Promise<void> {
  const opened = await new Promise<IDBDatabase>((done) => {
    const opening = indexedDB.open("samvaro-tablet");
    opening.onsuccess = () => done(opening.result);
  });
  const [first] = opened.objectStoreNames;
  const rows = opened.transaction(opened.objectStoreNames, "readwrite").objectStore(first!);
  let busy = true;
  const ask = () => {
    rows.count().onsuccess = () => {
      if (busy) ask();
      else opened.close();
    };
  };
  ask();
  Object.assign(window, { letGo: () => void (busy = false) });
}
