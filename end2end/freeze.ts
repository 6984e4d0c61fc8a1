// A tablet of this build in the middle of its work, and the server that it belongs to: with counts
// that are not sent, one taken back, a typed number, a change that the server refused, and changes
// kept for a server that was restored. Written to fixtures/, where no later build may change it.

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures.ts";
import { hatten, openHouse } from "./house.ts";
import { Tablet, onTablet, sent } from "./tablet.ts";
import { readRows } from "./tablet-store.ts";

const folder = join(import.meta.dirname, "fixtures", `version-${process.env.SAMVARO_FREEZE ?? "next"}`);
const databaseFile = "samvaro.sqlite";

/** Runs in the page: a change of a kind that no server knows yet. */
function authorFromTheFuture(): Promise<void> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("samvaro-tablet");
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(["meta", "outbox"], "readwrite");
      const meta = transaction.objectStore("meta");
      const reading = meta.getAll();
      const keys = meta.getAllKeys();
      keys.onsuccess = () => {
        const fact = (name: string) => JSON.parse(reading.result[keys.result.indexOf(name)]);
        const { replica, next_seq } = fact("writer");
        const dot = { r: replica, s: next_seq };
        const change = { dot, log: fact("pairing").log, at: Date.now(), body: { sing: { song: 1 } } };
        const key = `${replica}/${String(next_seq).padStart(16, "0")}`;
        transaction.objectStore("outbox").put(JSON.stringify({ change }), key);
        meta.put(JSON.stringify({ replica, next_seq: next_seq + 1 }), "writer");
      };
      transaction.oncomplete = () => {
        opening.result.close();
        done();
      };
      transaction.onabort = () => failed(transaction.error);
    };
  });
}

test("freeze", async ({ page, context, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await samvaro.stop();
  const backup = await mkdtemp(join(tmpdir(), "samvaro-backup-"));
  await cp(samvaro.dataFolder, backup, { recursive: true });
  await samvaro.start();
  await tablet.tap(3);
  await tablet.expectSaved(sent);
  // The server is set back to its backup, and gets the three taps again.
  await samvaro.stop();
  await rm(samvaro.dataFolder, { recursive: true });
  await cp(backup, samvaro.dataFolder, { recursive: true });
  await samvaro.start();
  await page.reload();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(5);
  await page.evaluate(authorFromTheFuture);
  await tablet.day();
  await expect(page.getByText("En ändring behöver hjälp.")).toBeVisible();
  await tablet.count(openHouse);

  await samvaro.stop();
  await tablet.tap(4);
  await tablet.expectTotal(9);
  await tablet.undo.click();
  await tablet.expectTotal(8);
  await tablet.typeNumber(12);
  await tablet.expectTotal(12);
  await tablet.expectSaved(onTablet);

  const rows = await page.evaluate(readRows, "samvaro-tablet");
  const version = await page.evaluate(async () => (await indexedDB.databases())[0]?.version);
  const remembered = await page.evaluate(() => ({ ...localStorage }));
  const cookies = await context.cookies();
  await mkdir(folder, { recursive: true });
  const tabletStands = { version, origin: samvaro.url, cookies, remembered, rows };
  await writeFile(join(folder, "tablet.json"), `${JSON.stringify(tabletStands, null, 1)}\n`);
  const database = await readFile(join(samvaro.dataFolder, databaseFile));
  await writeFile(join(folder, `${databaseFile}.gz`), gzipSync(database, { level: 9 }));
  await rm(backup, { recursive: true });
});
