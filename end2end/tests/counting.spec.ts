// Counting in full: splits and marks, volunteers, corrections with their reason, two thumbs.

import type { Locator, Page } from "@playwright/test";
import { engines, type Engine } from "../damage.ts";
import { expect, test } from "../fixtures.ts";
import { coffee, day, gym, hatten, openHouse } from "../house.ts";
import { Desk, firstVisit, fromOutside, men, women } from "../organisation.ts";
import { Profile } from "../profile.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";
import { takeTurns } from "../thumbs.ts";

/** The plate of a split, or the white plate of a mark. */
function plate(page: Page, name: string): Locator {
  return page.locator(".plate").filter({ hasText: name });
}

function figure(page: Page, name: string): Locator {
  return plate(page, name).locator(".plate-figure");
}

async function decide(desk: Desk): Promise<void> {
  await desk.countIn(women, men, firstVisit, fromOutside);
  await desk.close();
}

/** A tablet that counts women and men, and marks. */
async function counting(page: Page, samvaro: Parameters<typeof Tablet.paired>[1]): Promise<Tablet> {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await expect(plate(page, women)).toBeVisible();
  return tablet;
}

test("splits have a plate each, with five and ten, and sum to the total", async ({ page, browser, samvaro }) => {
  await decide(await Desk.open(browser, samvaro));
  const tablet = await counting(page, samvaro);
  await plate(page, women).click();
  await plate(page, women).click();
  await plate(page, men).click();
  await page.getByRole("button", { name: `${women}, 5 till` }).click();
  await expect(figure(page, women)).toHaveText("7");
  await tablet.expectTotal(8);
  await expect(page.getByText("Kvinnor 88 %, Män 13 %, ej angivet 0.")).toBeVisible();
  await page.getByRole("button", { name: "Ej angivet" }).click();
  await tablet.expectTotal(9);
  await expect(page.getByText("ej angivet 1.")).toBeVisible();
  await plate(page, men).click();
  await expect(tablet.undo).toContainText(`${men}, `);
  await tablet.undo.click();
  await expect(figure(page, men)).toHaveText("1");
  await tablet.expectTotal(9);
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(tablet.duty(openHouse)).toContainText("9");
});

test("a mark belongs to somebody who is counted, and never to more than came", async ({
  page,
  browser,
  samvaro,
}) => {
  await decide(await Desk.open(browser, samvaro));
  const tablet = await counting(page, samvaro);
  // A finger does not ask whether there is something to count.
  await plate(page, firstVisit).click({ force: true });
  await expect(figure(page, firstVisit)).toHaveText("0");
  await expect(plate(page, firstVisit)).toContainText("Räkna först");
  await plate(page, women).click();
  await plate(page, firstVisit).click();
  await expect(figure(page, firstVisit)).toHaveText("1");
  await plate(page, firstVisit).click({ force: true });
  await expect(figure(page, firstVisit)).toHaveText("1");
  await plate(page, fromOutside).click();
  await expect(figure(page, fromOutside)).toHaveText("1");
  await tablet.expectTotal(1);
  await expect(tablet.undo).toContainText(fromOutside);
  await tablet.undo.click();
  await expect(figure(page, fromOutside)).toHaveText("0");
  await tablet.expectSaved(sent);
});

test("volunteers are counted beside the visitors, and leave it uncounted", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(gym);
  const volunteers = page.getByRole("group", { name: "Volontärer och värdar" });
  await volunteers.getByRole("button", { name: "En till" }).click();
  await volunteers.getByRole("button", { name: "En till" }).click();
  await volunteers.getByRole("button", { name: "En färre" }).click();
  await expect(volunteers.locator(".volunteers-count")).toHaveText("1");
  await expect(tablet.saved).toHaveText("Inte räknat än");
  await tablet.tap(3);
  await tablet.expectTotal(3);
  await tablet.expectSaved(sent);
  await page.reload();
  await tablet.expectTotal(3);
  await expect(volunteers.locator(".volunteers-count")).toHaveText("1");
});

