// Ninety days without a network: what waits is opened, sent and confirmed in one go.

import type { Page } from "@playwright/test";
import { test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { peakKib } from "../process.ts";
import { line, ms } from "../statistics.ts";
import { Tablet, onTablet } from "../tablet.ts";

const changes = 20_000;
const tappingMs = 600_000;

/** Runs in the page before anything else. */
function noteLongTasks(): void {
  const longTasks: number[] = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: "longtask",
    buffered: true,
  });
  Object.assign(window, { longTasks });
}

test("backlog", async ({ profile, samvaro }) => {
  test.setTimeout(tappingMs);
  const device = await profile();
  const first = await Tablet.paired(await device.open(), samvaro, hatten);
  await first.count(openHouse);
  const before = await peak(first.page);
  await samvaro.stop();
  const tapped = performance.now();
  await first.tapFast(changes);
  await first.page.locator(".saved", { hasText: onTablet }).waitFor({ timeout: tappingMs });
  const tapping = performance.now() - tapped;
  const journal = await first.page.evaluate(() =>
    Object.entries({ ...localStorage })
      .filter(([key]) => key.startsWith("samvaro-unsent"))
      .map(([key, text]) => key.length + text.length),
  );
  await device.close();

  console.log(`\nbacklog (${changes} changes, made without a network, in the tablet's two copies)`);
  line("counting them", `${(tapping / 1_000).toFixed(1)} s`);
  line("second copy", `${journal.length} keys, ${journal.reduce((sum, size) => sum + size, 0)} characters`);

  const page = await device.open();
  await page.addInitScript(noteLongTasks);
  const tablet = new Tablet(page);
  const opened = performance.now();
  await tablet.day();
  line("opening with all of it waiting, to the day", ms(performance.now() - opened));
  await samvaro.start();
  await page.evaluate(() => void dispatchEvent(new Event("online")));
  const begun = performance.now();
  await tablet.network.filter({ hasText: "Allt är framme" }).waitFor({ timeout: tappingMs });
  line("sent and confirmed, all of it", `${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  line("longest task; tasks over 200 ms", `${ms(Math.max(0, ...tasks))}; ${tasks.filter((task) => task > 200).length}`);
  const tools = await page.context().newCDPSession(page);
  const { usedSize } = await tools.send("Runtime.getHeapUsage");
  line("JavaScript heap after it", `${(usedSize / 1_000_000).toFixed(0)} MB`);
  const after = await peak(page);
  line("renderer's peak, less that with nothing waiting", `${((after - before) / 1_000).toFixed(0)} MB`);
  line("renderer's peak, the browser's own part with it", `${(after / 1_000).toFixed(0)} MB`);
  await tablet.count(openHouse);
  await tablet.expectTotal(changes);
});

/** The most memory that the page's process has had, in kilobytes. */
async function peak(page: Page): Promise<number> {
  const browser = await page.context().browser()?.newBrowserCDPSession();
  const processes = await browser?.send("SystemInfo.getProcessInfo");
  const renderers = (processes?.processInfo ?? []).filter(({ type }) => type === "renderer");
  return Math.max(0, ...(await Promise.all(renderers.map(({ id }) => peakKib(id)))));
}
