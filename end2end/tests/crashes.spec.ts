// Tabs and workers that freeze, crash and trap while people count.

import type { CDPSession, Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { failAtOnce } from "../failing-build.ts";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { keepBusy } from "../memory.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

const stops = process.env.SAMVARO_LONG ? 500 : 20;

function tools(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** Runs in the page: it hears and says nothing any more, and keeps its lock, as a frozen tab does. */
function fallSilent(): void {
  const { fetch } = window;
  const { postMessage } = BroadcastChannel.prototype;
  window.fetch = () => new Promise(() => {});
  BroadcastChannel.prototype.postMessage = () => {};
  const wakeUp = () => {
    window.fetch = fetch;
    BroadcastChannel.prototype.postMessage = postMessage;
  };
  Object.assign(window, { wakeUp });
}

test("B24: when the tab that talks to the network freezes, another takes over and sends", async ({
  page,
  context,
  samvaro,
}) => {
  const leader = await Tablet.paired(page, samvaro, hatten);
  const other = new Tablet(await context.newPage());
  await other.day();
  await other.count(openHouse);
  // The protocol's own freezing lets a tab with a lock go on.
  await leader.page.evaluate(fallSilent);
  await (await tools(leader.page)).send("Page.setWebLifecycleState", { state: "frozen" });
  await other.page.bringToFront();
  await other.tap(3);
  await other.expectSaved(sent);

  await (await tools(leader.page)).send("Page.setWebLifecycleState", { state: "active" });
  await leader.page.evaluate(() => (window as unknown as { wakeUp: () => void }).wakeUp());
  await leader.count(openHouse);
  await leader.expectTotal(3);
  await leader.tap();
  await leader.expectSaved(sent);
  await other.expectTotal(4);
});

test("B24: a page that is left and come back to shows and sends what was counted meanwhile", async ({
  page,
  context,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await page.goto("/plats/hatten");
  const other = new Tablet(await context.newPage());
  await other.day();
  await other.count(openHouse);
  await other.tap(3);
  await other.expectTotal(5);
  await page.goBack();
  await tablet.expectTotal(5);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await other.expectTotal(6);
});

test("B21: a service worker that is stopped again and again while people tap costs no tap", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  const worker = await tools(page);
  await worker.send("ServiceWorker.enable");
  for (let stop = 0; stop < stops; stop += 1) {
    await tablet.tap();
    await worker.send("ServiceWorker.stopAllWorkers");
  }
  await tablet.expectTotal(stops);
  await tablet.expectSaved(sent);
  await page.reload();
  await tablet.expectTotal(stops);
});

test("B08: a tab that crashes right after a tap was shown as saved has it when it is opened again", async ({
  context,
  page,
  samvaro,
}) => {
  await Tablet.paired(page, samvaro, hatten);
  await page.close();
  await samvaro.stop();
  for (let round = 1; round <= 5; round += 1) {
    const tablet = new Tablet(await context.newPage());
    await tablet.day();
    await tablet.count(openHouse);
    await tablet.expectTotal(round - 1);
    await tablet.tap();
    await tablet.expectTotal(round);
    await tablet.expectSaved(onTablet);
    const crash = await tools(tablet.page);
    const crashed = tablet.page.waitForEvent("crash");
    // A crashed tab does not answer.
    crash.send("Page.crash").catch(() => {});
    await crashed;
    await tablet.page.close();
  }
  await samvaro.start();
  const tablet = new Tablet(await context.newPage());
  await tablet.day();
  await tablet.expectAllSent();
  await tablet.count(openHouse);
  await tablet.expectTotal(5);
});

/** Runs in the page: the bundle fails at its so-many-th look at the clock after it is armed. */
function failAtLook(): void {
  const { now } = Date;
  Date.now = () => {
    const armed = window as { failAt?: number };
    if (armed.failAt !== undefined && new Error().stack?.includes(".wasm")) {
      armed.failAt -= 1;
      if (armed.failAt === 0) {
        armed.failAt = undefined;
        throw new Error("the bundle fails here");
      }
    }
    return now();
  };
}

test("B28: wherever the bundle fails after a tap, what was shown as saved is there when it has come back", async ({
  page,
  samvaro,
}) => {
  await page.addInitScript(failAtLook);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  let total = 0;
  for (const look of [1, 2, 3, 5]) {
    await tablet.tap();
    total += 1;
    await tablet.expectTotal(total);
    await tablet.expectSaved(onTablet);
    // A second failure within a minute would show the page for emergencies.
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await tablet.expectTotal(total);
    const loaded = page.waitForEvent("load");
    await page.evaluate((failAt) => void Object.assign(window, { failAt }), look);
    // Taps until it fails: what the failing one became is not known before the page is back.
    const taps = tablet.tap(5).catch(() => {});
    await loaded;
    await taps;
    await tablet.plate.waitFor();
    await expect(tablet.saved).not.toHaveText("Sparar …");
    const shown = await tablet.readTotal();
    expect(shown).toBeGreaterThanOrEqual(total);
    total = shown;
  }
  await samvaro.start();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(total);
});

test("B28: a bundle that fails while something is being stored comes back without asking whether to leave", async ({
  page,
  context,
  samvaro,
}) => {
  await page.addInitScript(failAtLook);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  const tab = await context.newPage();
  await tab.goto("/robots.txt");
  await tab.evaluate(keepBusy);
  await page.bringToFront();
  await tablet.tap();
  await expect(tablet.saved).toHaveText("Sparar …");
  const loaded = page.waitForEvent("load");
  await page.evaluate(() => void Object.assign(window, { failAt: 1 }));
  // Nobody knows whether it is answered before the page is gone.
  const last = tablet.tap().catch(() => {});
  await loaded;
  await last;
  await tab.evaluate(() => (window as unknown as { letGo(): void }).letGo());
  // That nobody was asked is looked at after every test.
  await tablet.plate.waitFor();
});

test("B28: when a build fails again and again, the page for emergencies hands over what is not sent", async ({
  page,
  context,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  await tablet.tap(3);
  await tablet.expectSaved(onTablet);
  // The database too: the journal is enough.
  const emptied = await context.newCDPSession(page);
  await page.addInitScript(failAtOnce);
  for (const databaseToo of [false, true]) {
    if (databaseToo) {
      await page.goto("about:blank");
      await emptied.send("Storage.clearDataForOrigin", { origin: samvaro.url, storageTypes: "indexeddb" });
    }
    await page.goto("/personal");
    await expect(page.getByRole("heading", { name: "Samvaro gick inte att öppna" })).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Spara det som inte är skickat" }).click();
    const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
    expect(file.format).toBe("samvaro-unsent-1");
    expect(file.outbox.map(({ change }: { change: { dot: { s: number } } }) => change.dot.s)).toEqual([1, 2, 3]);
    await expect(page.getByText("3 ändringar är sparade i filen.")).toBeVisible();
  }
});