test("a typed total leaves the rest unstated, and one split can be typed alone", async ({
  page,
  browser,
  samvaro,
}) => {
  await decide(await Desk.open(browser, samvaro));
  const tablet = await counting(page, samvaro);
  await plate(page, women).click();
  await plate(page, men).click();
  const open = page.getByRole("button", { name: /^Rätta eller\s*skriv antal$/ });
  await open.click();
  await page.getByRole("textbox", { name: "Antal" }).fill("23");
  await page.getByRole("button", { name: "Spara 23" }).click();
  await tablet.expectTotal(23);
  await expect(page.getByText("ej angivet 21.")).toBeVisible();
  await open.click();
  await page.getByRole("radio", { name: `${men}: 1` }).check();
  await page.getByRole("textbox", { name: "Antal" }).fill("9");
  await expect(page.getByText("Var 1. Blir 9.")).toBeVisible();
  await page.getByRole("button", { name: "Spara 9" }).click();
  await expect(figure(page, men)).toHaveText("9");
  await tablet.expectTotal(31);
  await open.click();
  await page.getByRole("textbox", { name: "Antal" }).fill("5");
  await expect(page.getByText("Grupperna är 5 fler än alla.")).toBeVisible();
  await page.getByRole("button", { name: "Avbryt" }).click();
  await tablet.expectTotal(31);
  await tablet.expectSaved(sent);
});

test("two who type the same split without seeing each other are asked, and one tap settles it", async ({
  browser,
  profile,
  samvaro,
}) => {
  await decide(await Desk.open(browser, samvaro));
  const first = await counting(await (await profile()).open(), samvaro);
  const second = await counting(await (await profile()).open(), samvaro);
  await samvaro.kill();
  for (const [tablet, split, number] of [[first, men, "9"], [second, men, "8"], [second, women, "14"]] as const) {
    await tablet.page.getByRole("button", { name: /^Rätta eller/ }).click();
    await tablet.page.getByRole("radio", { name: split }).check();
    await tablet.page.getByRole("textbox", { name: "Antal" }).fill(number);
    await tablet.page.getByRole("button", { name: `Spara ${number}` }).click();
    await tablet.expectSaved(onTablet);
  }
  await samvaro.start();
  const asked = (tablet: Tablet) => tablet.page.getByRole("alert").filter({ hasText: "Två räkningar" });
  await expect(asked(first)).toContainText(men, { timeout: 60_000 });
  await expect(asked(second).getByRole("button", { name: "Lägg ihop till 17" })).toBeVisible({ timeout: 60_000 });
  await asked(second).getByRole("button", { name: "Behåll 9" }).click();
  for (const tablet of [first, second]) {
    await tablet.expectTotal(23);
    await expect(figure(tablet.page, men)).toHaveText("9");
    await expect(asked(tablet)).toHaveCount(0);
  }
});

test("an earlier day is corrected from the day with a reason, and the story of the number says so", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.goto(`/personal/dag/${day(-1)}`);
  await tablet.count(coffee);
  await tablet.tap(2);
  await page.getByRole("button", { name: /^Skriv\s*antal$/ }).click();
  await page.getByRole("textbox", { name: "Antal" }).fill("16");
  // Nothing is chosen beforehand, and nothing is saved before somebody says why.
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Spara 16" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Välj varför." })).toBeVisible();
  await page.getByRole("radio", { name: "Någon kom sent" }).check();
  await expect(page.getByText("Välj varför.")).toHaveCount(0);
  await page.getByRole("button", { name: "Spara 16" }).click();
  await tablet.expectTotal(16);
  await tablet.done();
  await samvaro.stop();
  await page.getByRole("link", { name: `Rätta: ${coffee}` }).click();
  await expect(page.getByRole("heading", { name: "Rätta räkningen" })).toBeVisible();
  await page.getByRole("textbox", { name: "Antal" }).fill("18");
  await page.getByRole("radio", { name: "Glömde någon" }).check();
  await expect(page.getByText("Var 16. Blir 18.")).toBeVisible();
  await page.getByRole("button", { name: "Spara 18" }).click();
  await tablet.expectTotal(18);
  await tablet.expectSaved(onTablet);
  await tablet.tap();
  await tablet.undo.click();
  await tablet.expectTotal(18);

  await page.getByRole("link", { name: "Historik" }).click();
  await expect(tablet.heading).toHaveText("Historik");
  const lines = page.getByRole("main").getByRole("listitem");
  await expect(lines).toHaveCount(4);
  await expect(lines.nth(0)).toContainText("Ångrat");
  await expect(lines.nth(1)).toContainText("Rättat till 18 (+2): Glömde någon. I efterhand.");
  await expect(lines.nth(2)).toContainText("Rättat till 16 (+14): Någon kom sent. I efterhand.");
  await expect(lines.nth(3)).toContainText("+2 I efterhand.");
  await page.getByRole("link", { name: "Till räkningen" }).click();
  await tablet.expectTotal(18);
});

