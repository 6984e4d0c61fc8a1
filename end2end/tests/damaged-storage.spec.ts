// The files under the browser's database are damaged between two starts, on both engines that
// Chromium has. The tablet must notice at the first start, lose nothing that one of its two copies
// still holds, and count on.

import { cp } from "node:fs/promises";
import type { LaunchOptions } from "@playwright/test";
import { damages, engines, type Engine } from "../damage.ts";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Profile } from "../profile.ts";
import type { Samvaro } from "../samvaro.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

const sentTaps = 2;
const waitingTaps = 3;

test.setTimeout(240_000);

/** A tablet that has sent two taps and kept three, without a network and switched off. */
async function countedOffline(samvaro: Samvaro, options: LaunchOptions): Promise<Profile> {
  const device = await Profile.create(samvaro.url, options);
  const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(sentTaps);
  await tablet.expectSaved(sent);
  await samvaro.stop();
  await tablet.tap(waitingTaps);
  await tablet.expectSaved(onTablet);
  // Local storage is written a little later than it is set; closing writes it.
  await device.close();
  return device;
}

async function copyOf(device: Profile, url: string, options: LaunchOptions): Promise<Profile> {
  const copy = await Profile.create(url, options);
  await cp(device.folder, copy.folder, { recursive: true });
  return copy;
}

/** The first start after the damage, without a network; then the network comes back. */
async function comesBackWhole(device: Profile, samvaro: Samvaro, before: number): Promise<void> {
  const tablet = new Tablet(await device.open());
  await tablet.day();
  // Noticed at once, and said in plain words.
  await expect(tablet.page.getByText(/Plattans minne var skadat\./)).toBeVisible();
  await expect(tablet.page.getByText("Inget är borta. Räkna vidare som vanligt.")).toBeVisible();
  // What a damaged log still shows of ours waits, too, until the server has shown it again.
  const waiting = Array.from({ length: sentTaps + 1 }, (_, more) => waitingTaps + more);
  await expect(tablet.network).toContainText(new RegExp(`(${waiting.join("|")}) ej skickade`));
  await samvaro.start();
  await tablet.expectAllSent();
  await tablet.count(openHouse);
  await tablet.expectTotal(before);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(before + 1);
  await device.close();

  // And it stays so. (LevelDB writes on behind the damage and may lose that too; the journal holds it.)
  const again = new Tablet(await device.open());
  await again.day();
  await again.count(openHouse);
  await again.expectTotal(before + 1);
  await device.remove();
  await samvaro.stop();
}

for (const engine of Object.keys(engines) as Engine[]) {
  const options = engines[engine];
  test(`B04: on ${engine}, whatever happens to the database, the journal gives every unsent tap back, once`, async ({
    samvaro,
  }) => {
    const device = await countedOffline(samvaro, options);
    let total = sentTaps + waitingTaps;
    for (const [what, damage] of Object.entries(damages)) {
      await test.step(what, async () => {
        const copy = await copyOf(device, samvaro.url, options);
        await damage(copy.folder, engine);
        await comesBackWhole(copy, samvaro, total);
        total += 1;
      });
    }
    await device.remove();
  });
}

test("B26: an engine that the browser exchanges for another, and back again, loses and doubles nothing", async ({
  samvaro,
}) => {
  const device = await countedOffline(samvaro, engines.leveldb);
  const total = sentTaps + waitingTaps;
  // Another engine finds an empty database; the first one then finds its own old one.
  for (const [turn, engine] of (["sqlite", "leveldb"] as const).entries()) {
    const exchanged = new Profile(device.folder, samvaro.url, engines[engine]);
    const tablet = new Tablet(await exchanged.open());
    await tablet.day();
    await expect(tablet.page.getByText(/Plattans minne var skadat\./)).toBeVisible();
    if (turn === 0) await tablet.expectUnsent(waitingTaps);
    await samvaro.start();
    await tablet.expectAllSent();
    await tablet.count(openHouse);
    await tablet.expectTotal(total + turn);
    await tablet.tap();
    await tablet.expectSaved(sent);
    await tablet.expectTotal(total + turn + 1);
    await exchanged.close();
    await samvaro.stop();
  }
  await samvaro.start();
  const other = await Profile.create(samvaro.url, engines.leveldb);
  const witness = await Tablet.paired(await other.open(), samvaro, hatten);
  await witness.count(openHouse);
  await witness.expectTotal(total + 2);
  await other.remove();
  await device.remove();
});
