// A tablet whose profile was copied: two of them write under the same numbers.

import { cp } from "node:fs/promises";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

test("a tap that the tab which parts from a twin has not heard of goes along", async ({ profile, samvaro }) => {
  const [original, copy, another] = [await profile(), await profile(), await profile()];
  const tablet = await Tablet.paired(await original.open(), samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await original.close();
  await cp(original.folder, copy.folder, { recursive: true });
  const twin = new Tablet(await copy.open());
  await twin.day();
  await twin.count(openHouse);
  await twin.tap(4);
  await twin.expectSaved(sent);
  await copy.close();

  await samvaro.stop();
  const leader = new Tablet(await original.open());
  await leader.day();
  await leader.count(openHouse);
  const other = new Tablet(await leader.page.context().newPage());
  await other.page.goto(leader.page.url());
  await leader.tap();
  await leader.expectSaved(onTablet);
  await other.expectTotal(3);
  await other.page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await other.tap();
  await other.expectSaved(onTablet);
  await samvaro.start();
  await leader.expectSaved(sent);
  await leader.expectTotal(2 + 4 + 1 + 1);
  const witness = await Tablet.paired(await another.open(), samvaro, hatten);
  await witness.count(openHouse);
  await witness.expectTotal(2 + 4 + 1 + 1);
});

test("B23: a copied profile and its original both count, and the server takes every tap once", async ({
  profile,
  samvaro,
}) => {
  const [original, copy, another] = [await profile(), await profile(), await profile()];
  const tablet = await Tablet.paired(await original.open(), samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await samvaro.stop();
  await tablet.tap(3);
  await tablet.expectSaved(onTablet);
  await original.close();
  await cp(original.folder, copy.folder, { recursive: true });

  for (const [device, taps] of [
    [original, 2],
    [copy, 4],
  ] as const) {
    const one = new Tablet(await device.open());
    await one.day();
    await one.count(openHouse);
    await one.tap(taps);
    await one.expectTotal(5 + taps);
    await one.expectSaved(onTablet);
    await device.close();
  }
  await samvaro.start();
  for (const device of [original, copy]) {
    const one = new Tablet(await device.open());
    await one.day();
    await one.expectAllSent();
    await device.close();
  }
  // Once more, so that nothing that a copy still remembers beside its database comes back.
  for (const device of [original, copy]) {
    const one = new Tablet(await device.open());
    await one.day();
    await one.expectAllSent();
    await one.count(openHouse);
    await one.expectTotal(2 + 3 + 2 + 4);
    await expect(one.page.getByText(/Plattans minne/)).toHaveCount(0);
    await device.close();
  }
  const witness = await Tablet.paired(await another.open(), samvaro, hatten);
  await witness.count(openHouse);
  await witness.expectTotal(2 + 3 + 2 + 4);
});
