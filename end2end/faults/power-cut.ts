// The power is cut while somebody counts on a tablet. What the screen called saved must be there
// afterwards; the same number written with the browser's default durability is the control that
// shows that the cut was real. Every other time the server answers meanwhile: its answers are stored
// with that default durability, and what they settle must be there all the same, and once.

import { launchOptions } from "../chromium.ts";
import { Disk } from "../disk.ts";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Profile } from "../profile.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";
import { notTried, tell } from "../told.ts";

/** Cuts on each of the two engines. */
const rounds = process.env.SAMVARO_LONG ? 50 : 2;
const tapsMin = 10;
const tapsMax = 40;

const engines = {
  leveldb: launchOptions(),
  sqlite: launchOptions("--enable-features=IdbSqliteBackingStore"),
};

type Row = { engine: string; cuts: number; saved: number; lost: number; control: number; controlLost: number };

/** Runs in the page: a database beside ours, written as a page does that asks for nothing. */
function openControl(): Promise<void> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("control", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("numbers");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      Object.assign(window, { control: opening.result });
      done();
    };
  });
}

function writeControl(number: number): Promise<void> {
  const { control } = window as unknown as { control: IDBDatabase };
  return new Promise((done, failed) => {
    const transaction = control.transaction("numbers", "readwrite", { durability: "relaxed" });
    transaction.objectStore("numbers").put(number, number);
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error);
  });
}

function countControl(): Promise<number> {
  const { control } = window as unknown as { control: IDBDatabase };
  return new Promise((done, failed) => {
    const counting = control.transaction("numbers").objectStore("numbers").count();
    counting.onsuccess = () => done(counting.result);
    counting.onerror = () => failed(counting.error);
  });
}

test("what a tablet calls saved survives a power cut", async ({ samvaro }) => {
  const first = await Disk.create().catch((refused: Error) => refused);
  if (first instanceof Error) {
    return notTried("what a tablet calls saved survives a power cut", first.message);
  }
  await first.remove();

  const rows: Row[] = [];
  /** What the server has of the cuts before. */
  let counted = 0;
  for (const [engine, options] of Object.entries(engines)) {
    const row: Row = { engine, cuts: 0, saved: 0, lost: 0, control: 0, controlLost: 0 };
    rows.push(row);
    for (let round = 0; round < rounds; round += 1) {
      const disk = await Disk.create();
      const profile = new Profile(`${disk.mount}/profile`, samvaro.url, options);
      const paired = await Tablet.paired(await profile.open(), samvaro, hatten);
      await paired.page.evaluate(openControl);
      await paired.count(openHouse);
      await paired.expectTotal(counted);
      await profile.close();
      const alone = round % 2 === 0;
      if (alone) await samvaro.stop();

      const tablet = new Tablet(await profile.open());
      await tablet.day();
      await tablet.count(openHouse);
      await tablet.page.evaluate(openControl);
      await disk.settle();
      const taps = tapsMin + Math.floor(Math.random() * (tapsMax - tapsMin));
      for (let tap = 1; tap <= taps; tap += 1) {
        await tablet.tap();
        await tablet.expectTotal(counted + tap);
        await tablet.expectSaved(alone ? onTablet : sent);
      }
      // After the last tap: a strict write takes the relaxed ones before it along to the disk.
      for (let tap = 1; tap <= taps; tap += 1) await tablet.page.evaluate(writeControl, tap);
      await profile.freeze();
      await samvaro.stop();
      const found = await disk.afterPowerCut();
      await profile.kill();
      await disk.remove();

      const survivor = new Profile(`${found.mount}/profile`, samvaro.url, options);
      await survivor.unlock();
      const after = new Tablet(await survivor.open());
      await after.day();
      await after.count(openHouse);
      await expect(after.saved).not.toHaveText("Sparar …");
      const total = (await after.readTotal()) - counted;
      await after.page.evaluate(openControl);
      const control = await after.page.evaluate(countControl);
      await samvaro.start();
      await after.expectSaved(sent);
      counted += taps;
      await after.expectTotal(counted);
      await survivor.close();
      await found.remove();

      row.cuts += 1;
      row.saved += taps;
      row.lost += Math.max(0, taps - total);
      row.control += taps;
      row.controlLost += taps - control;
    }
  }

  tell("power cut (what a copy of the disk held)");
  tell("  engine     cuts   taps saved    lost   relaxed control    lost");
  for (const { engine, cuts, saved, lost, control, controlLost } of rows) {
    const cells = [String(cuts).padStart(4), String(saved).padStart(12), String(lost).padStart(7)];
    cells.push(String(control).padStart(17), String(controlLost).padStart(7));
    tell(`  ${engine.padEnd(8)} ${cells.join(" ")}`);
  }
  for (const { engine, lost } of rows) expect(lost, `taps lost by ${engine}`).toBe(0);
});
