// Two thumbs on a screen: real touches, of which the second comes down before the first is up.

import type { Locator, Page } from "@playwright/test";

type Point = { id: number; x: number; y: number };

/** A point within a target, as parts of its width and height. */
async function pointOn(target: Locator, id: number, part: number): Promise<Point> {
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} is not on the screen`);
  return { id, x: box.x + box.width * part, y: box.y + box.height / 2 };
}

/** So many touches, in turn on one target and the other; on one target, left and right. */
export async function takeTurns(page: Page, left: Locator, right: Locator, touches: number): Promise<void> {
  const same = String(left) === String(right);
  const thumbs = [await pointOn(left, 0, same ? 0.25 : 0.5), await pointOn(right, 1, same ? 0.75 : 0.5)];
  const hands = await page.context().newCDPSession(page);
  await hands.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Point[]) =>
    hands.send("Input.dispatchTouchEvent", { type, touchPoints });
  const slid = thumbs.map((thumb) => ({ ...thumb, y: thumb.y + slideByPx }));
  for (let touched = 0; touched < touches; touched += 2) {
    await touch("touchStart", [thumbs[0]!]);
    await touch("touchStart", thumbs);
    // A thumb in a hurry slides; that neither scrolls nor takes the visitor back.
    await touch("touchMove", slid);
    await touch("touchEnd", [slid[1]!]);
    await touch("touchEnd", []);
  }
}

const slideByPx = 24;
