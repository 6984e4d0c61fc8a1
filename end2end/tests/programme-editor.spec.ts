// The programme editor: on a tablet without a network, at a desk, and on two of them at once.

import { Coordinator } from "../coordinator.ts";
import { expect, test } from "../fixtures.ts";
import { day, gym, hatten, nextWeek } from "../house.ts";
import { ProgrammeEditor } from "../programme-editor.ts";
import { Tablet, comesBackWithinMs } from "../tablet.ts";

const choir = "Kör";


test("a weekly series is made, changed from a date on and published without a network", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.open();
  await samvaro.kill();

  await editor.begin(choir, "Varje vecka", "Tisdag", nextWeek(2), "10");
  await expect(editor.preview).toContainText("kommer till. Det första är tisdag");
  await editor.save("Spara som utkast");
  await expect(editor.heading).toHaveText(choir);
  await editor.expectSaved();
  await expect(page.getByRole("link", { name: /^Tisdagar 10\.00/ })).toBeVisible();

  // A reload without a network brings it back: it is in the tablet's store.
  await page.reload();
  await expect(editor.heading).toHaveText(choir);
  await editor.publish();

  // The second Tuesday and all after it begin at 13.
  const dates = page.locator("section").filter({ has: page.getByRole("heading", { name: "Närmast" }) });
  await dates.getByRole("link").nth(1).click();
  await editor.field("Börjar").fill("13");
  await editor.save();
  await page.getByRole("button", { name: /^Det här och alla efter/ }).click();
  await expect(editor.heading).toHaveText(choir);
  await editor.expectSaved();
  await expect(dates.getByRole("link").nth(0)).toContainText("10.00");
  await expect(dates.getByRole("link").nth(1)).toContainText("13.00");
  await expect(dates.getByRole("link").nth(2)).toContainText("13.00");

  // And only the first one begins at 11.
  await dates.getByRole("link").nth(0).click();
  await editor.field("Börjar").fill("11");
  await editor.save();
  await page.getByRole("button", { name: /^Bara tisdag/ }).click();
  await expect(dates.getByRole("link").nth(0)).toContainText("11.00");
  await expect(dates.getByRole("link").nth(1)).toContainText("13.00");

  await samvaro.start();
  await tablet.day();
  await tablet.expectAllSent();
  await page.goto(`/plats/${hatten}?datum=${nextWeek(2)}`);
  await page.getByRole("link", { name: /^Veckan efter/ }).click();
  await expect(page.getByText(choir).first()).toBeVisible();
});

test("odd weeks, a month's last weekday and listed dates are told before they are saved", async ({
  page,
  samvaro,
}) => {
  await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.begin(choir, "Udda veckor", "Tisdag", nextWeek(2), "10.30");
  const odd = await editor.preview.textContent();
  await page.getByRole("radio", { name: "Jämna veckor" }).check();
  await expect(editor.preview).not.toHaveText(odd ?? "");
  await page.getByRole("radio", { name: "En veckodag i månaden" }).check();
  await page.getByRole("radio", { name: "Sista" }).check();
  // A year from today has twelve last Tuesdays, or eleven that the series does not begin too late for.
  await expect(editor.preview).toContainText(/1[12]\s+tillfällen/);
  await page.getByRole("radio", { name: "Utvalda dagar" }).check();
  await editor.field("Dagar").fill(nextWeek(3));
  await page.getByRole("button", { name: "Lägg till dagen" }).click();
  await expect(editor.preview).toContainText("kommer till: onsdag");
  await page.getByRole("radio", { name: "Udda veckor" }).check();
  await editor.save("Spara som utkast");
  await expect(page.getByRole("link", { name: /^Udda veckor, tisdagar 10\.30/ })).toBeVisible();
});

test("what is wrong is said on top and at the field, and nothing is lost", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.open();
  await page.getByRole("link", { name: "Ny aktivitet" }).click();
  await editor.field("Börjar").fill("tio");
  await editor.save("Spara som utkast");
  const alert = page.getByRole("alert");
  await expect(alert).toBeFocused();
  await expect(alert.getByRole("link")).toHaveText([
    "Skriv ett namn.",
    "Välj en veckodag.",
    "Skriv en tid, till exempel 10.30.",
  ]);
  await expect(editor.field("Börjar")).toHaveValue("tio");
});

