// Counting at a meeting place, with a network and without.

import { expect, test } from "../fixtures.ts";
import { coffee, day, gym, hatten, openHouse } from "../house.ts";
import { ProgrammeEditor } from "../programme-editor.ts";
import { readRows } from "../tablet-store.ts";
import { Tablet, controlled, onTablet, sent } from "../tablet.ts";

test("a count with a network is saved, then sent", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await expect(tablet.saved).toHaveText("Inte räknat än");
  await tablet.tap(3);
  await tablet.expectTotal(3);
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(tablet.duty(openHouse)).toContainText(sent);
  await expect(tablet.duty(openHouse)).toContainText("3");
});

test("after a restart without a network today opens, counts, undoes and says what waits", async ({
  profile,
  samvaro,
}) => {
  const device = await profile();
  await Tablet.paired(await device.open(), samvaro, hatten);
  await device.close();
  await samvaro.kill();

  const tablet = new Tablet(await device.open());
  await tablet.day();
  await tablet.expectOffline();
  await expect(tablet.page.getByRole("heading", { name: openHouse })).toBeVisible();
  await expect(tablet.page.getByRole("heading", { name: gym })).toBeVisible();

  await tablet.count(openHouse);
  await tablet.tap(3);
  await tablet.expectTotal(3);
  await tablet.expectSaved(onTablet);
  await tablet.expectUnsent(3);
  await tablet.undo.click();
  await tablet.expectTotal(2);
  await tablet.expectUnsent(4);
  await tablet.page.getByRole("button", { name: "5 till" }).click();
  await tablet.expectTotal(7);
  await tablet.done();
  await expect(tablet.duty(openHouse)).toContainText(onTablet);
  await expect(tablet.duty(openHouse)).toContainText("7");

  await device.close();
  const again = new Tablet(await device.open());
  await again.day();
  await expect(again.duty(openHouse)).toContainText("7");
  await again.expectUnsent(5);

  await samvaro.start();
  await again.expectAllSent();
  await expect(again.duty(openHouse)).toContainText(sent);
});

test("a reload without a network keeps every tap", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.kill();
  await tablet.tap(4);
  await tablet.expectSaved(onTablet);
  await page.reload();
  await tablet.expectTotal(4);
  await tablet.expectSaved(onTablet);
  await tablet.tap();
  await tablet.expectTotal(5);
});

test("nobody came is a count, and differs from not counted", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  // Nobody knows when it is, so that it is not said to be ahead.
  await expect(tablet.duty(gym)).toContainText("Tid saknas");
  await expect(tablet.duty(gym)).not.toContainText("Inte börjat");
  await expect(tablet.duty(gym)).not.toContainText(sent);
  await tablet.count(gym);
  await expect(tablet.saved).toHaveText("Inte räknat än");
  await page.getByRole("button", { name: "Ingen kom" }).click();
  await tablet.expectTotal(0);
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(tablet.duty(gym).locator(".duty-count")).toHaveText("0");
  await tablet.count(gym);
  await expect(tablet.undo).toContainText("Ingen kom");
  await tablet.undo.click();
  await expect(tablet.saved).toHaveText("Inte räknat än");
});

test("what is over today and nobody has counted waits before the days behind it, and only there", async ({
  page,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.getByRole("link", { name: "Lägg till en aktivitet" }).click();
  await page.getByLabel("Namn", { exact: true }).fill("Morgonkaffe");
  await tablet.fillIn({ from: "00:00", until: "00:01" });
  await page.getByRole("button", { name: "Lägg till" }).click();
  await tablet.expectDay();
  const under = (name: string) =>
    page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name, exact: true }) });
  const waiting = under("Inte räknat än").getByRole("listitem");
  // In the first minute of the day it goes on still.
  await expect(waiting.first()).toContainText("Morgonkaffe", { timeout: 70_000 });
  await expect(waiting.nth(1)).toContainText(coffee);
  await expect(page.getByRole("heading", { name: "Morgonkaffe" })).toHaveCount(1);
  await tablet.count("Morgonkaffe");
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(under("Tidigare i dag").getByRole("heading", { name: "Morgonkaffe" })).toBeVisible();
  await expect(waiting).toHaveCount(1);
});

test("yesterday can be counted, and is marked as late", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const waiting = page.getByRole("listitem").filter({ hasText: coffee });
  await expect(waiting).toBeVisible();
  await waiting.getByRole("link", { name: /^Räkna nu/ }).click();
  await expect(tablet.heading).toHaveText(coffee);
  await expect(page.getByText("Räknas i efterhand")).toBeVisible();
  await tablet.typeNumber(12);
  await tablet.expectTotal(12);
  await tablet.expectSaved(sent);
  await tablet.day();
  await expect(page.getByRole("heading", { name: coffee })).toHaveCount(0);
  await page.goto(`/personal/dag/${day(-1)}`);
  await expect(tablet.duty(coffee)).toContainText("12");
});

