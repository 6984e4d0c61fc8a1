// From an address to a day that can be counted on, with the browser just started and no server.

import { demoPlace } from "../demo.ts";
import { test } from "../fixtures.ts";
import { line, ms, percentile } from "../statistics.ts";
import { Tablet } from "../tablet.ts";
import { cpuSlowdown, slowProcessor } from "../throttle.ts";

const starts = 7;

/** Runs in the page before anything else: notes when the first button to count is there. */
function noteUsable(): void {
  const look = () => {
    if (!document.querySelector('a[href^="/personal/rakna/"]')) return;
    watch.disconnect();
    requestAnimationFrame(() => Object.assign(window, { usableAt: performance.now() }));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true });
}

test.use({ seed: "demo" });

test("offline cold start", async ({ profile, samvaro }) => {
  const device = await profile();
  await Tablet.paired(await device.open(), samvaro, demoPlace);
  await device.close();
  await samvaro.stop();
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const page = await device.open();
    await slowProcessor(page);
    await page.addInitScript(noteUsable);
    await page.goto("/personal");
    const usable = await page.waitForFunction(() => (window as unknown as { usableAt?: number }).usableAt);
    times.push(Number(await usable.jsonValue()));
    await device.close();
  }
  console.log(`\noffline cold start (${starts} starts of the browser, processor ${cpuSlowdown}× slower)`);
  line("address to usable today, median / worst", `${ms(percentile(times, 0.5))} / ${ms(Math.max(...times))}`);
});
