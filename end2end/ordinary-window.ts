// What a window says of its room.

import type { BrowserContext, Page } from "@playwright/test";

const gib = 2 ** 30;

/** What Chromium says of an ordinary window. */
const ordinary = { room: 10 * gib };

/** What Chromium 148 says of a private one on a device with 24 GiB of memory. */
const forgetful = { room: 4 * gib, memory: 4 * gib };

/** Runs in the page. Nobody says in which order such scripts run: the smallest room is told. */
function say({ room, memory }: { room: number; memory?: number }): void {
  // Not even a page's first, empty document has one, nor a site without encryption.
  const storage = globalThis.StorageManager?.prototype as { room?: number } & StorageManager;
  if (!storage) return;
  // Clocks that stand still replace all that tells time, and forget that it tells of memory too.
  if (memory) Object.defineProperty(performance, "memory", { value: { jsHeapSizeLimit: memory } });
  storage.room = Math.min(storage.room ?? room, room);
  const { estimate } = storage;
  storage.estimate = async function () {
    const { usage = 0, ...rest } = await estimate.call(this);
    return { ...rest, usage, quota: usage + (storage.room ?? room) };
  };
}

/**
 * Lets the windows of a context say that they are ordinary. Playwright's contexts are private
 * windows, in which no tablet may be paired. DevTools' own quota for an origin
 * (Storage.overrideQuotaForOrigin) does not reach what the page is told.
 */
export async function ordinaryWindows(context: BrowserContext): Promise<void> {
  await context.addInitScript(say, ordinary);
}

/** Lets the page say that its window is private, on whatever machine and in whatever version. */
export async function privateWindow(page: Page): Promise<void> {
  await page.addInitScript(say, forgetful);
}
