// "Klar att använda": what a tablet finds out about itself, and what a coordinator reads off.

import type { Page } from "@playwright/test";
import { Coordinator } from "../coordinator.ts";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { lookAgain } from "../people.ts";
import { poison } from "../poison.ts";
import type { Profile } from "../profile.ts";
import type { Samvaro } from "../samvaro.ts";
import { Tablet, onTablet } from "../tablet.ts";

const dayMs = 24 * 60 * 60 * 1_000;
const phone = { width: 390, height: 844 };
/** What can be pressed, and an edge above and below. */
const lineMaxPx = 56;
const promised = "Webbläsaren har lovat att behålla det som sparas här.";
const notPromised = "Webbläsaren har inte lovat att behålla det som sparas.";

/** Runs before the page's own scripts: a screen that can be kept lit, and a browser that promises to
    keep what is stored, or does not, until it is told otherwise. */
function browserThat(promises: boolean): void {
  const mood = { promises };
  Object.assign(window, { mood });
  StorageManager.prototype.persist = async () => mood.promises;
  StorageManager.prototype.persisted = async () => mood.promises;
  WakeLock.prototype.request = async () => ({ release: async () => {} }) as WakeLockSentinel;
}

/** A step of the check. */
function step(page: Page, name: string) {
  return page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
}

async function openCheck(page: Page, samvaro: Samvaro, promises: boolean): Promise<Tablet> {
  await page.addInitScript(browserThat, promises);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.goto("/personal/plattan");
  for (const name of ["Plattan sparar", "Allt kommer fram", "Klockan går rätt", "Samvaro öppnas utan nät"]) {
    await expect(step(page, name)).toContainText("Ja");
  }
  await expect(step(page, "Skärmen kan hållas tänd")).toContainText("Ja");
  return tablet;
}

/** The network goes and comes back, which only time can show. */
async function networkComesBack(tablet: Tablet, samvaro: Samvaro): Promise<void> {
  const network = step(tablet.page, "Nätet har varit borta och kommit tillbaka");
  await expect(network).toContainText("Slå av wifi");
  await samvaro.stop();
  await tablet.page.evaluate(() => dispatchEvent(new Event("online")));
  await tablet.expectOffline();
  await expect(step(tablet.page, "Allt kommer fram")).toContainText("Ge plattan nät");
  await samvaro.start();
  await lookAgain(tablet);
  await expect(network).toContainText("Ja");
}

/** A change that the server does not know. */
async function needsHelp(tablet: Tablet, samvaro: Samvaro): Promise<void> {
  await tablet.count(openHouse);
  await samvaro.stop();
  await tablet.tap();
  await tablet.expectSaved(onTablet);
  await poison(tablet.page, 0);
  await tablet.page.reload();
  await samvaro.start();
  await tablet.done();
}

/** What a coordinator reads of the tablet, once the server has been told what it lacks. */
async function readOff(tablet: Tablet, lacks: string[], profile: Profile, samvaro: Samvaro) {
  const told = () =>
    tablet.page.evaluate(() => {
      const { ready } = JSON.parse(localStorage.getItem("samvaro-rapport") ?? "{}");
      return ready && (ready.lacks ?? []);
    });
  await expect.poll(told).toEqual(lacks);
  const desk = await Coordinator.signedIn(await profile.open(), samvaro);
  await desk.page.goto("/samordning/plattor");
  const row = desk.page.getByRole("listitem").filter({ hasText: "Hatten" });
  await expect(row).toContainText("Version");
  return row;
}

test("a tablet that has everything says so, and the coordinator reads it off", async ({ page, profile, samvaro }) => {
  const tablet = await openCheck(page, samvaro, true);
  await expect(step(page, "Det sparade får ligga kvar")).toContainText("Ja");
  await expect(page.getByText(promised)).toBeVisible();
  await expect(page.getByRole("button", { name: "Fråga webbläsaren igen" })).toHaveCount(0);
  await networkComesBack(tablet, samvaro);
  await expect(page.getByText("Ja. Plattan är klar att använda.")).toBeVisible();
  const row = await readOff(tablet, [], await profile(), samvaro);
  await expect(row.getByText("Klar att använda.", { exact: true })).toBeVisible();
});

test("a browser that has not promised to keep what is stored is named, and can be asked again", async ({
  page,
  profile,
  samvaro,
}) => {
  const tablet = await openCheck(page, samvaro, false);
  await expect(page.getByText(notPromised)).toBeVisible();
  await expect(step(page, "Det sparade får ligga kvar")).toContainText("Lägg Samvaro på hemskärmen");
  await networkComesBack(tablet, samvaro);
  await expect(page.getByText("En sak återstår. Du kan räkna under tiden.")).toBeVisible();
  const row = await readOff(tablet, ["persisted"], await profile(), samvaro);
  await expect(row.getByText("Återstår: löfte om att behålla det sparade.", { exact: true })).toBeVisible();

  const again = page.getByRole("button", { name: "Fråga webbläsaren igen" });
  await again.click();
  await expect(page.getByText(notPromised)).toBeVisible();
  await page.evaluate(() => {
    (window as unknown as { mood: { promises: boolean } }).mood.promises = true;
  });
  await again.click();
  await expect(page.getByText(promised)).toBeVisible();
  await expect(again).toHaveCount(0);
  await expect(page.getByText("Ja. Plattan är klar att använda.")).toBeVisible();
});

const line = "Ny platta: se om den är klar";

test("the day leads a new tablet to its check, and says no more of it once that was made", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.setViewportSize(phone);
  await page.getByRole("link", { name: line }).click();
  // It stands below much else.
  await expect(page.getByRole("heading", { name: "Klar att använda?" })).toBeInViewport();
  await expect(page.getByText(/återstår\. Du kan räkna under tiden\.$/)).toBeVisible();
  await tablet.toDay();
  await expect(tablet.duty(openHouse)).toBeVisible();
  await expect(page.getByText(line)).toHaveCount(0);
});

test("a check that is left for later is asked for again the next day", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.getByRole("button", { name: "Senare" }).click();
  await expect(page.getByText(line)).toHaveCount(0);
  await page.reload();
  await expect(tablet.duty(openHouse)).toBeVisible();
  await expect(page.getByText(line)).toHaveCount(0);
  await page.clock.setFixedTime(new Date(Date.now() + dayMs));
  await tablet.day();
  await expect(page.getByRole("link", { name: line })).toBeVisible();
});

test("the line takes little of a phone, and makes way for what is more important", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.setViewportSize(phone);
  const asks = page.getByRole("link", { name: line });
  const banner = page.locator(".banner").filter({ has: asks });
  expect((await banner.boundingBox())?.height).toBeLessThanOrEqual(lineMaxPx);
  await needsHelp(tablet, samvaro);
  await expect(page.getByText("En ändring behöver hjälp.")).toBeVisible();
  await expect(asks).toHaveCount(0);
});
