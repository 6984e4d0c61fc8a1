// A device without room. The switch is the page's `window.full`.

import type { Page } from "@playwright/test";

/** Runs in the page: every transaction that writes is refused, as the browser does it. */
export function runOutOfRoom(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const full = (window as { full?: boolean }).full;
    if (full && mode === "readwrite") throw new DOMException("The disk is full.", "QuotaExceededError");
    return transaction.call(this, stores, mode, options);
  };
}

/** Somebody makes room; nothing happens on a device that has some. */
export async function makeRoom(page: Page): Promise<void> {
  await page.evaluate(() => void Object.assign(window, { full: false }));
}
