// How many came to what: on a tablet's day, on the desk's screen and in the report behind it.

import { expect, type Page } from "@playwright/test";
import type { Coordinator } from "./coordinator.ts";
import { comesBackWithinMs, type Tablet } from "./tablet.ts";

/** Visitors by the name that stands beside the number. */
export type Figures = Record<string, number>;

/** Every number of the tablet's day; what nobody has counted is not there. */
export async function expectFiguresOfDay(tablet: Tablet, figures: Figures): Promise<void> {
  await expect.poll(() => ofDay(tablet.page), { timeout: comesBackWithinMs }).toEqual(figures);
}

function ofDay(page: Page): Promise<Figures> {
  return page.locator("li.duty, .nowbox").evaluateAll((rows) => {
    const figures: Record<string, number> = {};
    for (const row of rows) {
      const name = row.querySelector("h2, h3")?.textContent;
      const number = row.querySelector(".duty-count:not(.none), .nowbox-count")?.textContent;
      // "Antal" and "ungefär" are read before a number; thousands stand apart.
      if (name && number) figures[name] = Number(number.replace(/\D/g, ""));
    }
    return figures;
  });
}

/** The sums beside the names in a place's tables at the desk; what is not all counted says more than
 * a number, and is none. */
export async function expectFiguresAtDesk({ page }: Coordinator, figures: Figures): Promise<void> {
  await expect.poll(() => ofTables(page)).toEqual(figures);
}

function ofTables(page: Page): Promise<Figures> {
  return page.locator("tbody tr").evaluateAll((rows) => {
    const figures: Record<string, number> = {};
    for (const row of rows) {
      const name = row.querySelector("th")?.textContent;
      const sum = row.querySelector("td:last-child")?.textContent ?? "";
      // That it is an estimate is read beside a number.
      if (name) figures[name] = Number(sum.replace(/((\d+) av \2 varav \d+ )?ungefär|\s/g, "") || NaN);
    }
    return figures;
  });
}

type Line = { place: string; name: string; visits: number };
type Report = { places: { id: string; slug: string }[]; lines: Line[] };

/** What a place's days come to in the report that every figure at the desk is made of. */
export async function expectFiguresInReport(
  { page }: Coordinator,
  place: string,
  [from, until]: [string, string],
  figures: Figures,
): Promise<void> {
  const report = (await (await page.request.get(`/api/v1/attendance?from=${from}&until=${until}`)).json()) as Report;
  const id = report.places.find(({ slug }) => slug === place)?.id;
  const sums: Figures = {};
  for (const line of report.lines.filter((line) => line.place === id)) {
    const name = line.name || "Drop-in";
    sums[name] = (sums[name] ?? 0) + line.visits;
  }
  expect(sums).toEqual(figures);
}
