// The other language: chosen on a device, spoken on every screen of it from then on.

import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { speakEnglish } from "../language.ts";
import { Tablet } from "../tablet.ts";

test("whoever chooses English is spoken to in English, without a network too, until they choose Swedish", async ({
  page,
  samvaro,
}) => {
  await page.goto("/personal");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByLabel("Code", { exact: true }).fill(await samvaro.pairingCode(hatten));
  await page.getByRole("button", { name: "Link the tablet" }).click();
  await expect(page.getByRole("navigation", { name: "Day" })).toBeVisible();
  await page.goto("/personal/plattan");
  await expect(page.getByText("Everything is sent").first()).toBeVisible();
  await samvaro.stop();
  await page.reload();
  await expect(page.getByText("No network").first()).toBeVisible();
  await page.getByRole("button", { name: "Svenska" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await new Tablet(page).day();
});

test("a number that was counted in Swedish is the same in English, and so is what waits", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  await tablet.tap(3);
  await tablet.expectUnsent(3);
  await speakEnglish(page);
  await tablet.expectTotal(3);
  await expect(tablet.network).toContainText("3 not sent");
});

test("the desk says in English why the server refuses", async ({ page }) => {
  await page.goto("/samordning");
  await speakEnglish(page);
  await page.getByLabel("Email").fill("ingen@example.se");
  await page.getByLabel("Password").fill("this is nobody's password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("The email address or the password is wrong.");
});

test("the page for emergencies is read aloud in the language that it speaks", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("samvaro-sprak", "en"));
  await page.route(/\/pkg\/staff\..*\.js$/, (route) => route.abort());
  await page.goto("/personal");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Samvaro could not be opened");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