test("nobody came yesterday is said from the day, and can be taken back", async ({ page, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const waiting = page.getByRole("listitem").filter({ hasText: coffee });
  await waiting.getByRole("button", { name: /^Ingen kom/ }).click();
  await expect(page.getByText(`Ingen kom: ${coffee}.`)).toBeVisible();
  await expect(waiting).toHaveCount(0);
  await page.getByRole("button", { name: /^Ångra/ }).click();
  await expect(waiting).toBeVisible();
});

test("a typed number corrects, and the change says from what to what", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tap(9);
  await page.getByRole("button", { name: /^Skriv\s*antal$/ }).click();
  await page.getByRole("textbox", { name: "Antal" }).fill("8");
  await expect(page.getByText("Var 9. Blir 8.")).toBeVisible();
  await page.getByRole("button", { name: "Spara 8" }).click();
  await tablet.expectTotal(8);
  await tablet.undo.click();
  await tablet.expectTotal(9);
});

test("fifty taps of two thumbs are fifty", async ({ browser, samvaro }) => {
  const context = await browser.newContext({ hasTouch: true, baseURL: samvaro.url });
  const tablet = await Tablet.paired(await context.newPage(), samvaro, hatten);
  await tablet.count(openHouse);
  const plate = await tablet.plate.boundingBox();
  if (!plate) throw new Error("the plate is not on the screen");
  const y = plate.y + plate.height / 2;
  const thumbs = [
    { id: 0, x: plate.x + plate.width / 4, y },
    { id: 1, x: plate.x + (plate.width * 3) / 4, y },
  ];
  const hands = await context.newCDPSession(tablet.page);
  const touch = (type: "touchStart" | "touchEnd", touchPoints: typeof thumbs) =>
    hands.send("Input.dispatchTouchEvent", { type, touchPoints });
  // The second thumb comes down before the first is up, again and again.
  for (let pair = 0; pair < 25; pair += 1) {
    await touch("touchStart", [thumbs[0]!]);
    await touch("touchStart", thumbs);
    await touch("touchEnd", [thumbs[1]!]);
    await touch("touchEnd", []);
  }
  await tablet.expectTotal(50);
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(tablet.duty(openHouse)).toContainText("50");
  await context.close();
});

test("drop-in visits are counted by half of a day, under their own name", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.getByRole("link", { name: "Räkna: Drop-in förmiddag" }).click();
  await tablet.tap(2);
  await tablet.expectSaved(sent);
  await tablet.done();
  await expect(page.getByRole("listitem").filter({ hasText: "förmiddag" })).toContainText("2");
});

test("who leads it stands with an activity, and what is over stands under its own heading", async ({
  page,
  samvaro,
}) => {
  const song = "Morgonsång";
  await page.clock.setFixedTime(new Date(`${day(0)}T05:00:00Z`));
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.getByRole("link", { name: "Lägg till en aktivitet" }).click();
  await page.getByLabel("Namn", { exact: true }).fill(song);
  await tablet.fillIn({ from: "08:00", until: "09:00" });
  await page.getByRole("button", { name: "Lägg till" }).click();
  await tablet.expectDay();
  const editor = ProgrammeEditor.onTablet(page);
  await editor.openActivity(song);
  await page.getByRole("link", { name: "Ändra uppgifter" }).click();
  await editor.field("Vem som leder").fill("Anna Ek");
  await editor.save();
  await editor.expectSaved();

  const over = page.locator("section").filter({ has: page.getByRole("heading", { name: "Tidigare i dag" }) });
  await tablet.day();
  await expect(tablet.duty(song)).toContainText("Leds av Anna Ek.");
  await expect(over).toHaveCount(0);
  await tablet.count(song);
  await tablet.tap(2);
  await tablet.done();
  await page.clock.setFixedTime(new Date(`${day(0)}T20:00:00Z`));
  await tablet.day();
  await expect(over.getByRole("listitem").filter({ hasText: song })).toContainText("Leds av Anna Ek.");
});

test("two tabs of one tablet share what they count", async ({ page, context, samvaro }) => {
  const first = await Tablet.paired(page, samvaro, hatten);
  await first.count(openHouse);
  const second = new Tablet(await context.newPage());
  await second.page.goto(page.url());
  await samvaro.kill();
  await first.tap(2);
  await second.expectTotal(2);
  await second.tap(3);
  await first.expectTotal(5);
  await first.expectUnsent(5);
  await samvaro.start();
  await first.expectSaved(sent);
  await second.expectSaved(sent);
  await page.close();
  await second.tap();
  await second.expectSaved(sent);
  await second.expectTotal(6);
});

