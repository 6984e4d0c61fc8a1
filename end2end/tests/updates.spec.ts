// A new version arrives while people count.

import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { NewBuild, lookForUpdate } from "../new-build.ts";
import { Tablet, sent } from "../tablet.ts";

function sheets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.styleSheets].map((sheet) => new URL(sheet.href ?? location.href).pathname),
  );
}

/** Until this version is the one that waits: an earlier one may have waited already. */
async function waits(page: Page, build: NewBuild): Promise<void> {
  const looks = () =>
    page.evaluate(async (name) => {
      const registration = await navigator.serviceWorker.getRegistration();
      const kept = await caches.has(`samvaro-${name}`);
      return kept && Boolean(registration?.waiting) && !registration?.installing;
    }, build.name);
  await expect.poll(looks).toBe(true);
}

test("a new version waits, is offered, and takes nothing half-written away", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await page.getByRole("button", { name: /^Skriv\s*antal$/ }).click();
  await page.getByRole("textbox", { name: "Antal" }).fill("12");

  const build = await NewBuild.after(samvaro.site);
  samvaro.site = build.folder;
  await samvaro.restart();
  await lookForUpdate(page);
  await waits(page, build);

  // The old version goes on, with its own files, and the half-written number stands.
  await expect(page.getByRole("textbox", { name: "Antal" })).toHaveValue("12");
  await page.getByRole("button", { name: "Spara 12" }).click();
  await tablet.expectTotal(12);
  expect(await sheets(page)).toEqual([build.earlier.css]);
  expect((await page.request.get(build.earlier.css)).status()).toBe(200);

  await tablet.done();
  await expect(page.getByText("Det finns en ny version.")).toBeVisible();
  await page.getByRole("button", { name: "Uppdatera" }).click();
  await expect.poll(() => sheets(page).catch(() => [])).toEqual([build.own.css]);
  await tablet.expectDay();
  await expect(tablet.duty(openHouse)).toContainText("12");
  await expect(page.getByText("Det finns en ny version.")).toHaveCount(0);
  await build.remove();
});

test("later is an answer, and the new version comes with the next start", async ({ profile, samvaro }) => {
  const device = await profile();
  const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
  const build = await NewBuild.after(samvaro.site);
  samvaro.site = build.folder;
  await samvaro.restart();
  await lookForUpdate(tablet.page);
  await expect(tablet.page.getByText("Det finns en ny version.")).toBeVisible();
  await tablet.page.getByRole("button", { name: "Senare" }).click();
  await expect(tablet.page.getByText("Det finns en ny version.")).toHaveCount(0);
  await device.close();

  // With no window left, the waiting version takes over, and it opens without the server.
  await samvaro.kill();
  const page = await device.open();
  const again = new Tablet(page);
  await again.day();
  await expect.poll(() => sheets(page)).toEqual([build.own.css]);
  await build.remove();
});

/** The addresses of what this page runs. */
function running(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    return [...new Set(loaded)].filter((path) => /^\/pkg\/(staff|samvaro)\./.test(path)).sort();
  });
}

function files(of: Record<string, string>): string[] {
  return Object.values(of).sort();
}

for (const torn of ["js", "wasm"] as const) {
  test(`B13: a new build whose ${torn} is still the old one's is not taken, and the old one goes on whole`, async ({
    page,
    samvaro,
  }) => {
    const tablet = await Tablet.paired(page, samvaro, hatten);
    const build = await NewBuild.after(samvaro.site, torn);
    samvaro.site = build.folder;
    await samvaro.restart();
    const outcome = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const found = new Promise<ServiceWorker | null>((tell) =>
        registration?.addEventListener("updatefound", () => tell(registration.installing), { once: true }),
      );
      await registration?.update().catch(() => {});
      const installing = await found;
      return new Promise((tell) => {
        const look = () => installing?.state !== "installing" && tell(installing?.state);
        installing?.addEventListener("statechange", look);
        look();
      });
    });
    expect(outcome).toBe("redundant");
    await samvaro.stop();
    await tablet.day();
    expect(await running(page)).toEqual(files(build.earlier));
    await build.remove();
  });
}

test("B13: a build that is deployed between two requests of a page gives it the rest of its own", async ({
  browser,
  samvaro,
}) => {
  const build = await NewBuild.after(samvaro.site);
  const context = await browser.newContext({ baseURL: samvaro.url, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.route(`**${build.earlier.wasm}`, async (route) => {
    samvaro.site = build.folder;
    await samvaro.restart();
    await route.continue();
  });
  await page.goto("/personal");
  await expect(page.getByRole("heading", { name: "Koppla plattan" })).toBeVisible();
  expect(await running(page)).toEqual(files(build.earlier));
  await page.unroute(`**${build.earlier.wasm}`);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Koppla plattan" })).toBeVisible();
  expect(await running(page)).toEqual(files(build.own));
  await context.close();
  await build.remove();
});

const deployments = process.env.SAMVARO_LONG ? 40 : 4;
const momentsEach = 5;

test(`B12: an update at any of ${deployments * momentsEach} moments takes no character of a half-written number`, async ({
  page,
  samvaro,
}) => {
  test.setTimeout(60_000 + deployments * 10_000);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  const field = page.getByRole("textbox", { name: "Antal" });
  let expected = 0;
  const builds: NewBuild[] = [];
  for (let deployment = 0; deployment < deployments; deployment += 1) {
    await page.getByRole("button", { name: /^Skriv\s*antal$/ }).click();
    await field.fill("");
    const press = async (key: string, written: string) => {
      await field.press(key);
      await expect(field).toHaveValue(written);
    };
    const last = String(1 + (deployment % 9));
    const build = await NewBuild.after(samvaro.site);
    builds.push(build);
    samvaro.site = build.folder;
    await press("1", "1");
    const restarted = samvaro.restart();
    await press("2", "12");
    await restarted;
    await press("3", "123");
    const looked = lookForUpdate(page);
    await press("Backspace", "12");
    await looked;
    await waits(page, build);
    await press(last, `12${last}`);
    expected = Number(`12${last}`);
    await page.getByRole("button", { name: `Spara ${expected}` }).click();
    await tablet.expectTotal(expected);
  }
  // Taken, at last, and nothing typed is gone.
  await tablet.done();
  await page.getByRole("button", { name: "Uppdatera" }).click();
  await expect.poll(() => running(page).catch(() => [])).toEqual(files(builds.at(-1)?.own ?? {}));
  await tablet.count(openHouse);
  await tablet.expectTotal(expected);
  for (const build of builds) await build.remove();
});
