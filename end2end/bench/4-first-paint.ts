// A senior's first look at a place's programme, on an old phone with a slow network.

import { demoPlace } from "../demo.ts";
import { test } from "../fixtures.ts";
import { line, ms, percentile } from "../statistics.ts";
import { cpuSlowdown, slowPhone } from "../throttle.ts";

const visits = 7;

function firstPaint(): Promise<number> {
  const name = "first-contentful-paint";
  return new Promise((painted) => {
    new PerformanceObserver((entries) => {
      const paint = entries.getEntriesByName(name)[0];
      if (paint) painted(paint.startTime);
    }).observe({ type: "paint", buffered: true });
  });
}

test.use({ seed: "demo" });

test("first contentful paint", async ({ browser, samvaro }) => {
  const painted: number[] = [];
  const alive: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const context = await browser.newContext({
      baseURL: samvaro.url,
      viewport: { width: 390, height: 844 },
      locale: "sv-SE",
    });
    const page = await context.newPage();
    await slowPhone(page);
    await page.goto(`/plats/${demoPlace}`);
    painted.push(await page.evaluate(firstPaint));
    await page.getByRole("button", { name: "Gör till min plats" }).waitFor();
    alive.push(await page.evaluate(() => performance.now()));
    await context.close();
  }
  console.log(`\nfirst visit to a place (slow 4G: 150 ms, 1.6 Mbit/s; processor ${cpuSlowdown}× slower; ${visits} visits)`);
  line("first contentful paint, median / worst", `${ms(percentile(painted, 0.5))} / ${ms(Math.max(...painted))}`);
  line("alive, median / worst", `${ms(percentile(alive, 0.5))} / ${ms(Math.max(...alive))}`);
});
