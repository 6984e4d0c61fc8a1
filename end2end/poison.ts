// A change that no server understands, among those that wait on a tablet.

import type { Page } from "@playwright/test";

/** Makes one of the unsent changes a kind that this server does not know; counted from 0. */
export async function poison(page: Page, index: number): Promise<string> {
  return page.evaluate(
    (index) =>
      new Promise<string>((done, fail) => {
        const opening = indexedDB.open("samvaro-tablet");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction("outbox", "readwrite");
          const outbox = transaction.objectStore("outbox");
          const keys = outbox.getAllKeys();
          let body = "";
          keys.onsuccess = () => {
            const key = keys.result[index];
            const row = outbox.get(key);
            row.onsuccess = () => {
              const changed = row.result.replace('"count":', '"hologram":');
              body = JSON.stringify(JSON.parse(changed).change.body);
              outbox.put(changed, key);
            };
          };
          transaction.oncomplete = () => (database.close(), done(body));
          transaction.onerror = () => fail(transaction.error);
        };
      }),
    index,
  );
}
