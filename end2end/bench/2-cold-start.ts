// From an address to a day that can be counted on, with the browser just started and no server.

import type { Page } from "@playwright/test";
import { demoPlace } from "../demo.ts";
import { expect, test } from "../fixtures.ts";
import { line, ms, percentile } from "../statistics.ts";
import { Tablet } from "../tablet.ts";
import { cpuSlowdown, slowProcessor } from "../throttle.ts";

const starts = 7;

/** Runs in the page before anything else: notes when what this names is there. */
function noteUsable(usable: string): void {
  const look = () => {
    if (!document.querySelector(usable)) return;
    watch.disconnect();
    requestAnimationFrame(() => Object.assign(window, { usableAt: performance.now() }));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true });
}

async function usableAt(page: Page): Promise<number> {
  const usable = await page.waitForFunction(() => (window as unknown as { usableAt?: number }).usableAt);
  return Number(await usable.jsonValue());
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
    await page.addInitScript(noteUsable, 'a[href^="/personal/rakna/"]');
    await page.goto("/personal");
    times.push(await usableAt(page));
    await device.close();
  }
  console.log(`\noffline cold start (${starts} starts of the browser, processor ${cpuSlowdown}× slower)`);
  line("address to usable today, median / worst", `${ms(percentile(times, 0.5))} / ${ms(Math.max(...times))}`);
});

test("from one of the tablet's bundles to the other", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, demoPlace);
  await expect.poll(() => page.evaluate(() => caches.match("/skal/program").then(Boolean))).toBe(true);
  await samvaro.stop();
  await slowProcessor(page);
  await page.addInitScript(noteUsable, ".top-brand");
  const times: number[] = [];
  for (let visit = 0; visit < starts; visit += 1) {
    await page.goto("/personal/program");
    times.push(await usableAt(page));
    await tablet.day();
  }
  console.log(`\nfrom the day to the programme, another bundle, offline (${starts} times, processor ${cpuSlowdown}× slower)`);
  line("address to the programme, median / worst", `${ms(percentile(times, 0.5))} / ${ms(Math.max(...times))}`);
});
