// A new version arrives while people count.

import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { NewBuild } from "../new-build.ts";
import { Tablet, sent } from "../tablet.ts";

function sheets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.styleSheets].map((sheet) => new URL(sheet.href ?? location.href).pathname),
  );
}

/** What a browser does by itself at least once a day. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
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
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.waiting);

  // The old version goes on, with its own files, and the half-written number stands.
  await expect(page.getByRole("textbox", { name: "Antal" })).toHaveValue("12");
  await page.getByRole("button", { name: "Spara 12" }).click();
  await tablet.expectTotal(12);
  expect(await sheets(page)).toEqual([build.earlierSheet]);
  expect((await page.request.get(build.earlierSheet)).status()).toBe(200);

  await tablet.done();
  await expect(page.getByText("Det finns en ny version.")).toBeVisible();
  await page.getByRole("button", { name: "Uppdatera" }).click();
  await expect.poll(() => sheets(page).catch(() => [])).toEqual([build.sheet]);
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
  await expect.poll(() => sheets(page)).toEqual([build.sheet]);
  await build.remove();
});
