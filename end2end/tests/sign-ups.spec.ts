// Sign-ups with names: only under a decision, by the order of the log, counted once, and erased
// everywhere.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { engines, type Engine } from "../damage.ts";
import { Decider, List } from "../decision.ts";
import { expect, test } from "../fixtures.ts";
import { coffee, hatten, openHouse } from "../house.ts";
import { Profile } from "../profile.ts";
import { ProgrammeEditor } from "../programme-editor.ts";
import { Samvaro } from "../samvaro.ts";
import { filesWith } from "../search.ts";
import { Tablet, comesBackWithinMs, sent } from "../tablet.ts";

const astrid = "Åsa-Astrid Ödegård";
const bertil = "Bertil Ek";
const cecilia = "Cecilia Dal";

test("without a decision there is no list, no field and no way to one", async ({ page, samvaro }) => {
  const traffic: string[] = [];
  page.on("request", (request) => traffic.push(unpacked(request.postDataBuffer())));
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await expect(page.getByRole("link", { name: /Anmälda/ })).toHaveCount(0);
  await tablet.count(openHouse);
  await expect(page.getByRole("link", { name: /Anmälda/ })).toHaveCount(0);
  await page.goto(page.url().replace("/rakna/", "/anmalda/"));
  await expect(tablet.heading).toHaveText("Här finns ingen lista");
  await expect(page.getByRole("textbox")).toHaveCount(0);

  // A day's work, and where a name could stand in it: beside a change, or in a table of its own.
  await page.goBack();
  await tablet.tap(3);
  await tablet.undo.click();
  await tablet.typeNumber(7);
  await tablet.expectSaved(sent);
  await samvaro.stop();
  const pushes = traffic.filter((text) => text.includes('"count"'));
  expect(pushes).not.toEqual([]);
  for (const push of pushes) expect((JSON.parse(push) as { p: object }).p).not.toHaveProperty("p");
  expect(await filesWith(samvaro.dataFolder, "change_personal"), "the search finds tables").not.toEqual([]);
  expect(await filesWith(samvaro.dataFolder, "visitor_name")).toEqual([]);
  const stored = await page.evaluate(() => indexedDB.databases());
  expect(stored.map(({ name }) => name)).not.toContain("samvaro-names");
});

/** The list of one activity on two tablets. */
async function twoLists(samvaro: Samvaro, profile: () => Promise<Profile>): Promise<[List, List]> {
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse);
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  return [await List.open(first.page, openHouse), await List.open(second.page, openHouse)];
}

/** A request's text, also when it travels packed. */
function unpacked(body: Buffer | null): string {
  if (!body) return "";
  return (body[0] === 0x1f ? gunzipSync(body) : body).toString("utf8");
}

test("two tablets tick one name and fill the last place without a network: counted once, by the log's order", async ({
  profile,
  samvaro,
}) => {
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse, 2);
  const first = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const second = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const lists = [await List.open(first.page, openHouse), await List.open(second.page, openHouse)] as const;
  await lists[0].add(astrid);
  await expect(lists[1].row(astrid)).toBeVisible({ timeout: comesBackWithinMs });

  await samvaro.kill();
  for (const list of lists) await list.tick(astrid).check();
  await lists[0].add(bertil);
  await lists[1].add(cecilia);
  await expect(lists[0].row(bertil)).toContainText("Väntar på svar");
  await expect(lists[1].row(cecilia)).toContainText("Väntar på svar");

  await samvaro.start();
  await lists[0].expectFigures("3 av 2. 1 har kommit.");
  await lists[1].expectFigures("3 av 2. 1 har kommit.");
  const waits = (list: List) => list.page.locator("li.sign-up").filter({ hasText: "Väntar, nummer 1" });
  await expect(waits(lists[0])).toHaveCount(1);
  await expect(waits(lists[1])).toHaveCount(1);
  const last = (await waits(lists[0]).textContent()) ?? "";
  await expect(waits(lists[1])).toHaveText(last);
  expect(last).toMatch(new RegExp(`${bertil}|${cecilia}`));

  // Whoever withdraws lets the next one in, and is told before that there is no way back to the place.
  await lists[0].page.getByRole("button", { name: `Ändra: ${astrid}` }).click();
  await expect(lists[0].page.getByRole("dialog")).toContainText("Den som ångrar sig hamnar sist.");
  await lists[0].page.getByRole("dialog").getByRole("button", { name: "Ta bort anmälan" }).click();
  await expect(waits(lists[1])).toHaveCount(0, { timeout: comesBackWithinMs });
  await first.day();
  await expect(first.duty(openHouse)).toContainText("1");
});

