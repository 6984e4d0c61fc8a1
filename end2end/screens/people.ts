// Who is at the tablet, what they leave for each other, and the curtain before the names.

import { expect } from "@playwright/test";
import { filtersAreFew, keyIsInTheDrawer, whoTakesTheAlarm } from "../house.ts";
import { hideNames, join, setPin, tryPin, write } from "../people.ts";
import { type Screen, type Where, paired, show } from "./where.ts";

export const peopleScreens: Screen[] = [
  { name: "who-empty", open: whoEmpty },
  { name: "who", open: who },
  { name: "who-leaving", open: whoLeaving },
  { name: "handover-empty", open: handoverEmpty },
  { name: "handover", open: handover },
  { name: "handover-offline", open: handoverOffline },
  { name: "day-handover", open: dayHandover },
  { name: "names-tap", open: namesTap },
  { name: "names-pin", open: namesPin },
  { name: "names-coordinator", open: namesCoordinator },
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
