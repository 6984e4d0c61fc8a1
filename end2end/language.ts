// The other language, as it is chosen on a device, and what Swedish is left on a screen.

import { expect, type Page } from "@playwright/test";
import { makeRoom } from "./full-device.ts";
import { written } from "./house.ts";
import { stored } from "./leaving.ts";

/** Small words that nearly every Swedish sentence has and no English one. */
const swedish =
  /(?<![\p{L}-])(och|att|är|inte|på|för|till|som|här|det|den|ett|inget|ingen|har|kan|när|vid|alla|från)(?![\p{L}-])/iu;

/** Opens the page anew in English. */
export async function speakEnglish(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem("samvaro-sprak", "en"));
  await makeRoom(page);
  await stored(page);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** The lines in Swedish, read and only heard, without what people wrote. */
export async function swedishLines(page: Page): Promise<string[]> {
  const lines = await page.evaluate(() => {
    const named = ["aria-label", "placeholder", "title"];
    const heard = [...document.querySelectorAll(named.map((name) => `[${name}]`).join())].flatMap((element) =>
      named.map((name) => element.getAttribute(name) ?? ""),
    );
    return [document.title, ...document.body.innerText.split("\n"), ...heard];
  });
  const own = lines.map((line) => written.reduce((rest, words) => rest.replace(words, ""), line));
  return own.filter((line) => swedish.test(line));
}