test("for two in one go, a walk-in, one who stayed at home, and an undo", async ({ page, samvaro }) => {
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse, 20);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const list = await List.open(page, openHouse);
  await list.add(astrid, true);
  await list.add(bertil);
  await list.expectFigures("3 av 20. 0 har kommit.");
  await expect(list.field).toBeFocused();
  await list.tick(astrid).check();
  await list.expectFigures("2 har kommit.");
  await list.change(astrid, "Bara 1 kom");
  await list.expectFigures("1 har kommit.");
  await expect(list.row(astrid)).toContainText("1 av 2 kom");
  await list.tick(astrid).uncheck();
  await list.expectFigures("0 har kommit.");
  await page.getByRole("button", { name: "Kom utan anmälan" }).click();
  await list.expectFigures("3 av 20. 1 har kommit.");
  await list.change(bertil, "Ta bort anmälan");
  await expect(list.row(bertil)).toHaveCount(0);
  await page.getByRole("button", { name: "Ångra avanmälan" }).click();
  await expect(list.row(bertil)).toBeVisible();
  expect(await page.title()).not.toContain(astrid);
  expect(page.url()).not.toContain("Astrid");
  await tablet.expectAllSent();
});

test("when the last day to sign up has gone the list says so, and marks whoever is signed up all the same", async ({
  profile,
  samvaro,
}) => {
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse);
  const page = await (await profile()).open();
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const late = page.getByText("Sista dagen har gått. Du kan ändå skriva upp någon.");
  const mark = "Efter sista dagen";

  // What is on today may be signed up for today.
  await closes(tablet, "0");
  const list = await List.open(page, openHouse);
  await expect(page.getByText(/^Sista dag: /)).toBeVisible();
  await expect(late).toHaveCount(0);
  await list.add(astrid);

  await tablet.day();
  await closes(tablet, "1");
  await List.open(page, openHouse);
  await expect(late).toBeVisible();
  await expect(page.getByText(/^Sista dag: /)).toHaveCount(0);
  await list.add(bertil);
  await expect(list.row(bertil)).toContainText(mark);
  await expect(list.row(astrid)).not.toContainText(mark);
  await tablet.expectAllSent();

  const other = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const theirs = await List.open(other.page, openHouse);
  await expect(theirs.row(bertil)).toContainText(mark);
  await expect(theirs.row(astrid)).not.toContainText(mark);
});

/** Says how many days before the last day to sign up is; the tablet shows the day then. */
async function closes(tablet: Tablet, days: string): Promise<void> {
  const editor = ProgrammeEditor.onTablet(tablet.page);
  // The decision has been read: without it there is no such field.
  await expect(tablet.page.getByRole("link", { name: /^Anmälda/ }).first()).toBeVisible({ timeout: comesBackWithinMs });
  await editor.openActivity(openHouse);
  await tablet.page.getByRole("link", { name: "Ändra uppgifter" }).click();
  await editor.field("Anmälan stänger, dagar före").fill(days);
  await editor.save();
  await editor.expectSaved();
  await tablet.day();
}

test("an undo on the list takes back one who came without a sign-up, and never what was counted by tens", async ({
  page,
  samvaro,
}) => {
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse);
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const list = await List.open(page, openHouse);
  const oneMore = page.getByRole("button", { name: "Kom utan anmälan" });
  const undo = page.getByRole("button", { name: /^Ångra/ });
  await oneMore.click();
  await list.expectFigures("0. 1 har kommit.");
  await expect(undo).toHaveText(/^Ångra \+1, \d?\d\.\d\d$/);
  await undo.click();
  await list.expectFigures("0. 0 har kommit.");
  await expect(undo).toHaveCount(0);

  await page.getByRole("link", { name: "Till räkningen" }).click();
  await tablet.more(10);
  await tablet.expectTotal(10);
  await page.getByRole("link", { name: /^Anmälda/ }).click();
  await list.expectFigures("0. 10 har kommit.");
  await expect(oneMore).toBeVisible();
  await expect(undo).toHaveCount(0);
  await oneMore.click();
  await list.expectFigures("0. 11 har kommit.");
  await undo.click();
  await list.expectFigures("0. 10 har kommit.");
  await expect(undo).toHaveCount(0);
});