test("a half-written form survives a reload", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.begin(choir, "Jämna veckor", "Fredag", nextWeek(5), "14");
  await samvaro.kill();
  await page.reload();
  await expect(page.getByText("Här är det du skrev förut.")).toBeVisible();
  await expect(editor.field("Namn")).toHaveValue(choir);
  await expect(page.getByRole("radio", { name: "Jämna veckor" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Fredag" })).toBeChecked();
  await editor.save("Spara som utkast");
  await editor.expectSaved();
  await editor.open();
  await page.getByRole("link", { name: "Ny aktivitet" }).click();
  await expect(editor.field("Namn")).toHaveValue("");
});

test("two tablets that change the same field are shown side by side and settled in one press", async ({
  profile,
  samvaro,
}) => {
  const pages = [await (await profile()).open(), await (await profile()).open()] as const;
  const editors = [];
  for (const page of pages) {
    await Tablet.paired(page, samvaro, hatten);
    const editor = ProgrammeEditor.onTablet(page);
    await editor.openActivity(gym);
    await page.getByRole("link", { name: "Ändra uppgifter" }).click();
    editors.push(editor);
  }
  const [first, second] = editors as [ProgrammeEditor, ProgrammeEditor];
  await samvaro.kill();
  await first.field("Var i huset").fill("Stora salen");
  await first.save();
  await first.expectSaved();
  await second.field("Var i huset").fill("Biblioteket");
  await second.save();
  await second.expectSaved();
  await samvaro.start();

  for (const { page } of editors) {
    await expect(page.getByRole("heading", { name: "Två har ändrat samma sak" })).toBeVisible({
      timeout: comesBackWithinMs,
    });
    await expect(page.getByText("Stora salen").first()).toBeVisible();
    await expect(page.getByText("Biblioteket").first()).toBeVisible();
  }
  // The day says so, and leads there.
  await new Tablet(second.page).day();
  const line = second.page.getByRole("status").filter({ hasText: `${gym}, alla tillfällen.` });
  await line.getByRole("link", { name: /^Titta/ }).click();
  await expect(second.heading).toHaveText(gym);
  await expect(second.page.getByRole("heading", { name: "Två har ändrat samma sak" })).toBeVisible();
  await first.page.getByRole("button", { name: "Välj den här" }).click();
  for (const { page } of editors) {
    await expect(page.getByRole("heading", { name: "Två har ändrat samma sak" })).toBeHidden({
      timeout: comesBackWithinMs,
    });
  }
  await expect(second.page.getByText("Stora salen")).toBeVisible();
  await new Tablet(second.page).day();
  await expect(line).toHaveCount(0);
});

test("a term is copied as drafts, once", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.begin(choir, "Varje vecka", "Tisdag", day(-70), "10");
  await editor.field("Sista dag").fill(day(-7));
  await editor.save("Spara som utkast");
  await editor.publish();
  await samvaro.kill();
  for (const made of [1, 0]) {
    await editor.open();
    await page.getByRole("link", { name: "Kopiera en termin" }).click();
    if (made > 0) {
      await page.getByRole("button", { name: /^Skapa [1-9]\d* utkast$/ }).click();
      await editor.expectSaved();
    } else {
      await expect(page.getByText("Finns redan").first()).toBeVisible();
      await expect(page.getByRole("button", { name: "Skapa 0 utkast" })).toBeVisible();
    }
  }
  await editor.openActivity(choir);
  await expect(page.getByText("Det finns nya tider som bara personalen ser än.")).toBeVisible();
  await editor.publish();
});

test("one date is taken out, and a deleted activity leaves the programme", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.begin(choir, "Varje vecka", "Tisdag", nextWeek(2), "10");
  await editor.save("Spara som utkast");
  const dates = page.locator("section").filter({ has: page.getByRole("heading", { name: "Närmast" }) });
  const first = await dates.getByRole("link").first().textContent();
  await dates.getByRole("link").first().click();
  await page.getByRole("button", { name: "Ta bort ur programmet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort ur programmet" }).click();
  await expect(dates.getByRole("link").first()).not.toHaveText(first ?? "");
  await page.getByRole("button", { name: "Ta bort aktiviteten" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort aktiviteten" }).click();
  await expect(editor.heading).toHaveText("Programmet");
  await expect(page.getByRole("link", { name: new RegExp(`^${choir}`) })).toHaveCount(0);
});

test("a coordinator edits the same programme, and a tablet sees it", async ({ page, browser, samvaro }) => {
  const context = await browser.newContext({ baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  await Coordinator.signedIn(page, samvaro);
  const editor = ProgrammeEditor.atDesk(page, hatten);
  await editor.begin(choir, "Varje vecka", "Tisdag", nextWeek(2), "10");
  await editor.save("Spara som utkast");
  await expect(editor.heading).toHaveText(choir);
  await editor.expectSaved();
  await editor.publish();
  await tablet.page.goto(`/personal/dag/${nextWeek(2)}`);
  await expect(tablet.page.getByRole("heading", { name: choir })).toBeVisible({ timeout: comesBackWithinMs });

  await page.getByRole("link", { name: "Ändra uppgifter" }).click();
  await editor.field("Pris i kronor").fill("20");
  await samvaro.kill();
  await editor.save();
  await expect(page.getByText("Vi når inte servern.")).toBeVisible();
  await samvaro.start();
  await editor.save();
  await editor.expectSaved();
  await expect(page.getByText("20 kr")).toBeVisible();
  await context.close();
});
