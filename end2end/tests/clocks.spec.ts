// Clocks that are wrong by years, that jump, and that stand in another part of the world.

import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

const yearMs = 365 * 24 * 60 * 60 * 1_000;

/** Runs in the page: its clock is off by what `setOff` says, also after a reload. */
function wrongClock(): void {
  const Right = Date;
  const off = () => Number(sessionStorage.getItem("off") ?? 0);
  class Wrong extends Right {
    constructor(...parts: [] | [number]) {
      super(...((parts.length === 0 ? [Right.now() + off()] : parts) as [number]));
    }
    static override now() {
      return Right.now() + off();
    }
  }
  globalThis.Date = Wrong as DateConstructor;
}

async function setOff(page: Page, ms: number): Promise<void> {
  await page.evaluate((ms) => sessionStorage.setItem("off", String(ms)), ms);
}

test("B10: a clock that is wrong by years, or jumps while people count, refuses nothing and moves no count", async ({
  page,
  profile,
  samvaro,
}) => {
  await page.addInitScript(wrongClock);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  let total = 0;
  for (const off of [3 * yearMs, -20 * yearMs, 60 * 60 * 1_000, 0]) {
    // In the middle of the session, with the network and without it.
    await setOff(page, off);
    await tablet.tap(2);
    total += 2;
    await tablet.expectTotal(total);
    await tablet.expectSaved(sent);
    await samvaro.stop();
    await tablet.tap();
    await tablet.expectSaved(onTablet);
    await page.reload();
    await tablet.tap();
    total += 2;
    await tablet.expectTotal(total);
    await tablet.expectSaved(onTablet);
    await samvaro.start();
    await tablet.expectSaved(sent);
  }
  // All on the occurrence that was chosen, and nothing needs help.
  await tablet.day();
  await expect(tablet.duty(openHouse)).toContainText(String(total));
  await expect(page.getByText(/behöver hjälp/)).toHaveCount(0);
  const other = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await other.count(openHouse);
  await other.expectTotal(total);
});

test.describe("a tablet that thinks it is at Kiritimati", () => {
  test.use({ timezoneId: "Pacific/Kiritimati" });

  test("B11: has the same today as Sweden, and counts on it", async ({ page, profile, samvaro }) => {
    const tablet = await Tablet.paired(page, samvaro, hatten);
    await tablet.count(openHouse);
    await tablet.tap(2);
    await tablet.expectSaved(sent);
    const atHome = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
    await expect(atHome.duty(openHouse)).toContainText("2");
    const heading = await atHome.heading.textContent();
    await tablet.done();
    await expect(tablet.heading).toHaveText(heading ?? "");
  });
});
