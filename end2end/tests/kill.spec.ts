// What is shown as saved survives that browser and server are taken away at once.

import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

test("a tap shown as saved survives that the browser is killed", async ({ profile, samvaro }) => {
  const device = await profile();
  await Tablet.paired(await device.open(), samvaro, hatten);
  await device.close();
  await samvaro.stop();

  let taps = 0;
  for (const more of [1, 12, 3]) {
    const tablet = new Tablet(await device.open());
    await tablet.day();
    await tablet.count(openHouse);
    await tablet.expectTotal(taps);
    await tablet.tap(more);
    taps += more;
    await tablet.expectTotal(taps);
    await tablet.expectSaved(onTablet);
    await device.kill();
  }

  const tablet = new Tablet(await device.open());
  await tablet.day();
  await tablet.expectUnsent(taps);
  await samvaro.start();
  await tablet.expectAllSent();
  await expect(tablet.duty(openHouse)).toContainText(String(taps));
});

test("a tap shown as sent survives that the server is killed", async ({ profile, samvaro }) => {
  const tablet = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await tablet.count(openHouse);
  let taps = 0;
  for (const more of [1, 5, 2]) {
    await tablet.tap(more);
    taps += more;
    await tablet.expectSaved(sent);
    await samvaro.kill();
    await samvaro.start();
  }
  // Another tablet knows nothing but what the server kept.
  const other = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await other.count(openHouse);
  await other.expectTotal(taps);
});

test("a server that is killed again and again while people tap counts every tap once", async ({
  profile,
  samvaro,
}) => {
  const tablet = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await tablet.count(openHouse);
  for (let round = 0; round < 5; round += 1) {
    const tapping = tablet.tap(10);
    await samvaro.kill();
    await samvaro.start();
    await tapping;
  }
  await tablet.expectTotal(50);
  await tablet.expectSaved(sent);
  const other = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await other.count(openHouse);
  await other.expectTotal(50);
});
