// A tablet whose profile was copied: two of them write under the same numbers.

import { cp } from "node:fs/promises";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

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