test("two tabs that are tapped at the same time count every tap once, under numbers without a gap", async ({
  page,
  context,
  samvaro,
}) => {
  const each = 25;
  const first = await Tablet.paired(page, samvaro, hatten);
  await first.count(openHouse);
  const second = new Tablet(await context.newPage());
  await second.page.goto(page.url());
  await expect(second.heading).toHaveText(openHouse);
  await samvaro.kill();
  await Promise.all([first.tap(each), second.tap(each)]);
  for (const tab of [first, second]) {
    await tab.expectTotal(2 * each);
    await tab.expectSaved(onTablet);
    await tab.expectUnsent(2 * each);
  }
  const { outbox } = await page.evaluate(readRows, "samvaro-tablet");
  const numbers = (outbox ?? []).map(([key]) => Number(key.split("/")[1]));
  const from = Math.min(...numbers);
  expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 2 * each }, (_, tap) => from + tap));
  expect(new Set((outbox ?? []).map(([key]) => key.split("/")[0])).size, "one writer").toBe(1);
  await samvaro.start();
  for (const tab of [first, second]) {
    await tab.expectSaved(sent);
    await tab.expectTotal(2 * each);
  }
});

test("what the tab that talks to the network has not heard of is not given away", async ({
  page,
  context,
  samvaro,
}) => {
  const leader = await Tablet.paired(page, samvaro, hatten);
  await leader.count(openHouse);
  const other = new Tablet(await context.newPage());
  await other.page.goto(page.url());
  await other.tap();
  await other.expectSaved(sent);
  await leader.expectTotal(1);
  await samvaro.kill();
  // As if its message were still on the way: the tap's number is taken, and the leader does not know.
  await other.page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await other.tap();
  await other.expectSaved(onTablet);
  await leader.expectTotal(1);
  await leader.tap();
  await leader.expectSaved(onTablet);
  await samvaro.start();
  await leader.expectSaved(sent);
  await leader.expectTotal(3);
  await leader.page.reload();
  await leader.expectTotal(3);
  await leader.expectSaved(sent);
});

/** The next transaction that writes is stored, and reported as failed as soon as somebody says so. */
function storeAndReportAsFailed(): void {
  const { oncomplete } = Object.getOwnPropertyDescriptors(IDBTransaction.prototype);
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    ...oncomplete,
    set(this: IDBTransaction, done: () => void) {
      const page = window as { unsure?: boolean; report?: () => void };
      const lies = page.unsure && done && this.mode === "readwrite";
      if (lies) page.unsure = false;
      const fail = () => void (page.report = () => this.onabort?.(new Event("abort")));
      oncomplete.set?.call(this, lies ? fail : done);
    },
  });
}

test("a tap that was stored and reported as failed counts once, whatever another tab does meanwhile", async ({
  page,
  context,
  samvaro,
}) => {
  await page.addInitScript(storeAndReportAsFailed);
  const unsure = await Tablet.paired(page, samvaro, hatten);
  await unsure.count(openHouse);
  const other = new Tablet(await context.newPage());
  await other.page.goto(page.url());
  await samvaro.kill();
  await page.evaluate(() => Object.assign(window, { unsure: true }));
  await unsure.tap();
  await page.waitForFunction(() => "report" in window);
  await other.tap();
  await other.expectSaved(onTablet);
  await page.evaluate(() => (window as { report?: () => void }).report?.());
  await unsure.expectSaved(onTablet);
  await unsure.expectTotal(2);
  await samvaro.start();
  await unsure.expectSaved(sent);
  await unsure.expectTotal(2);
  await page.reload();
  await unsure.expectTotal(2);
});

test("the tablet says how it is", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.network.click();
  await expect(tablet.heading).toHaveText("Plattan");
  const fact = (name: string) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await expect(fact("Räknar för")).toContainText("Hatten");
  await expect(fact("Senaste kontakt")).toContainText(/I dag \d+\.\d\d/);
  await expect(fact("Inte skickat")).toContainText("Ingenting. Allt är framme.");
  await expect(fact("Klockan")).toContainText("Går rätt.");
});

test("unsent counts can be saved as a file", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  await samvaro.kill();
  await tablet.tap(2);
  await tablet.expectSaved(onTablet);
  await page.goto("/personal/plattan");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Spara det oskickade som en fil" }).click();
  const download = await saving;
  const file = await (await download.createReadStream()).setEncoding("utf8").toArray();
  const rescue = JSON.parse(file.join(""));
  expect(rescue.format).toBe("samvaro-unsent-1");
  expect(rescue.outbox).toHaveLength(2);
});

test("a tablet whose clock and time zone are wrong still counts for today in Sweden", async ({
  browser,
  samvaro,
}) => {
  const context = await browser.newContext({ baseURL: samvaro.url, timezoneId: "Pacific/Kiritimati" });
  const page = await context.newPage();
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await expect(page.getByRole("heading", { name: openHouse })).toBeVisible();
  await tablet.count(openHouse);
  await expect(page.getByText("Räknas i efterhand")).toHaveCount(0);
  await tablet.tap();
  await tablet.expectSaved(sent);
  await controlled(page);
  await context.close();
});
