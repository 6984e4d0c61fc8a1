// Pages that are left before what a person did there is stored.
//
// A page asks then. A test that leaves all the same may find less than it did: on a disk that is idle
// once in a thousand times, so it is looked at after every test whether one was asked.

import type { BrowserContext, Page } from "@playwright/test";

/** Paths of the pages that asked, since somebody last looked. One test runs at a time. */
const asked: string[] = [];
const watched = new WeakSet<BrowserContext>();

/** From now on every page of the context is left as it would be without this, and remembered. */
export function watchLeaving(context: BrowserContext): void {
  if (watched.has(context)) return;
  watched.add(context);
  context.on("dialog", async (dialog) => {
    if (dialog.type() !== "beforeunload") return dialog.dismiss();
    asked.push(new URL(dialog.page()?.url() ?? "about:blank").pathname);
    await dialog.accept();
  });
}

/** Waits until the page would let a person go without a question. */
export async function stored(page: Page): Promise<void> {
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

/** Opens an address instead of the page, not before what was done there is stored. */
export async function go(page: Page, address: string): Promise<void> {
  await stored(page);
  await page.goto(address);
}

/** Which pages asked; whoever looks begins anew. */
export function leftTooSoon(): string[] {
  return asked.splice(0);
}
