// Who is at a tablet, what they leave for each other, and the curtain before their names.

import { expect, type Locator, type Page } from "@playwright/test";
import { go } from "./leaving.ts";
import { Tablet } from "./tablet.ts";

/** The link or the button at the top of every screen of a tablet. */
export function chip(page: Page, name: string): Locator {
  return page.getByRole("banner").getByText(name, { exact: true });
}

/** Puts somebody on the list; they are at the tablet from then on. */
export async function join(page: Page, name: string): Promise<void> {
  await go(page, "/personal/vem");
  await page.getByLabel("Namn eller initialer").fill(name);
  await page.getByRole("button", { name: "Lägg till" }).click();
  await expect(chip(page, `Du är: ${name}`)).toBeVisible();
}

/** Leaves a line for the next shift. */
export async function write(page: Page, words: string, question = false): Promise<void> {
  await go(page, "/personal/overlamning");
  await page.getByLabel("Till nästa pass").fill(words);
  if (question) await page.getByLabel("Det är en fråga").check();
  await page.getByRole("button", { name: "Spara raden" }).click();
  await expect(line(page, words)).toBeVisible();
}

/** A line that somebody left. */
export function line(page: Page, words: string): Locator {
  return page.getByRole("listitem").filter({ hasText: words });
}

/** Gives the place a PIN. */
export async function setPin(page: Page, digits: string): Promise<void> {
  await go(page, "/personal/plattan");
  await page.getByLabel("Ny pinkod").fill(digits);
  await page.getByLabel("Samma kod igen").fill(digits);
  await page.getByRole("button", { name: "Spara pinkoden" }).click();
  await expect(page.getByText("Pinkoden är sparad.")).toBeVisible();
}

export async function hideNames(page: Page): Promise<void> {
  await go(page, "/personal/vem");
  await page.getByRole("button", { name: "Dölj namn nu" }).click();
}

export async function tryPin(page: Page, digits: string): Promise<void> {
  await page.getByLabel("Platsens pinkod").fill(digits);
  await page.getByRole("button", { name: "Visa namn" }).click();
}

/** Everything that a page of the site can read of what is kept in the browser, as one text. */
export function keptInBrowser(page: Page): Promise<string> {
  return page.evaluate(async () => {
    let kept = JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie;
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? "");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const asked = database.transaction(store).objectStore(store).getAll();
        kept += await new Promise((resolve) => (asked.onsuccess = () => resolve(JSON.stringify(asked.result))));
      }
      database.close();
    }
    return kept;
  });
}

/** The network is back: the tablet looks at once, and not only when its pause is over. */
export async function lookAgain(tablet: Tablet): Promise<void> {
  await tablet.page.evaluate(() => dispatchEvent(new Event("online")));
  await tablet.expectAllSent();
}
