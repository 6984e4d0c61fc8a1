// The list of those who signed up.

import { expect } from "@playwright/test";
import { Decider, List } from "../decision.ts";
import { hideNames } from "../people.ts";
import { comesBackWithinMs } from "../tablet.ts";
import { counting } from "./counting.ts";
import { type Screen, type Where, activityOf, paired, show } from "./where.ts";

export const signUpScreens: Screen[] = [
  { name: "sign-ups", open: async (where) => void (await signUps(where)) },
  { name: "sign-ups-empty", open: async (where) => void (await emptyList(where)) },
  { name: "sign-ups-offline", open: signUpsOffline },
  { name: "sign-ups-change", open: signUpsChange },
  { name: "sign-ups-withdrawn", open: signUpsWithdrawn },
  { name: "sign-ups-hidden", open: signUpsHidden },
  { name: "sign-ups-none", open: noList },
];

async function emptyList(where: Where): Promise<List> {
  await paired(where);
  const activity = await activityOf(where);
  await (await Decider.signedIn(where.samvaro)).allow(where.place, activity, 4);
  return List.open(where.page, activity);
}

async function signUps(where: Where): Promise<List> {
  const list = await emptyList(where);
  await list.add("Astrid Berg", true);
  await list.add("Örjan Svärd");
  await list.add("Bengt-Göran Hermansson Lindqvist");
  await list.add("Gun Ek");
  await list.tick("Astrid Berg").check();
  await list.expectFigures("5 av 4.");
  await expect(list.row("Gun Ek")).toContainText("Väntar, nummer 1");
  return list;
}

async function signUpsOffline(where: Where): Promise<void> {
  const list = await signUps(where);
  await where.samvaro.stop();
  await list.change("Astrid Berg", "Ta bort anmälan");
  await list.add("Rut Ax");
  await expect(where.page.getByText("Utan nät")).toBeVisible({ timeout: comesBackWithinMs });
}

async function signUpsChange(where: Where): Promise<void> {
  await signUps(where);
  await where.page.getByRole("button", { name: "Ändra: Astrid Berg" }).click();
  await expect(where.page.getByRole("dialog")).toBeVisible();
}

async function signUpsWithdrawn(where: Where): Promise<void> {
  const list = await emptyList(where);
  await list.add("Astrid Berg");
  await list.change("Astrid Berg", "Ta bort anmälan");
  await expect(where.page.getByText("Astrid Berg är avanmäld.")).toBeVisible();
}

async function signUpsHidden(where: Where): Promise<void> {
  const list = await emptyList(where);
  const address = where.page.url();
  await list.add("Astrid Berg");
  await hideNames(where.page);
  await show(where.page, address);
  await expect(where.page.getByText("Visa dem för att pricka av")).toBeVisible();
}

async function noList(where: Where): Promise<void> {
  await counting(where);
  await show(where.page, where.page.url().replace("/rakna/", "/anmalda/"));
  await expect(where.page.getByRole("heading", { name: "Här finns ingen lista" })).toBeVisible();
}
