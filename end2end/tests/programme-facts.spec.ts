// What is said of an activity, and on which days it stands: typed at the tablet, read by everybody.

import { expect, test } from "../fixtures.ts";
import { day, gym, hatten, nextWeek, week } from "../house.ts";
import { ProgrammeEditor } from "../programme-editor.ts";
import { Tablet } from "../tablet.ts";

const choir = "Kör";
const outing = "Utflykt";
const datesShown = 6;

/** Red days that fall on the same date every year, with their names. */
const redDates = [
  ["01-01", "Nyårsdagen"],
  ["01-06", "Trettondedag jul"],
  ["05-01", "Första maj"],
  ["06-06", "Sveriges nationaldag"],
  ["12-25", "Juldagen"],
  ["12-26", "Annandag jul"],
] as const;
const weekdays = ["Söndag", "Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag"] as const;

/** The next one after today on which the house is not closed for another reason. */
function nextRedDay(): { date: string; name: string; weekday: string } {
  const year = Number(day(0).slice(0, 4));
  const named = (year: number) => redDates.map(([date, name]) => ({ date: `${year}-${date}`, name }));
  const ahead = [...named(year), ...named(year + 1)].filter(({ date }) => date > day(0) && date !== nextWeek(4));
  const { date, name } = ahead[0]!;
  return { date, name, weekday: weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()]! };
}

/** Days on which something is and is not, as the tablet has them. */
async function expectOnlyOn(tablet: Tablet, name: string, on: string[], off: string[]): Promise<void> {
  for (const date of on) {
    await tablet.dayOf(date);
    await expect(tablet.duty(name)).toBeVisible();
  }
  for (const date of off) {
    await tablet.dayOf(date);
    await expect(tablet.page.getByRole("heading", { name, exact: true })).toHaveCount(0);
  }
}

test("a change of all dates reaches every one of them", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.begin(choir, "Varje vecka", "Tisdag", nextWeek(2), "10");
  await editor.save("Spara som utkast");
  await editor.expectSaved();
  await expect(editor.dates).toHaveText(Array(datesShown).fill(/10\.00/));
  await editor.dates.nth(2).click();
  await editor.field("Börjar").fill("13");
  await editor.save();
  await page.getByRole("button", { name: /^Alla tillfällen/ }).click();
  await expect(editor.heading).toHaveText(choir);
  await editor.expectSaved();
  await expect(editor.dates).toHaveText(Array(datesShown).fill(/13\.00/));
  await expect(page.getByRole("link", { name: /^Tisdagar 13\.00/ })).toBeVisible();
});

test("what happens once stands on its day, on no other, and on the public page", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  const fourWeeks = 28;
  const wednesday = nextWeek(3 + fourWeeks);
  await editor.beginAs(outing, "En gång", "9");
  await editor.field("Dag").fill(wednesday);
  await expect(editor.preview).toContainText("kommer till: onsdag");
  await editor.save("Spara som utkast");
  await editor.expectSaved();
  await expect(editor.dates).toHaveText([/9\.00/]);
  await editor.publish();
  await expectOnlyOn(tablet, outing, [wednesday], [nextWeek(2 + fourWeeks), nextWeek(3 + fourWeeks + 7)]);
  await tablet.expectAllSent();
  await page.goto(`/plats/${hatten}?vecka=${week(wednesday)}`);
  await expect(page.getByText(outing).first()).toBeVisible();
});

test("a date of the month stands on that date of every month and on no other", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  const ahead = Array.from({ length: 70 }, (_, days) => day(days + 1));
  const [first, second] = ahead.filter((date) => date.endsWith("-15")) as [string, string];
  await editor.beginAs(choir, "Ett datum i månaden", "14");
  await editor.field("Datum i månaden, 1 till 31").fill("15");
  await editor.field("Första dag").fill(day(1));
  await editor.save("Spara som utkast");
  await editor.expectSaved();
  await expect(page.getByRole("link", { name: /^Den 15 varje månad 14\.00/ })).toBeVisible();
  await expect(editor.dates).toHaveText(Array(datesShown).fill(/ 15 .*14\.00/));
  await editor.publish();
  const others = [first, second].map((date) => ahead.find((other) => other > date)!);
  await expectOnlyOn(tablet, choir, [first, second], others);
});

test("everything that can be said of an activity is typed once and read where it belongs", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  await editor.openActivity(gym);
  await page.getByRole("link", { name: "Ändra uppgifter" }).click();
  const typed = {
    "En rad under namnet": "Kom när du vill",
    Beskrivning: "Vi rör oss till musik.\nAlla gör så gott de kan.",
    "Var i huset": "Stora salen",
    "Vem som leder": "Anna Ek",
    "Pris i kronor": "20",
    "Insläpp tidigast": "13.15",
    "Ta med": "Mjuka skor",
    "Språk, om inte svenska": "Finska",
    "Vem möter dig första gången": "Säg till i dörren, så visar vi dig runt.",
    "Sista dag att anmäla sig": "onsdag klockan 12",
  };
  const checked = ["Utan trappor", "Hörslinga", "Man sitter", "Utomhus", "Bara för anmälda"];
  for (const [label, words] of Object.entries(typed)) await editor.field(label).fill(words);
  for (const label of checked) await page.getByRole("checkbox", { name: label }).check();
  await editor.save();
  await expect(editor.heading).toHaveText(gym);
  await editor.expectSaved();
  for (const [label, words] of Object.entries({ ...typed, "Pris i kronor": "20 kr" })) {
    await expect(editor.fact(label)).toHaveText(words);
  }
  for (const label of checked) await expect(editor.fact(label)).toHaveText("Ja");

  await tablet.day();
  await expect(tablet.duty(gym)).toContainText("Stora salen. Leds av Anna Ek. Kom när du vill.");
  await tablet.expectAllSent();
  await page.goto(`/plats/${hatten}`);
  const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: gym, exact: true }) });
  await expect(row).toContainText(/Kom när du vill\. Stora salen\. 20\s+kr\. Insläpp tidigast 13\.15\./);
  await expect(row).toContainText("Med Anna Ek. På finska. Ta med: Mjuka skor.");
  await expect(row).toContainText("Bara för anmälda. Sista dag: onsdag klockan 12.");
});

test("what recurs rests on a red day until somebody holds it all the same", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const editor = ProgrammeEditor.onTablet(page);
  const { date, name, weekday } = nextRedDay();
  await editor.begin(choir, "Varje vecka", weekday, date, "10");
  await expect(editor.preview).toContainText(`Vilar: ${name}.`);
  await editor.save("Spara som utkast");
  await editor.expectSaved();
  await expect(editor.dates.first()).toContainText(`Vilar: ${name}.`);
  await editor.publish();

  await tablet.dayOf(date);
  await expect(tablet.duty(choir)).toContainText(name);
  await tablet.change(choir);
  await page.getByRole("button", { name: "Håll det ändå" }).click();
  await tablet.expectChange(`Ändrat: ${choir}.`, "Skickat");
  await expect(page.getByRole("button", { name: "Håll det ändå" })).toHaveCount(0);
  await tablet.toDay();
  await expect(tablet.duty(choir)).not.toContainText(name);
  await page.goto(`/plats/${hatten}?vecka=${week(date)}`);
  const held = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: choir, exact: true }) });
  await expect(held).toBeVisible();
});
