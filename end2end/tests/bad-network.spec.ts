// Networks as they are: a sign-in page in the way, a line that hangs, a server that is gone.

import { expect, test } from "../fixtures.ts";
import { gym, hatten, openHouse } from "../house.ts";
import { keepsProgramme } from "../public-cache.ts";
import { Stranger } from "../stranger.ts";
import { Tablet, comesBackWithinMs, onTablet, sent } from "../tablet.ts";

for (const [what, begin] of [
  ["a sign-in page that answers everything with 200", Stranger.captivePortal],
  ["a line on which nobody ever answers", Stranger.silence],
] as const) {
  test(`${what} is offline, and loses nothing`, async ({ page, samvaro }) => {
    const tablet = await Tablet.paired(page, samvaro, hatten);
    await tablet.count(openHouse);
    await samvaro.stop();
    const stranger = await begin(samvaro.port);
    await tablet.tap(3);
    await tablet.expectTotal(3);
    await tablet.expectSaved(onTablet);
    await tablet.expectOffline();
    expect(stranger.calls).toBeGreaterThan(0);

    // A reload meets the stranger too, and opens what the tablet has.
    await page.reload();
    await tablet.expectTotal(3);
    await tablet.tap();
    await tablet.expectSaved(onTablet);

    await stranger.leave();
    await samvaro.start();
    await tablet.expectSaved(sent);
    await tablet.expectTotal(4);
  });

  test(`behind ${what} a phone shows the programme that it keeps`, async ({ page, samvaro }) => {
    await page.goto("/plats/hatten");
    await keepsProgramme(page, "hatten");
    await samvaro.stop();
    const stranger = await begin(samvaro.port);
    await page.goto("/plats/hatten");
    await expect(page.getByRole("heading", { name: gym })).toBeVisible();
    await expect(page.getByText("Utan nät.")).toBeVisible();
    await stranger.leave();
  });
}

test("a tap is shown and saved at once on a line that hangs", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.stop();
  const stranger = await Stranger.silence(samvaro.port);
  await tablet.tap();
  // Long before the exchange that hangs has been given up.
  await expect(tablet.saved).toHaveText(onTablet, { timeout: 5_000 });
  await stranger.leave();
});

test("whoever counts during an outage does not put off the end of it", async ({ page, samvaro }) => {
  // As long a wait as chance can give.
  await page.addInitScript(() => {
    Math.random = () => 0.999;
  });
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.kill();
  // One press to each try that fails; after nine failures in a row 100 seconds would be waited.
  const tries = 9;
  for (let tried = 0; tried < tries; tried += 1) {
    const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/v1/sync"));
    await tablet.tap();
    await failed;
  }
  await tablet.expectSaved(onTablet);
  await samvaro.start();
  await tablet.expectSaved(sent);
  await tablet.expectTotal(tries);
});

for (const [what, begin] of [
  ["a detour to a sign-in page (302)", Stranger.detour],
  ["a network that demands a sign-in (511)", Stranger.signInRequired],
  ["a sign-in page that may be kept for a day", Stranger.keptPage],
  ["answers of the right type that break off", Stranger.tornAnswers],
  ["answers whose bodies never end", Stranger.stalledBodies],
] as const) {
  test(`B14, B15: ${what} drops no tap, confirms none, and leaves nothing behind`, async ({ page, samvaro }) => {
    const tablet = await Tablet.paired(page, samvaro, hatten);
    await tablet.count(openHouse);
    await samvaro.stop();
    const stranger = await begin(samvaro.port);
    await tablet.tap(3);
    // Long before an exchange that hangs has been given up.
    await expect(tablet.saved).toHaveText(onTablet, { timeout: 5_000 });
    await expect.poll(() => stranger.calls, { timeout: comesBackWithinMs }).toBeGreaterThan(1);
    await page.reload();
    await tablet.expectTotal(3);
    await tablet.expectSaved(onTablet);
    const strangers = await page.evaluate(async () => {
      const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).matchAll()));
      return (await Promise.all(kept.flat().map((file) => file.text()))).filter((text) => text.includes("gästnätet"));
    });
    expect(strangers).toEqual([]);
    await stranger.leave();
    await samvaro.start();
    await tablet.expectSaved(sent);
    await tablet.expectTotal(3);
  });
}
