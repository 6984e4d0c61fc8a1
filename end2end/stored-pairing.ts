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
