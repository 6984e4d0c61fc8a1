// Each device keeps the apps that it uses, and fetches no other.

import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse, gym } from "../house.ts";
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
  for (const address of [...kept, ...fetched]) expect(address).not.toMatch(/^\/pkg\/(staff|editor|coordinator)\./);
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

test("what is seldom opened on a tablet is there without a network, though it never was opened", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await expect.poll(() => keptAddresses(page)).toContain("/skal/program");
  await samvaro.kill();
  await tablet.network.click();
  await expect(tablet.heading).toHaveText("Plattan");
  await page.getByRole("link", { name: "Programmet" }).click();
  await expect(tablet.heading).toHaveText("Programmet");
  for (const name of [gym, openHouse]) {
    await expect(page.getByRole("link", { name: new RegExp(`^${name}`) })).toBeVisible();
  }
  await page.getByRole("link", { name: "Till dagen" }).click();
  await tablet.expectDay();
  await page.goBack();
  await expect(tablet.heading).toHaveText("Programmet");
});

test("a tap is stored before a link to the tablet's other pages takes it away", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.kill();
  await tablet.expectOffline();
  for (let visit = 1; visit <= 10; visit += 1) {
    // The same task: nothing can be stored between the tap and the link.
    await page.evaluate(() => {
      const plate = document.querySelector(".plate");
      plate?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
      document.querySelector<HTMLElement>(".sync-state")?.click();
    });
    await expect(tablet.heading).toHaveText("Plattan");
    await tablet.day();
    await tablet.count(openHouse);
    await tablet.expectTotal(visit);
  }
});
