// The database gets a new version while tabs of an older build have it open, and a build meets a
// database or a memory of another version than its own.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { upgradeFromTheFuture } from "../memory.ts";
import { readRows, writeRows } from "../tablet-store.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

const added = "pages";

/** Makes this page one of a build that knew version 1. */
function asFirstBuild(addedLater: string): void {
  const { open } = IDBFactory.prototype;
  const { createObjectStore, transaction } = IDBDatabase.prototype;
  const { objectStore } = IDBTransaction.prototype;
  IDBFactory.prototype.open = function (name, version) {
    return open.call(this, name, version && 1);
  };
  IDBDatabase.prototype.createObjectStore = function (name, ...options) {
    const made = createObjectStore.call(this, name, ...options);
    if (name === addedLater) this.deleteObjectStore(name);
    return made;
  };
  // The first build never asked for the store; this one finds an empty one in its place.
  const there = (database: IDBDatabase, name: string) =>
    name === addedLater && !database.objectStoreNames.contains(name) ? "retained" : name;
  IDBDatabase.prototype.transaction = function (names, ...options) {
    const asked = typeof names === "string" ? [names] : [...names];
    return transaction.call(this, asked.map((name) => there(this, name)), ...options);
  };
  IDBTransaction.prototype.objectStore = function (name) {
    return objectStore.call(this, there(this.db, name));
  };
}

function databaseVersion(page: Page): Promise<number | undefined> {
  const find = async () => (await indexedDB.databases()).find(({ name }) => name === "samvaro-tablet")?.version;
  return page.evaluate(find);
}

test("B06: a new build upgrades the database under an open tab of an older one, and both count on", async ({
  page,
  context,
  samvaro,
}) => {
  await page.addInitScript(asFirstBuild, added);
  const older = await Tablet.paired(page, samvaro, hatten);
  await older.count(openHouse);
  await samvaro.stop();
  await older.tap(2);
  await older.expectSaved(onTablet);
  expect(await databaseVersion(page)).toBe(1);

  const newer = new Tablet(await context.newPage());
  await newer.day();
  await newer.count(openHouse);
  await newer.expectTotal(2);
  expect(await databaseVersion(page)).toBe(2);
  const rows = await newer.page.evaluate(readRows, "samvaro-tablet");
  expect(rows.outbox?.length).toBe(2);
  expect(rows[added]).toEqual([]);

  await newer.tap();
  await newer.expectSaved(onTablet);
  await older.expectTotal(3);
  await older.tap();
  await older.expectSaved(onTablet);
  await newer.expectTotal(4);
  await samvaro.start();
  await older.expectSaved(sent);
  await newer.expectSaved(sent);
  await newer.expectTotal(4);
});

test("B06: a tab that does not let go is named, and the upgrade goes on when it is closed", async ({
  page,
  context,
  samvaro,
}) => {
  await page.addInitScript(asFirstBuild, added);
  const older = await Tablet.paired(page, samvaro, hatten);
  await older.count(openHouse);
  await older.tap(2);
  await older.expectSaved(sent);
  // A page without the app holds the database and hears nothing, as a frozen one would.
  const deaf = await context.newPage();
  await deaf.goto("/robots.txt");
  await deaf.evaluate(() => {
    const opening = indexedDB.open("samvaro-tablet");
    return new Promise<void>((done) => {
      opening.onsuccess = () => {
        Object.assign(window, { held: opening.result });
        done();
      };
    });
  });
  await page.close();
  const newer = new Tablet(await context.newPage());
  await newer.page.goto("/personal");
  await expect(newer.page.getByRole("heading", { name: "Samvaro är öppet i en annan flik" })).toBeVisible();
  await deaf.close();
  await newer.expectDay();
  await newer.count(openHouse);
  await newer.expectTotal(2);
});

test("B06: a database that a newer build has upgraded is used as it is, and that is said", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  await tablet.tap(2);
  await tablet.expectSaved(onTablet);
  await page.goto("about:blank");
  await samvaro.start();
  await upgradeFromTheFuture(page);
  await samvaro.stop();
  await tablet.day();
  await expect(page.getByText("Plattan har haft en nyare version.")).toBeVisible();
  await tablet.expectUnsent(2);
  await tablet.count(openHouse);
  await tablet.tap();
  await tablet.expectSaved(onTablet);
  await samvaro.start();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(3);
});

const fixtures = join(import.meta.dirname, "../fixtures");

test.describe("what earlier versions left behind", () => {
  const frozenOn = "2026-11-22";
  test.use({ seed: "empty" });

  for (const version of [1, 2]) {
    test(`B17: the memory of version ${version} opens in this build and drains to the server, every change once`, async ({
      page,
      context,
      profile,
      samvaro,
    }) => {
      const frozen = JSON.parse(await readFile(join(fixtures, `version-${version}/tablet.json`), "utf8"));
      const database = gunzipSync(await readFile(join(fixtures, `version-${version}/samvaro.sqlite.gz`)));
      await samvaro.stop();
      await writeFile(join(samvaro.dataFolder, "samvaro.sqlite"), database);
      await samvaro.start();
      await page.goto("/robots.txt");
      await page.evaluate(writeRows, { version: frozen.version, rows: frozen.rows });
      await page.evaluate((remembered) => Object.assign(localStorage, remembered), frozen.remembered);
      for (const { name, value } of frozen.cookies) await context.addCookies([{ name, value, url: samvaro.url }]);

      const tablet = new Tablet(page);
      await page.goto("/personal");
      await tablet.expectDay();
      await expect(page.getByText("En ändring behöver hjälp.")).toBeVisible();
      await expect.poll(async () => (await page.evaluate(readRows, "samvaro-tablet")).outbox).toEqual([]);
      // Five sent, four more, one taken back, and then twelve were typed: another tablet reads it so.
      const other = await (await profile()).open();
      await other.goto(await samvaro.pairingLink(hatten));
      const witness = new Tablet(other);
      await witness.expectDay();
      await witness.dayOf(frozenOn);
      await expect(witness.duty(openHouse).locator(".duty-count")).toHaveText("12");
      const rows = await page.evaluate(readRows, "samvaro-tablet");
      expect(rows.refused?.length).toBe(1);
      expect(Object.keys(rows)).toContain(added);
    });
  }
});
