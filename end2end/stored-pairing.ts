// Which place a tablet's own store says it counts for.

import type { Page } from "@playwright/test";

/** The name of the place; nothing before the tablet was paired. */
export function storedPlace(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () =>
      new Promise<string | undefined>((done, fail) => {
        const opening = indexedDB.open("samvaro-tablet");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const row = opening.result.transaction("meta").objectStore("meta").get("pairing");
          row.onerror = () => fail(row.error);
          row.onsuccess = () => {
            opening.result.close();
            done(row.result && JSON.parse(row.result).name);
          };
        };
      }),
  );
}

/** Makes the pairing what it was before tablets read anything but their place's log. */
export async function forgetShared(page: Page): Promise<void> {
  // A page of the same site on which no tablet runs.
  await page.goto("/robots.txt");
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const without = (text: string) => JSON.stringify({ ...JSON.parse(text), shared: undefined });
        const beside = localStorage.getItem("samvaro-pairing");
        if (beside) localStorage.setItem("samvaro-pairing", without(beside));
        const opening = indexedDB.open("samvaro-tablet");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("meta", "readwrite");
          const meta = transaction.objectStore("meta");
          const row = meta.get("pairing");
          row.onsuccess = () => meta.put(without(row.result), "pairing");
          transaction.onabort = () => fail(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
  );
}