for (const engine of Object.keys(engines) as Engine[]) {
  test(`a name that was erased is found nowhere after the next sync (${engine})`, async ({ samvaro }) => {
    const decider = await Decider.signedIn(samvaro);
    // Yesterday's, and kept for a hundred days: its time is up when somebody says one day.
    await decider.allow(hatten, coffee, null, 100);
    const device = await Profile.create(samvaro.url, engines[engine]);
    const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
    await tablet.page.getByRole("link", { name: "Räkna nu" }).first().click();
    await tablet.page.getByRole("link", { name: /^Anmälda/ }).click();
    const list = new List(tablet.page);
    const listAddress = tablet.page.url();
    await list.add(astrid);
    await list.tick(astrid).check();
    await list.expectFigures("1 har kommit.");
    await tablet.expectAllSent();
    // What is typed and not saved must not be written down by the browser either.
    await list.field.fill(`${astrid} igen`);
    await device.close();
    expect(await filesWith(device.folder, hatten), "the search finds what is there").not.toEqual([]);
    expect(await filesWith(device.folder, astrid), "names are locked").toEqual([]);
    expect(await filesWith(samvaro.dataFolder, astrid), "the server keeps it while it may").not.toEqual([]);
    const folder = await mkdtemp(join(tmpdir(), "samvaro-backup-"));
    const backup = join(folder, "backup");
    await samvaro.command("backup", backup);

    await decider.allow(hatten, coffee, null, 1);
    await samvaro.restart();
    const again = new Tablet(await device.open());
    await again.page.goto(listAddress);
    await expect(again.page.locator("li.sign-up")).toHaveText(/Namnet är borttaget/, { timeout: comesBackWithinMs });
    await new List(again.page).expectFigures("1. 1 har kommit.");
    await again.expectAllSent();
    await device.close();
    await samvaro.stop();
    expect(await filesWith(device.folder, astrid)).toEqual([]);
    expect(await filesWith(samvaro.dataFolder, astrid)).toEqual([]);
    expect(samvaro.log).not.toContain(astrid);

    const restored = await Samvaro.install();
    await restored.command("restore", backup, "--erasures", join(samvaro.dataFolder, "erasures.txt"));
    expect(await filesWith(restored.dataFolder, astrid)).toEqual([]);
    await restored.remove();
    await device.remove();
    await rm(folder, { recursive: true });
  });
}

test("a name that staff erase goes from the other tablet, and its number stays", async ({ profile, samvaro }) => {
  const [mine, theirs] = await twoLists(samvaro, profile);
  await mine.add(astrid);
  await mine.tick(astrid).check();
  await expect(theirs.tick(astrid)).toBeChecked({ timeout: comesBackWithinMs });
  await samvaro.kill();
  await theirs.change(astrid, "Radera namnet nu");
  await expect(theirs.page.getByText("Namnet går inte att få tillbaka.")).toBeVisible();
  await theirs.page.getByRole("dialog").getByRole("button", { name: "Behåll" }).click();
  await theirs.page.getByRole("dialog").getByRole("button", { name: "Stäng" }).click();
  await expect(theirs.row(astrid)).toBeVisible();
  await theirs.erase(astrid);
  await expect(theirs.row(astrid)).toHaveCount(0);
  await expect(theirs.row("Namnet är borttaget")).toHaveCount(1);
  await samvaro.start();
  await expect(mine.row(astrid)).toHaveCount(0, { timeout: comesBackWithinMs });
  await mine.expectFigures("1. 1 har kommit.");
  await theirs.expectFigures("1. 1 har kommit.");
});

test("what was just said of somebody says no name once that is erased", async ({ profile, samvaro }) => {
  const [mine, theirs] = await twoLists(samvaro, profile);
  await mine.add(astrid);
  await mine.tick(astrid).check();
  await mine.change(astrid, "Ta bort anmälan");
  await expect(mine.page.getByText(`${astrid} är avanmäld.`)).toBeVisible();
  await expect(mine.page.getByText(`${astrid} är uppskriven.`)).toHaveCount(0);
  await mine.add(cecilia);
  await expect(mine.page.getByText(`${cecilia} är uppskriven.`)).toBeVisible();
  await expect(theirs.row(astrid)).toContainText("Avanmäld, men kom", { timeout: comesBackWithinMs });
  await expect(theirs.row(cecilia)).toBeVisible({ timeout: comesBackWithinMs });
  for (const name of [astrid, cecilia]) {
    await theirs.erase(name);
    await expect(mine.page.getByText(name)).toHaveCount(0, { timeout: comesBackWithinMs });
  }
  await expect(mine.page.getByText("Anmälan är borttagen.")).toBeVisible();
});

