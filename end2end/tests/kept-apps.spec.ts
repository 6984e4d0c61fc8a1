// Each device keeps the apps that it uses, and fetches no other.

import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { controlled, Tablet } from "../tablet.ts";

async function keptAddresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });
}

test("a phone that reads programmes never fetches the tablet or the figures", async ({ page }) => {
  const fetched: string[] = [];
  page.context().on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto("/plats/hatten");
  await controlled(page);
  await page.goto("/");
  const kept = await keptAddresses(page);
  expect(kept).toContain("/skal");
  expect(kept.some((address) => address.startsWith("/pkg/public."))).toBe(true);
  for (const address of [...kept, ...fetched]) expect(address).not.toMatch(/^\/pkg\/(staff|coordinator)\./);
});

test("a tablet that was a phone first opens without a network, too", async ({ page, samvaro }) => {
  await page.goto("/plats/hatten");
  await controlled(page);
  expect(await keptAddresses(page)).not.toContain("/skal/personal");

  const tablet = await Tablet.paired(page, samvaro, "hatten");
  await expect.poll(() => keptAddresses(page)).toContain("/skal/personal");
  await samvaro.kill();
  await page.goto("/personal");
  await tablet.expectDay();
});
