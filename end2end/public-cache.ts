// What a phone keeps of the public pages.

import { expect, type Page } from "@playwright/test";

/** Waits until the phone keeps a place's next weeks and its worker answers without a network. */
export async function keepsProgramme(page: Page, place: string): Promise<void> {
  await keeps(page, `/api/v1/places/${place}/programme`);
}

/** The same for the list of all places. */
export async function keepsPlaces(page: Page): Promise<void> {
  await keeps(page, "/api/v1/places");
}

async function keeps(page: Page, document: string): Promise<void> {
  // Not whether it has taken over this page: one that opened while the worker came to life may be
  // passed over, and the next one is not.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect.poll(() => page.evaluate(kept)).toContain(document);
}

/** Looks without making a database that is not there yet. */
async function kept(): Promise<string[]> {
  const databases = await indexedDB.databases();
  if (!databases.some((database) => database.name === "samvaro-public")) return [];
  const opening = indexedDB.open("samvaro-public");
  return new Promise((done) => {
    opening.onerror = () => done([]);
    opening.onsuccess = () => {
      const database = opening.result;
      if (!database.objectStoreNames.contains("documents")) return database.close(), done([]);
      const keys = database.transaction("documents").objectStore("documents").getAllKeys();
      keys.onsuccess = () => (database.close(), done(keys.result.map(String)));
    };
  });
}