test("one's own last tap is taken back after Klar, a restart and without a network", async ({ profile, samvaro }) => {
  const device = await profile();
  const before = await Tablet.paired(await device.open(), samvaro, hatten);
  await before.count(openHouse);
  await before.tap(4);
  await before.expectSaved(sent);
  await before.done();
  await device.close();
  await samvaro.stop();
  const tablet = new Tablet(await device.open());
  await tablet.day();
  await tablet.count(openHouse);
  await tablet.undo.click();
  await tablet.expectTotal(3);
  await tablet.expectSaved(onTablet);
});

for (const engine of Object.keys(engines) as Engine[]) {
  test(`${engine}: fifty touches of two thumbs are fifty, on one plate and on two side by side`, async ({
    browser,
    samvaro,
  }) => {
    await decide(await Desk.open(browser, samvaro));
    const device = await Profile.create(samvaro.url, engines[engine]);
    const page = await device.open();
    const tablet = await counting(page, samvaro);
    await takeTurns(page, plate(page, women), plate(page, women), 50);
    await expect(figure(page, women)).toHaveText("50");
    await takeTurns(page, plate(page, women), plate(page, men), 50);
    await expect(figure(page, women)).toHaveText("75");
    await expect(figure(page, men)).toHaveText("25");
    await tablet.expectTotal(100);
    await tablet.expectSaved(sent);
    await page.reload();
    await tablet.expectTotal(100);
    await device.remove();
  });
}

test("a page that is scrolled from +5 counts nobody, a touch does, and so do two at once", async ({
  browser,
  samvaro,
}) => {
  const viewport = { width: 390, height: 500 };
  const context = await browser.newContext({ hasTouch: true, baseURL: samvaro.url, viewport });
  const page = await context.newPage();
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  const [five, ten] = [page.getByRole("button", { name: "5 till" }), page.getByRole("button", { name: "10 till" })];
  await five.scrollIntoViewIfNeeded();
  const box = await five.boundingBox();
  if (!box) throw new Error("+5 is not on the screen");
  const hand = await context.newCDPSession(page);
  const x = Math.round(box.x + box.width / 2);
  const y = Math.round(box.y + box.height / 2);
  await hand.send("Input.synthesizeScrollGesture", { x, y, yDistance: 150, gestureSourceType: "touch" });
  await expect(tablet.saved).toHaveText("Inte räknat än");
  await five.tap();
  await tablet.expectTotal(5);
  await ten.scrollIntoViewIfNeeded();
  const points = await Promise.all([five, ten].map(async (key) => (await key.boundingBox())!));
  const touchPoints = points.map(({ x, y, width, height }, id) => ({ id, x: x + width / 2, y: y + height / 2 }));
  await hand.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [touchPoints[0]!] });
  await hand.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await hand.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [touchPoints[1]!] });
  await hand.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await tablet.expectTotal(20);
  await context.close();
});

