// Who is at the tablet, what they leave for each other, and the curtain before the names.

import { expect } from "@playwright/test";
import { filtersAreFew, keyIsInTheDrawer, whoTakesTheAlarm } from "../house.ts";
import { hideNames, join, lookAgain, setPin, tryPin, write } from "../people.ts";
import { Tablet, comesBackWithinMs } from "../tablet.ts";
import { type Screen, type Where, otherTablet, paired, show } from "./where.ts";

const fortnightMs = 14 * 24 * 60 * 60 * 1_000;

export const peopleScreens: Screen[] = [
  { name: "who-empty", open: whoEmpty },
  { name: "who", open: who },
  { name: "who-leaving", open: whoLeaving },
  { name: "who-hidden", open: whoHidden },
  { name: "handover-empty", open: handoverEmpty },
  { name: "handover", open: handover },
  { name: "handover-offline", open: handoverOffline },
  { name: "handover-two", open: handoverTwo },
  { name: "handover-hidden", open: handoverHidden },
  { name: "day-handover", open: dayHandover },
  { name: "names-tap", open: namesTap },
  { name: "names-pin", open: namesPin },
  { name: "names-coordinator", open: namesCoordinator },
  { name: "names-fortnight", open: namesFortnight },
];

async function whoEmpty(where: Where): Promise<void> {
  await paired(where);
  await show(where.page, "/personal/vem");
}

async function who(where: Where): Promise<void> {
  await paired(where);
  await join(where.page, "K");
  await join(where.page, "Bo");
  await show(where.page, "/personal/vem");
}

async function whoLeaving(where: Where): Promise<void> {
  await who(where);
  await where.page.getByRole("button", { name: "Ta bort K" }).click();
}

async function whoHidden(where: Where): Promise<void> {
  await who(where);
  await hideNames(where.page);
  await show(where.page, "/personal/vem");
  await expect(where.page.getByRole("button", { name: "Visa namn" })).toBeVisible();
}

async function handoverEmpty(where: Where): Promise<void> {
  await paired(where);
  await show(where.page, "/personal/overlamning");
}

async function handover(where: Where): Promise<void> {
  await who(where);
  await write(where.page, filtersAreFew);
  await write(where.page, whoTakesTheAlarm, true);
  await where.page.getByLabel("Kaffe", { exact: true }).selectOption("K");
  await write(where.page, keyIsInTheDrawer);
  await where.page.getByRole("button", { name: `Läst: ${filtersAreFew}` }).click();
  await expect(where.page.getByRole("heading", { name: "Läst och klart" })).toBeVisible();
}

async function handoverOffline(where: Where): Promise<void> {
  await handover(where);
  await where.samvaro.stop();
  await where.page.evaluate(() => dispatchEvent(new Event("online")));
  await write(where.page, "Skrivet utan nät.");
  await where.page.getByRole("button", { name: "Radera: Skrivet utan nät." }).click();
}

/** Two tablets choose different people for one thing while neither hears of the other. */
async function handoverTwo(where: Where): Promise<void> {
  await who(where);
  await new Tablet(where.page).expectAllSent();
  const other = await otherTablet(where);
  const chosen = [["K", where.page], ["Bo", other.page]] as const;
  for (const [, page] of chosen) {
    await show(page, "/personal/overlamning");
    await expect(page.getByLabel("Kaffe", { exact: true })).toContainText("Bo", { timeout: comesBackWithinMs });
  }
  await where.samvaro.stop();
  for (const [name, page] of chosen) await page.getByLabel("Kaffe", { exact: true }).selectOption(name);
  await where.samvaro.start();
  for (const [, page] of chosen) await lookAgain(new Tablet(page));
  await expect(where.page.getByText("Två har valt olika.")).toBeVisible({ timeout: comesBackWithinMs });
  await other.page.context().close();
}

async function handoverHidden(where: Where): Promise<void> {
  await handover(where);
  await hideNames(where.page);
  await show(where.page, "/personal/overlamning");
  await expect(where.page.getByRole("button", { name: "Visa namn" })).toBeVisible();
}

async function dayHandover(where: Where): Promise<void> {
  await handover(where);
  await show(where.page, "/personal");
}

async function namesTap(where: Where): Promise<void> {
  await handover(where);
  await hideNames(where.page);
  await show(where.page, "/personal");
}

async function namesPin(where: Where): Promise<void> {
  await who(where);
  await setPin(where.page, "240517");
  await hideNames(where.page);
  await show(where.page, "/personal/namn");
  await tryPin(where.page, "000000");
  await expect(where.page.getByText("Fel kod.")).toBeVisible();
}

async function namesCoordinator(where: Where): Promise<void> {
  await namesPin(where);
  for (const wrong of ["000001", "000002", "000003", "000004"]) {
    await expect(where.page.getByRole("button", { name: "Visa namn" })).toBeEnabled();
    await tryPin(where.page, wrong);
  }
  await expect(where.page.getByText("Be samordnaren om en ny kod.")).toBeVisible();
}

/** Nobody has heard of the tablet, nor it of anybody, for fourteen days. */
async function namesFortnight(where: Where): Promise<void> {
  const { page, samvaro } = where;
  await who(where);
  await new Tablet(page).expectAllSent();
  await samvaro.stop();
  const now = await page.evaluate(() => Date.now());
  await page.clock.setFixedTime(now + fortnightMs + 60_000);
  await show(page, "/personal/namn");
  await expect(page.getByText("Plattan har inte haft kontakt på 14 dagar.")).toBeVisible();
}
