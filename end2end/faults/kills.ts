// The browser is killed while somebody counts, again and again on one profile. What the screen
// called saved must be there at every next start. The server is gone all the while, so that nothing
// but the tablet's own store can know it.

import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet, onTablet } from "../tablet.ts";

const kills = process.env.SAMVARO_LONG ? 1_000 : 8;
const tapsMax = 4;

test("what a tablet calls saved survives that its browser is killed", async ({ profile, samvaro }) => {
  const device = await profile();
  await Tablet.paired(await device.open(), samvaro, hatten);
  await device.close();
  await samvaro.stop();

  let saved = 0;
  let tapped = 0;
  for (let kill = 0; kill <= kills; kill += 1) {
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
    await tablet.expectSaved(onTablet);
    saved = found + taps;
    // And more, that nobody waits for.
    const more = Math.floor(Math.random() * tapsMax);
    tapped = saved + more;
    await Promise.all([tablet.tap(more).catch(() => {}), device.kill()]);
  }
  console.log(`browser kills: ${kills}, taps called saved: ${saved}, lost: 0`);
});