test("the rule in force is read from the screen, the place's before the organisation's", async ({
  page,
  browser,
  samvaro,
}) => {
  const desk = await Desk.open(browser, samvaro);
  const rules = [{ counting_rule: "Alla som stannar räknas." }, { drop_in_rule: "En gång per halv dag." }];
  await desk.write([{ organisation: rules }]);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const rule = page.getByRole("button", { name: "Så räknar vi" });
  await page.getByRole("link", { name: "Räkna: Drop-in förmiddag" }).click();
  await rule.click();
  await expect(page.getByText("En gång per halv dag.")).toBeVisible();
  await page.getByRole("button", { name: "Stäng" }).click();
  await tablet.done();
  await tablet.count(openHouse);
  await rule.click();
  await expect(page.getByText("Alla som stannar räknas.")).toBeVisible();
  await page.getByRole("button", { name: "Stäng" }).click();
  await desk.write([{ place: [{ counting_rule: "Här räknas även personal." }] }], hatten);
  await rule.click();
  await expect(page.getByText("Här räknas även personal.")).toBeVisible();
  await desk.close();
});

test("drop-in and what associations run stand under headings of their own", async ({ page, browser, samvaro }) => {
  const desk = await Desk.open(browser, samvaro);
  for (const name of [gym, openHouse]) {
    const id = await desk.activity(hatten, name);
    await desk.write([{ activity: [id, [{ association_run: true }]] }], hatten);
  }
  await desk.close();
  const tablet = await Tablet.paired(page, samvaro, hatten);
  // What goes on now stands first, and says whose it is.
  await expect(tablet.duty(openHouse)).toContainText("Förening i huset");
  const under = (name: string) =>
    page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name, exact: true }) });
  await expect(under("Föreningar i huset").getByRole("heading", { name: gym })).toBeVisible();
  await expect(under("Dagens program").getByRole("heading", { name: gym })).toHaveCount(0);
  await expect(under("Drop-in").getByRole("link", { name: "Räkna: Drop-in eftermiddag" })).toBeVisible();
});

test("a press is heard and felt only where somebody has asked for it", async ({ page, samvaro }) => {
  await page.addInitScript(() => {
    const heard = { clicks: 0, shakes: 0 };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      heard.clicks += 1;
      return start.call(this, when);
    };
    const { vibrate } = Navigator.prototype;
    Navigator.prototype.vibrate = function (pattern) {
      heard.shakes += 1;
      return vibrate.call(this, pattern);
    };
    Object.assign(window, { heard });
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: object }).heard);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(2);
  expect(await heard()).toEqual({ clicks: 0, shakes: 0 });
  await tablet.expectSaved(sent);
  await page.goto("/personal/plattan");
  await page.getByRole("checkbox", { name: /^Ett mjukt klick/ }).check();
  await page.getByRole("checkbox", { name: /^Plattan skakar/ }).check();
  expect(await heard()).toEqual({ clicks: 1, shakes: 1 });
  await page.goto("/personal");
  await tablet.count(openHouse);
  await tablet.tap(2);
  await tablet.expectTotal(4);
  expect(await heard()).toEqual({ clicks: 2, shakes: 2 });
  await tablet.expectSaved(sent);
  await page.goto("/personal/plattan");
  await page.getByRole("checkbox", { name: /^Plattan skakar/ }).uncheck();
  await page.goto("/personal");
  await tablet.count(openHouse);
  await tablet.tap();
  expect(await heard()).toEqual({ clicks: 1, shakes: 0 });
});

test("the plate stays under the finger when the number gets its fourth digit", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tapFast(998);
  await tablet.expectTotal(998);
  const plate = (await tablet.plate.boundingBox())!;
  // The finger of somebody who does not look where it comes down.
  const edgePx = 24;
  await page.mouse.move(plate.x + plate.width / 2, plate.y + edgePx);
  for (let tap = 0; tap < 4; tap += 1) {
    await page.mouse.down();
    await page.mouse.up();
  }
  await tablet.expectTotal(1_002);
});
