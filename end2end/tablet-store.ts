// The tablet's memory as it lies in the browser: every row of every store, and what is remembered
// beside the database. These run in the page.

export type Rows = Record<string, [key: string, text: string][]>;
export type Remembered = Record<string, string>;


/** All rows, by store. */
export function readRows(name = "samvaro-tablet"): Promise<Rows> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = async () => {
      const stores = [...opening.result.objectStoreNames];
      const transaction = opening.result.transaction(stores);
      const rows: Rows = {};
      for (const store of stores) {
        rows[store] = [];
        const walk = transaction.objectStore(store).openCursor();
        walk.onsuccess = () => {
          if (!walk.result) return;
          rows[store]?.push([String(walk.result.key), walk.result.value]);
          walk.result.continue();
        };
      }
      transaction.oncomplete = () => {
        opening.result.close();
        done(rows);
      };
      transaction.onabort = () => failed(transaction.error);
    };
  });
}

/** Makes the database anew, as a build of that version left it. */
export function writeRows({ version, rows }: { version: number; rows: Rows }): Promise<void> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("samvaro-tablet", version);
    opening.onupgradeneeded = () => {
      for (const store of Object.keys(rows)) opening.result.createObjectStore(store);
    };
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(Object.keys(rows), "readwrite");
      for (const [store, all] of Object.entries(rows)) {
        for (const [key, text] of all) transaction.objectStore(store).put(text, key);
      }
      transaction.oncomplete = () => {
        opening.result.close();
        done();
      };
      transaction.onabort = () => failed(transaction.error);
    };
  });
}