test("an open dialog stays with its person when somebody else comes before them on the list", async ({
  profile,
  samvaro,
}) => {
  const [mine, theirs] = await twoLists(samvaro, profile);
  await mine.add(cecilia);
  await mine.page.getByRole("button", { name: `Ändra: ${cecilia}` }).click();
  const dialog = mine.page.getByRole("dialog", { name: cecilia });
  await expect(dialog).toBeVisible();
  await theirs.add(bertil);
  const rows = mine.page.locator("li.sign-up");
  await expect(rows).toHaveText([new RegExp(bertil), new RegExp(cecilia)], { timeout: comesBackWithinMs });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("heading")).toHaveText(cecilia);
  await dialog.getByRole("button", { name: "Ta bort anmälan" }).click();
  await expect(rows).toHaveText([new RegExp(bertil)]);
});

for (const engine of Object.keys(engines) as Engine[]) {
  test(`a name that staff erase is found nowhere after the next sync (${engine})`, async ({ samvaro }) => {
    await (await Decider.signedIn(samvaro)).allow(hatten, openHouse);
    const devices = [
      await Profile.create(samvaro.url, engines[engine]),
      await Profile.create(samvaro.url, engines[engine]),
    ] as const;
    const writes = await Tablet.paired(await devices[0].open(), samvaro, hatten);
    const erases = await Tablet.paired(await devices[1].open(), samvaro, hatten);
    const lists = [await List.open(writes.page, openHouse), await List.open(erases.page, openHouse)] as const;
    await lists[0].add(astrid);
    await lists[0].tick(astrid).check();
    await expect(lists[1].tick(astrid)).toBeChecked({ timeout: comesBackWithinMs });
    await writes.expectAllSent();
    expect(await filesWith(samvaro.dataFolder, astrid), "the server keeps it while it may").not.toEqual([]);

    await lists[1].erase(astrid);
    for (const list of lists) {
      await expect(list.row("Namnet är borttaget")).toHaveCount(1, { timeout: comesBackWithinMs });
      await list.expectFigures("1. 1 har kommit.");
      await new Tablet(list.page).expectAllSent();
      // What the browser has not written over yet can be read no more.
      await expect.poll(() => keysOfNames(list.page)).toBe(0);
    }
    // Database and write-ahead log of a server that goes on.
    await expect.poll(() => filesWith(samvaro.dataFolder, astrid)).toEqual([]);
    for (const device of devices) {
      await device.close();
      expect(await filesWith(device.folder, hatten), "the search finds what is there").not.toEqual([]);
      expect(await filesWith(device.folder, astrid)).toEqual([]);
    }
    await samvaro.stop();
    expect(await filesWith(samvaro.dataFolder, astrid)).toEqual([]);
    expect(samvaro.log).not.toContain(astrid);
    for (const device of devices) await device.remove();
  });
}

/** How many keys the tablet has for names. */
function keysOfNames(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("samvaro-names");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const asked = database.transaction("keys").objectStore("keys").count();
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
          database.close();
        };
      }),
  );
}

test("names are there after a restart without a network", async ({ profile, samvaro }) => {
  await (await Decider.signedIn(samvaro)).allow(hatten, openHouse);
  const device = await profile();
  const tablet = await Tablet.paired(await device.open(), samvaro, hatten);
  const list = await List.open(tablet.page, openHouse);
  await list.add(astrid);
  await tablet.expectAllSent();
  await samvaro.kill();
  await list.add(bertil);
  await tablet.day();
  await device.close();
  const page = await device.open();
  await page.goto("/personal");
  const after = await List.open(page, openHouse);
  await expect(after.row(astrid)).toBeVisible();
  await expect(after.row(bertil)).toBeVisible();
  await samvaro.start();
  await new Tablet(page).expectAllSent();
  const other = await Tablet.paired(await (await profile()).open(), samvaro, hatten);
  const theirs = await List.open(other.page, openHouse);
  await expect(theirs.row(bertil)).toBeVisible();
  await theirs.tick(bertil).check();
});
