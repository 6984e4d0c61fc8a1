// Four tablets count without a network; the server comes back; how long until all are right?

import type { Request } from "@playwright/test";
import { test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { line, ms, percentile } from "../statistics.ts";
import { Tablet } from "../tablet.ts";

const tablets = 4;
const tapsEach = 1_000;
const singleTaps = 30;

async function tapMany(taps: number): Promise<void> {
  const plate = document.querySelector(".plate");
  for (let tap = 0; tap < taps; tap += 1) {
    plate?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    if (tap % 20 === 0) await new Promise(requestAnimationFrame);
  }
}

/** Runs in the page: waits until the screen shows a number. */
function shows(number: number): Promise<void> {
  const total = document.querySelector(".tally-count");
  const is = () => Number(total?.textContent?.replace(/\D/g, "")) === number;
  if (is()) return Promise.resolve();
  return new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (!is()) return;
      watch.disconnect();
      done();
    });
    if (total) watch.observe(total, { subtree: true, childList: true, characterData: true });
  });
}

test("four tablets", async ({ browser, samvaro }) => {
  const crew: Tablet[] = [];
  let up = 0;
  let down = 0;
  for (let tablet = 0; tablet < tablets; tablet += 1) {
    const context = await browser.newContext({ baseURL: samvaro.url });
    crew.push(await Tablet.paired(await context.newPage(), samvaro, hatten));
  }
  for (const tablet of crew) await tablet.count(openHouse);
  await samvaro.stop();
  for (const tablet of crew) {
    await tablet.page.evaluate(tapMany, tapsEach);
    await tablet.expectSaved("Sparat på plattan");
    tablet.page.on("requestfinished", async (request: Request) => {
      if (!request.url().endsWith("/api/v1/sync")) return;
      const sizes = await request.sizes();
      up += sizes.requestBodySize;
      down += sizes.responseBodySize;
    });
  }
  await samvaro.start();
  const begun = performance.now();
  // A person's own network says that it is back; this one's wait until the next try is not measured.
  await Promise.all(crew.map((tablet) => tablet.page.evaluate(() => void dispatchEvent(new Event("online")))));
  await Promise.all(crew.map((tablet) => tablet.page.evaluate(shows, tablets * tapsEach)));
  const all = performance.now() - begun;
  await Promise.all(crew.map((tablet) => tablet.expectSaved("Skickat")));

  const first = crew[0]!;
  const last = crew[tablets - 1]!;
  const seen: number[] = [];
  for (let tap = 1; tap <= singleTaps; tap += 1) {
    const arrival = last.page.evaluate(shows, tablets * tapsEach + tap);
    const at = performance.now();
    await first.page.evaluate(tapMany, 1);
    await arrival;
    seen.push(performance.now() - at);
  }
  console.log(`\n${tablets} tablets × ${tapsEach} taps without a network, then online (loopback)`);
  line("until every screen is right", ms(all));
  line("bodies of all tablets, up / down", `${up} / ${down} bytes`);
  line(`a tap seen on another tablet, p50 / worst of ${singleTaps}`,
    `${ms(percentile(seen, 0.5))} / ${ms(Math.max(...seen))}`);
});
