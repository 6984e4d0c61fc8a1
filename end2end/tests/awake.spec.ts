// The screen stays lit while somebody counts, and may go dark again afterwards.

import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Tablet } from "../tablet.ts";

type Locks = { asked: number; held: number };

/** Runs before the page's own scripts: lets the browser do it, and notes what holds the screen lit. */
function noteScreenLocks(): void {
  const locks: Locks = { asked: 0, held: 0 };
  Object.assign(window, { screenLocks: locks });
  const request = WakeLock.prototype.request;
  WakeLock.prototype.request = async function (this: WakeLock, type?: WakeLockType) {
    locks.asked += 1;
    const lock = await request.call(this, type);
    locks.held += 1;
    lock.addEventListener("release", () => {
      locks.held -= 1;
    });
    return lock;
  };
}

function screenLocks(page: Page): Promise<Locks> {
  return page.evaluate(() => (window as unknown as { screenLocks: Locks }).screenLocks);
}

test("the screen stays lit while somebody counts, and may go dark when they leave", async ({
  page,
  context,
  samvaro,
}) => {
  await context.grantPermissions(["screen-wake-lock"]);
  await page.addInitScript(noteScreenLocks);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  expect(await screenLocks(page)).toEqual({ asked: 0, held: 0 });
  for (const asked of [1, 2]) {
    await tablet.count(openHouse);
    await expect.poll(() => screenLocks(page)).toEqual({ asked, held: 1 });
    await tablet.tap();
    await tablet.done();
    await expect.poll(() => screenLocks(page)).toEqual({ asked, held: 0 });
  }
});
