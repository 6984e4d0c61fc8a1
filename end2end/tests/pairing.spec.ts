// How a browser becomes the tablet of a place.

import { totalmem } from "node:os";
import { chromium } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { ordinaryWindows, privateWindow } from "../ordinary-window.ts";
import { Tablet, comesBackWithinMs } from "../tablet.ts";
import { tell } from "../told.ts";

const privateHeading = "Det här ser ut som ett privat fönster";
/** A fifth of it is eight GiB: twice what a page may have there. */
const privateUpToBytes = 40 * 2 ** 30;
/** From about version 154 Chromium hides in a private window that its room is a share of the memory. */
const tellsPrivateRoom = "--disable-features=IncognitoStaticStorageQuota";

test("the link pairs, and what it carried leaves the address bar", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await expect(page.getByRole("link", { name: "Hatten" })).toBeVisible();
  expect(page.url()).not.toContain("kod=");
  await page.reload();
  await tablet.expectDay();
});

test("the code pairs, however it is typed", async ({ page, samvaro }) => {
  const tablet = new Tablet(page);
  const code = await samvaro.pairingCode(hatten);
  await page.goto("/personal");
  await page.getByLabel("Kod", { exact: true }).fill(code.toLowerCase().replace("-", " "));
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await tablet.expectDay();
  await expect(page.getByRole("link", { name: "Hatten" })).toBeVisible();
});

test("a wrong code and a text that is no code are each told how to be mended", async ({ page, samvaro }) => {
  const right = await samvaro.pairingCode(hatten);
  const wrong = right.startsWith("B") ? right.replace("B", "C") : `B${right.slice(1)}`;
  await page.goto("/personal");
  const field = page.getByLabel("Kod", { exact: true });
  const pair = page.getByRole("button", { name: "Para ihop plattan" });
  await field.fill("hej");
  await pair.click();
  await expect(page.getByRole("alert")).toContainText("Koden är åtta bokstäver");
  await field.fill(wrong);
  await pair.click();
  await expect(page.getByRole("alert")).toContainText("Koden stämmer inte eller är för gammal");
  await field.fill(right);
  await pair.click();
  await new Tablet(page).expectDay();
});

test("a code works once", async ({ page, samvaro, profile }) => {
  const link = await samvaro.pairingLink(hatten);
  await page.goto(link);
  await new Tablet(page).expectDay();
  const second = await (await profile()).open();
  await second.goto(link);
  await expect(second.getByRole("alert")).toContainText("Koden stämmer inte eller är för gammal");
});

test("without a network pairing says that it needs one, and works when it is back", async ({
  page,
  samvaro,
}) => {
  const code = await samvaro.pairingCode(hatten);
  await page.goto("/personal");
  await expect(page.getByRole("heading", { name: "Koppla plattan" })).toBeVisible();
  await samvaro.stop();
  await page.getByLabel("Kod", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await expect(page.getByRole("alert")).toContainText("Vi når inte nätet");
  await samvaro.start();
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await new Tablet(page).expectDay();
});

test("a browser that keeps nothing refuses to be a tablet, says why, and leaves the code", async ({
  page,
  samvaro,
  browser,
}) => {
  const link = await samvaro.pairingLink(hatten);
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("The user denied permission to access the database.", "SecurityError");
    };
    Object.defineProperty(IDBFactory.prototype, "open", { value: refuse });
  });
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Plattan kan inte spara" })).toBeVisible();
  await expect(page.getByText("privat fönster")).toBeVisible();

  const context = await browser.newContext();
  await ordinaryWindows(context);
  const ordinary = await context.newPage();
  await ordinary.goto(link);
  await new Tablet(ordinary).expectDay();
  await context.close();
});

test("B03: a private window refuses to be a tablet and says why; its link works in an ordinary window", async ({
  samvaro,
  profile,
  launchOptions,
}) => {
  // A larger memory's share is as large as what an ordinary window is told.
  if (totalmem() > privateUpToBytes) return tell("a private window was not tried: this machine has too much memory");
  const link = await samvaro.pairingLink(hatten);
  const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions.args ?? []), tellsPrivateRoom] });
  const forgetful = await browser.newPage();
  await forgetful.goto(link);
  await expect(forgetful.getByRole("heading", { name: privateHeading })).toBeVisible();
  await expect(forgetful.getByText("försvinner när fönstret stängs")).toBeVisible();
  await browser.close();

  const ordinary = await (await profile()).open();
  await ordinary.goto(link);
  await new Tablet(ordinary).expectDay();
});

test("B03: a code that is typed in a private window is not used up", async ({ page, samvaro }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await privateWindow(page);
  await page.goto("/personal");
  await page.getByLabel("Kod", { exact: true }).fill(await samvaro.pairingCode(hatten));
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await expect(page.getByRole("heading", { name: privateHeading })).toBeVisible();
  expect(requests).not.toContain("/api/v1/pair");
});

test("B03: a tablet that was paired before keeps its day in a private window, and says that it is one", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await privateWindow(page);
  await page.goto("/personal/koppla");
  await page.getByLabel("Kod", { exact: true }).fill(await samvaro.pairingCode(hatten));
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await expect(page.getByRole("alert")).toContainText("försvinner när fönstret stängs");
  await page.goto("/personal/plattan");
  const saves = page.getByRole("listitem").filter({ has: page.getByText("Plattan sparar", { exact: true }) });
  await expect(saves).toContainText("Stäng privata fönster.");
  await tablet.day();
});

test("what an unpaired tablet counted is sent when it is paired again, once", async ({ page, context, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectSaved("Skickat");
  await context.clearCookies();
  await tablet.tap(3);
  await expect(tablet.network).toContainText("Plattan är inte kopplad", { timeout: comesBackWithinMs });

  await page.goto(await samvaro.pairingLink(hatten));
  await tablet.expectDay();
  await tablet.count(openHouse);
  await tablet.expectSaved("Skickat");
  await tablet.expectTotal(5);
});

test("a tablet that is paired once more shows the day at once", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.goto("/personal/koppla");
  await page.getByLabel("Kod", { exact: true }).fill(await samvaro.pairingCode(hatten));
  await page.getByRole("button", { name: "Para ihop plattan" }).click();
  await tablet.expectDay();
  expect(new URL(page.url()).pathname).toBe("/personal");
});
