// From a touch to the number on the screen, and to the disk, whatever the network does.

import { demoPlace } from "../demo.ts";
import { test } from "../fixtures.ts";
import { line, ms, percentile } from "../statistics.ts";
import { Stranger } from "../stranger.ts";
import { Tablet } from "../tablet.ts";
import { cpuSlowdown, slowProcessor } from "../throttle.ts";

const taps = 300;

type Tap = { shown: number; stored: number; nextFrame: boolean };

/**
 * Runs in the page. Times count from the browser's own stamp on the touch, so waiting in its
 * queue is part of them. Stored is what the screen says: no longer "Sparar …".
 */
function recordTaps(): void {
  const number = document.querySelector(".tally-count");
  const saved = document.querySelector(".saved");
  if (!number || !saved) throw new Error("not the counting screen");
  const record = window as unknown as { tapped?: (tap: Tap) => void; nextTap: () => Promise<Tap> };
  record.nextTap = () => new Promise((done) => (record.tapped = done));
  addEventListener(
    "pointerdown",
    (event) => {
      const before = number.textContent;
      const tap: Partial<Tap> = {};
      let begun = false;
      requestAnimationFrame(() => (tap.nextFrame = number.textContent !== before));
      const look = () => {
        if (tap.shown === undefined && number.textContent !== before) tap.shown = performance.now() - event.timeStamp;
        begun ||= saved.textContent?.includes("Sparar") ?? false;
        if (!begun || saved.textContent?.includes("Sparar") || tap.shown === undefined) return;
        const stored = performance.now() - event.timeStamp;
        watch.disconnect();
        requestAnimationFrame(() => record.tapped?.({ ...tap, stored } as Tap));
      };
      const watch = new MutationObserver(look);
      for (const node of [number, saved]) watch.observe(node, { subtree: true, childList: true, characterData: true });
    },
    { capture: true },
  );
}

async function measure(tablet: Tablet, what: string): Promise<void> {
  const { page } = tablet;
  // Where it stands now: it grows and shrinks with what is beside the number.
  const plate = await tablet.plate.boundingBox();
  if (!plate) throw new Error("the plate is not on the screen");
  await page.mouse.move(plate.x + plate.width / 2, plate.y + plate.height / 2);
  const measured: Tap[] = [];
  for (let tap = 0; tap < taps; tap += 1) {
    await page.evaluate(() => {
      const record = window as unknown as { nextTap: () => Promise<Tap>; tap: Promise<Tap> };
      record.tap = record.nextTap();
    });
    await page.mouse.down();
    await page.mouse.up();
    measured.push(await page.evaluate(() => (window as unknown as { tap: Promise<Tap> }).tap));
  }
  const stored = measured.map((tap) => tap.stored);
  const shown = measured.map((tap) => tap.shown);
  const nextFrame = measured.filter((tap) => tap.nextFrame).length;
  line(`${what}: stored strictly, p50 / p99`, `${ms(percentile(stored, 0.5))} / ${ms(percentile(stored, 0.99))}`);
  line(`${what}: number on the page, p50 / p99`, `${ms(percentile(shown, 0.5))} / ${ms(percentile(shown, 0.99))}`);
  line(`${what}: number in the next frame`, `${nextFrame} of ${taps}`);
}

test.use({ seed: "demo" });

/** Twelve hundred touches, most of them with a slow processor, in milliseconds. */
const longEnoughMs = 1_200_000;

test("tap", async ({ page, samvaro }) => {
  test.setTimeout(longEnoughMs);
  console.log(`\ntap (${taps} each, a demonstration's tablet, a touch at a time)`);
  const tablet = await Tablet.paired(page, samvaro, demoPlace);
  await page.goto("/personal");
  await page.getByRole("link", { name: /^Räkna: / }).first().click();
  await tablet.plate.waitFor();
  await page.evaluate(recordTaps);
  await measure(tablet, "online, processor as it is");
  await slowProcessor(page);
  await measure(tablet, `online, processor ${cpuSlowdown}× slower`);
  await samvaro.stop();
  await tablet.expectOffline();
  await measure(tablet, `server gone, processor ${cpuSlowdown}× slower`);
  const stranger = await Stranger.silence(samvaro.port);
  // Not until its next try: from now on an exchange hangs.
  await page.evaluate(() => void dispatchEvent(new Event("online")));
  await measure(tablet, `line hangs, processor ${cpuSlowdown}× slower`);
  await stranger.leave();
});
