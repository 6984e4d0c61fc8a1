// The browser is killed while somebody counts, again and again on one profile. What the screen
// called saved must be there at every next start. Every other time the server is gone, so that nothing
// but the tablet's own store can know it; in between it answers, and the answers are stored meanwhile.

import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";
import { tell } from "../told.ts";

const kills = process.env.SAMVARO_LONG ? 1_000 : 8;
const tapsMax = 4;

test("what a tablet calls saved survives that its browser is killed", async ({ profile, samvaro }) => {
  const device = await profile();
  await Tablet.paired(await device.open(), samvaro, hatten);
  await device.close();

  let saved = 0;
  let tapped = 0;
  for (let kill = 0; kill <= kills; kill += 1) {
    const alone = kill % 2 === 0;
    await (alone ? samvaro.stop() : samvaro.start());
    const tablet = new Tablet(await device.open());
    await tablet.day();
    await tablet.count(openHouse);
    await expect(tablet.saved).not.toHaveText("Sparar …");
    const found = await tablet.readTotal();
    // A tap that was on its way when the browser died may be there or not.
    expect(found, `after kill ${kill}`).toBeGreaterThanOrEqual(saved);
    expect(found, `after kill ${kill}`).toBeLessThanOrEqual(tapped);
    const taps = 1 + Math.floor(Math.random() * tapsMax);
    await tablet.tap(taps);
    await tablet.expectTotal(found + taps);
    await tablet.expectSaved(alone ? onTablet : sent);
    saved = found + taps;
    // And more, that nobody waits for.
    const more = Math.floor(Math.random() * tapsMax);
    tapped = saved + more;
    await Promise.all([tablet.tap(more).catch(() => {}), device.kill()]);
  }
  // Everything is at the server, and nothing twice.
  await samvaro.stop();
  await samvaro.start();
  const tablet = new Tablet(await device.open());
  await tablet.day();
  await tablet.count(openHouse);
  await tablet.expectSaved(sent);
  const total = await tablet.readTotal();
  expect(total).toBeGreaterThanOrEqual(saved);
  expect(total).toBeLessThanOrEqual(tapped);
  const witness = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await witness.count(openHouse);
  await witness.expectTotal(total);
  tell(`browser kills: ${kills}, taps called saved: ${saved}, lost: 0`);
});
