// The programme editor on a tablet.

import { expect } from "@playwright/test";
import { day, emptyPlace } from "../house.ts";
import { lookAgain } from "../people.ts";
import { ProgrammeEditor } from "../programme-editor.ts";
import { comesBackWithinMs } from "../tablet.ts";
import { type Screen, type Where, activityOf, otherTablet, paired } from "./where.ts";

export const programmeScreens: Screen[] = [
  { name: "programme", open: async (where) => void (await programme(where)) },
  { name: "programme-empty", open: programmeEmpty },
  { name: "programme-review", open: programmeReview },
  { name: "programme-new", open: newActivity },
  { name: "programme-errors", open: newActivityErrors },
  { name: "programme-activity", open: async (where) => void (await draftActivity(where)) },
  { name: "programme-facts", open: activityFacts },
  { name: "programme-scope", open: scopeQuestion },
  { name: "programme-term", open: copyTerm },
];

async function programme(where: Where): Promise<ProgrammeEditor> {
  await paired(where);
  const editor = ProgrammeEditor.onTablet(where.page);
  await editor.open();
  return editor;
}

async function newActivity(where: Where): Promise<void> {
  const editor = await programme(where);
  await editor.begin("Kör", "Udda veckor", "Tisdag", day(7), "10.30");
}

async function newActivityErrors(where: Where): Promise<void> {
  const editor = await programme(where);
  await where.page.getByRole("link", { name: "Ny aktivitet" }).click();
  await editor.field("Börjar").fill("tio");
  await editor.save("Spara som utkast");
  await expect(where.page.getByRole("alert")).toBeVisible();
}

async function draftActivity(where: Where): Promise<ProgrammeEditor> {
  const editor = await programme(where);
  await editor.begin("Kör", "Varje vecka", "Tisdag", day(7), "10.30");
  await editor.save("Spara som utkast");
  await editor.expectSaved();
  return editor;
}

async function activityFacts(where: Where): Promise<void> {
  await draftActivity(where);
  await where.page.getByRole("link", { name: "Ändra uppgifter" }).click();
  await expect(where.page.getByRole("heading", { level: 1, name: "Uppgifter" })).toBeVisible();
}

async function scopeQuestion(where: Where): Promise<void> {
  const editor = await draftActivity(where);
  await where.page.getByRole("link", { name: /^Tis \d/ }).nth(1).click();
  await editor.field("Börjar").fill("13");
  await editor.save();
  await expect(where.page.getByRole("dialog")).toBeVisible();
}

async function copyTerm(where: Where): Promise<void> {
  await programme(where);
  await where.page.getByRole("link", { name: "Kopiera en termin" }).click();
  await expect(where.page.getByRole("heading", { level: 1 })).toHaveText("Kopiera en termin");
}

async function programmeEmpty(where: Where): Promise<void> {
  await programme({ ...where, place: await emptyPlace(where.samvaro) });
  await expect(where.page.getByText("Här finns inga aktiviteter än.")).toBeVisible();
}

/** Another tablet deletes the activity while it is changed here, and neither hears of the other. */
async function programmeReview(where: Where): Promise<void> {
  const { page, samvaro } = where;
  const tablet = await paired(where);
  const name = await activityOf(where);
  const other = await otherTablet(where);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.openActivity(name);
  await page.getByRole("link", { name: "Ändra uppgifter" }).click();
  await samvaro.stop();
  await editor.field("Var i huset").fill("Biblioteket");
  await editor.save();
  await editor.expectSaved();
  await ProgrammeEditor.onTablet(other.page).remove(name);
  await samvaro.start();
  for (const one of [tablet, other]) await lookAgain(one);
  const words = page.getByText("Någon tog bort det här medan någon annan ändrade det.");
  await expect(words).toBeVisible({ timeout: comesBackWithinMs });
  await other.page.context().close();
}
