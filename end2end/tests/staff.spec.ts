// Who is at a tablet: chosen in two taps, switched in one, without a network as well.

import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { chip, join, keptInBrowser } from "../people.ts";
import { Tablet, sent } from "../tablet.ts";

test("somebody joins, two taps choose and one switches back, all without a network", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await samvaro.stop();
  await join(page, "K");
  await join(page, "Bo");
  await tablet.day();

  // One tap: whoever was here before.
  await page.getByRole("button", { name: "Byt till K" }).click();
  await expect(chip(page, "Du är: K")).toBeVisible();
  await expect(page.getByRole("button", { name: "Byt till Bo" })).toBeVisible();

  // Two taps: anybody.
  await chip(page, "Du är: K").click();
  await page.getByRole("list", { name: "Personal" }).getByRole("button", { name: "Bo", exact: true }).click();
  await expect(chip(page, "Du är: Bo")).toBeVisible();
  await tablet.expectDay();

  await page.reload();
  await expect(chip(page, "Du är: Bo")).toBeVisible();
  await samvaro.start();
  await tablet.expectAllSent();
});

test("a tap stays as small as it was: it does not say who tapped", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await join(page, "K");
  await tablet.day();
  await tablet.expectAllSent();
  await tablet.count(openHouse);
  // A push begins with the change before: here the switch of person, once.
  await tablet.tap();
  await tablet.expectSaved(sent);
  const pushing = page.waitForRequest((request) => request.url().endsWith("/sync") && !!request.postDataJSON()?.p);
  await tablet.tap();
  const pack = (await pushing).postDataJSON().p;
  expect(pack.p ?? []).toEqual([]);
  await tablet.expectSaved(sent);
});

test("who leaves is off every list, and their name is nowhere on the tablets", async ({ profile, samvaro }) => {
  const name = "Gunhild Testsson";
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  await join(first.page, name);
  await join(first.page, "Bo");
  await second.page.goto("/personal/vem");
  await expect(second.page.getByRole("button", { name, exact: true })).toBeVisible();
  expect(await keptInBrowser(second.page)).toContain(name);

  // Without a network, on the tablet that wrote it: gone there at once.
  await first.expectAllSent();
  await samvaro.stop();
  await first.page.goto("/personal/vem");
  await first.page.getByRole("button", { name: `Ta bort ${name}` }).click();
  await expect(first.page.getByRole("alert").filter({ hasText: "Namnet raderas för alltid" })).toBeVisible();
  await first.page.getByRole("button", { name: "Ta bort", exact: true }).click();
  await expect(first.page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await expect.poll(() => keptInBrowser(first.page)).not.toContain(name);

  await samvaro.start();
  await expect(second.page.getByRole("button", { name, exact: true })).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(() => keptInBrowser(second.page)).not.toContain(name);
});

test("no name stands in an address, a title or the server's log", async ({ page, samvaro }) => {
  const name = "Gunhild Testsson";
  const seen: string[] = [];
  page.on("request", (request) => seen.push(request.url()));
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await join(page, name);
  seen.push(await page.title(), page.url());
  await page.goto("/personal/vem");
  seen.push(await page.title(), page.url());
  await tablet.expectAllSent();
  for (const part of ["Gunhild", "Testsson"]) {
    expect(seen.filter((text) => text.includes(part))).toEqual([]);
    expect(samvaro.log).not.toContain(part);
  }
});
