// Four tablets count and edit without a network; the server comes back; how long until all are right?

import type { Request } from "@playwright/test";
import { test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { peakKib, processorSeconds } from "../process.ts";
import { line, ms, percentile } from "../statistics.ts";
import { Tablet } from "../tablet.ts";

const tablets = 4;
const tapsEach = 1_000;
const editsEach = 50;
const singleTaps = 30;
/** Taps that follow faster belong together, and are sent at their first pause. */
const apartMs = 1_100;

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

/** What requests carried, and their answers, in bytes. */
async function bodies(requests: Request[]): Promise<{ up: number; down: number }> {
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  const sum = (bytes: number[]) => bytes.reduce((sum, one) => sum + one, 0);
  return {
    up: sum(sizes.map(({ requestBodySize }) => requestBodySize)),
    down: sum(sizes.map(({ responseBodySize }) => responseBodySize)),
  };
}

test("four tablets", async ({ browser, samvaro }) => {
  const crew: Tablet[] = [];
  const finished: Request[] = [];
  for (let tablet = 0; tablet < tablets; tablet += 1) {
    const context = await browser.newContext({ baseURL: samvaro.url });
    crew.push(await Tablet.paired(await context.newPage(), samvaro, hatten));
  }
  await samvaro.stop();
  for (const [number, tablet] of crew.entries()) {
    await tablet.change(openHouse);
    for (let edit = 1; edit <= editsEach; edit += 1) await tablet.writeNote(`Platta ${number}, rad ${edit}`);
    await tablet.toDay();
    await tablet.count(openHouse);
    await tablet.page.evaluate(tapMany, tapsEach);
    await tablet.expectSaved("Sparat på plattan");
    tablet.page.on("requestfinished", (request) => {
      if (request.url().endsWith("/api/v1/sync")) finished.push(request);
    });
  }
  await samvaro.start();
  const begun = performance.now();
  // A person's own network says that it is back; this one's wait until the next try is not measured.
  await Promise.all(crew.map((tablet) => tablet.page.evaluate(() => void dispatchEvent(new Event("online")))));
  await Promise.all(crew.map((tablet) => tablet.page.evaluate(shows, tablets * tapsEach)));
  const all = performance.now() - begun;
  await Promise.all(crew.map((tablet) => tablet.expectSaved("Skickat")));
  const work = await bodies(finished.splice(0));
  const server = samvaro.processId!;
  const [processor, peak] = [await processorSeconds(server), await peakKib(server)];

  const first = crew[0]!;
  const last = crew[tablets - 1]!;
  const seen: number[] = [];
  for (let tap = 1; tap <= singleTaps; tap += 1) {
    await first.page.waitForTimeout(apartMs);
    const arrival = last.page.evaluate(shows, tablets * tapsEach + tap);
    const at = performance.now();
    await first.page.evaluate(tapMany, 1);
    await arrival;
    seen.push(performance.now() - at);
  }
  await Promise.all(crew.map((tablet) => tablet.expectSaved("Skickat")));
  console.log(`\n${tablets} tablets × (${tapsEach} taps + ${editsEach} edits) without a network, then online (loopback)`);
  line("until every screen is right", ms(all));
  line("bodies of all tablets, up / down", `${work.up} / ${work.down} bytes`);
  line("the server's processor time since it started, and peak memory",
    `${processor.toFixed(2)} s, ${(peak / 1024).toFixed(1)} MiB`);
  line(`a tap seen on another tablet, p50 / worst of ${singleTaps}`,
    `${ms(percentile(seen, 0.5))} / ${ms(Math.max(...seen))}`);
  const { up, down } = await bodies(finished);
  line("… bodies a tap, up / down to all", `${Math.round(up / singleTaps)} / ${Math.round(down / singleTaps)} bytes`);
});
