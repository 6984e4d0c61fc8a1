// The minute turns under somebody's finger.

import type { Page } from "@playwright/test";
import { pressable } from "./keyboard.ts";

/** What can be pressed and is not the same thing any more when the minute has turned. */
export function replacedByTheMinute(page: Page): Promise<string[]> {
  return page.evaluate(async (pressable) => {
    const before = [...document.querySelectorAll<HTMLElement>(pressable)];
    const minuteMs = 60_000;
    const right = Date.now;
    Date.now = () => right() + minuteMs;
    // Whoever comes back to a window has the clock looked at.
    window.dispatchEvent(new Event("focus"));
    const frame = () => new Promise(requestAnimationFrame);
    await frame().then(frame);
    Date.now = right;
    return before.filter((element) => !element.isConnected).map((element) => element.outerHTML.slice(0, 120));
  }, pressable);
}
