// A tablet that has nothing yet: from the pairing link to today, complete, with a year behind it.

import type { Page, Request } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { ordinaryWindows } from "../ordinary-window.ts";
import { countYear, place } from "../place-year.ts";
import { line, ms, percentile } from "../statistics.ts";
import { Tablet } from "../tablet.ts";
import { linkAway } from "../throttle.ts";

const runs = 5;

/** Runs in the page before anything else: notes when the day is there and all is read. */
function noteComplete(): void {
  const look = () => {
    const shown = document.querySelector('a[href^="/personal/rakna/"]');
    const all = document.querySelector(".sync-state")?.textContent?.includes("Allt är framme");
    if (!shown || !all) return;
    watch.disconnect();
    requestAnimationFrame(() => Object.assign(window, { completeAt: performance.now() }));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, characterData: true });
}

type Traffic = { pages: number; pageBytes: number; syncs: number; syncBytes: number; otherBytes: number };

function listen(page: Page): { traffic: Traffic; settled: () => Promise<unknown> } {
  const traffic = { pages: 0, pageBytes: 0, syncs: 0, syncBytes: 0, otherBytes: 0 };
  const sizes: Promise<void>[] = [];
  const add = async (request: Request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/api/v1/pages/")) {
      traffic.pages += 1;
      traffic.pageBytes += responseBodySize + responseHeadersSize;
    } else if (path === "/api/v1/sync") {
      traffic.syncs += 1;
      traffic.syncBytes += responseBodySize + responseHeadersSize;
    } else traffic.otherBytes += responseBodySize + responseHeadersSize;
  };
  page.on("requestfinished", (request) => sizes.push(add(request)));
  return { traffic, settled: () => Promise.all(sizes) };
}

test.use({ seed: "empty" });

test("first sync of a place-year", async ({ browser, samvaro }) => {
  const { occurrences, taps } = await countYear(samvaro);
  await samvaro.restart();
  const times: number[] = [];
  console.log(`\nfirst sync: ${occurrences} occurrences, ${taps} taps of three tablets, link 40 ms away, 10 Mbit/s`);
  for (let run = 0; run < runs; run += 1) {
    const context = await browser.newContext({ baseURL: samvaro.url });
    await ordinaryWindows(context);
    const page = await context.newPage();
    await page.addInitScript(noteComplete);
    await linkAway(page);
    const { traffic, settled } = listen(page);
    await page.goto(await samvaro.pairingLink(place));
    const complete = await page.waitForFunction(() => (window as unknown as { completeAt?: number }).completeAt);
    const took = Number(await complete.jsonValue());
    await settled();
    // That it was complete: the last occurrence counted today shows its number.
    const tablet = new Tablet(page);
    await page.locator('a[href^="/personal/rakna/"]').first().click();
    await expect(tablet.total).toBeVisible();
    expect(await tablet.readTotal()).toBeGreaterThan(100);
    if (run === 0) line("first tablet after a start, which the year is folded for", ms(took));
    else times.push(took);
    if (run < runs - 1) {
      await context.close();
      continue;
    }
    line(`the next ${runs - 1}, median / worst`, `${ms(percentile(times, 0.5))} / ${ms(Math.max(...times))}`);
    line("pages, requests / bytes with headers", `${traffic.pages} / ${traffic.pageBytes}`);
    line("exchanges, requests / bytes with headers", `${traffic.syncs} / ${traffic.syncBytes}`);
    line("the app itself and all else, bytes", String(traffic.otherBytes));
    await context.close();
  }
});
