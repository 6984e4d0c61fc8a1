// What counting costs on the wire: a thousand taps of an afternoon without a network.

import type { Request } from "@playwright/test";
import { test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { line } from "../statistics.ts";
import { Tablet, comesBackWithinMs, controlled } from "../tablet.ts";

const taps = 1_000;

/**
 * Runs in the page. The clock is moved on between the taps as people come: a tap every quarter of
 * a second to every eight seconds, drawn from a fixed sequence.
 */
async function tapThroughAnAfternoon(taps: number): Promise<void> {
  const plate = document.querySelector(".plate");
  if (!plate) throw new Error("not the counting screen");
  const clock = Date.now.bind(Date);
  let ahead = 0;
  let drawn = 12_345;
  Date.now = () => clock() + ahead;
  for (let tap = 0; tap < taps; tap += 1) {
    drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648;
    ahead += 250 + (drawn % 7_750);
    plate.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    if (tap % 20 === 0) await new Promise(requestAnimationFrame);
  }
  Date.now = clock;
}

function isSync(request: Request): boolean {
  return request.url().endsWith("/api/v1/sync");
}

test("wire", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  await page.evaluate(tapThroughAnAfternoon, taps);
  await tablet.expectTotal(taps);
  await tablet.expectSaved("Sparat på plattan");
  const answered: Request[] = [];
  page.on("requestfinished", (request) => {
    if (isSync(request)) answered.push(request);
  });
  await samvaro.start();
  await tablet.expectSaved("Skickat");

  let bytes = 0;
  for (const request of answered) {
    const body = request.postDataBuffer();
    const isPush = body !== null && request.headers()["content-encoding"] === "gzip";
    if (isPush) bytes += body.length;
  }
  console.log(`\nwire (${taps} taps without a network, then sent)`);
  line("request bodies, compressed", `${bytes} bytes`);
  line("a tap", `${(bytes / taps).toFixed(2)} bytes`);
});

test("reconnect", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await controlled(page);
  await samvaro.stop();
  await tablet.expectOffline();
  const finished = page.waitForEvent("requestfinished", { predicate: isSync, timeout: comesBackWithinMs });
  await samvaro.start();
  const { requestBodySize, requestHeadersSize, responseBodySize, responseHeadersSize } = await (await finished).sizes();
  console.log("\nreconnect with nothing to do");
  line("bodies, up / down", `${requestBodySize} / ${responseBodySize} bytes`);
  line("with HTTP/1.1 headers, up / down",
    `${requestBodySize + requestHeadersSize} / ${responseBodySize + responseHeadersSize} bytes`);
});
