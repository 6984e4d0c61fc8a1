// The server burns down and an older backup is restored: tablets bring what it lacks, also of others.

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Coordinator } from "../coordinator.ts";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { Desk } from "../organisation.ts";
import type { Samvaro } from "../samvaro.ts";
import { Tablet, comesBackWithinMs } from "../tablet.ts";

const phone = "08-123 45 67";

/** Runs what happens after a backup, and puts that backup in the place of everything. */
async function lose(samvaro: Samvaro, what: () => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "samvaro-backup-"));
  const backup = join(folder, "backup");
  await samvaro.command("backup", backup);
  await what();
  await samvaro.stop();
  const kept = (await readdir(samvaro.dataFolder)).filter((name) => name !== "erasures.txt");
  for (const name of kept) await rm(join(samvaro.dataFolder, name), { recursive: true });
  await samvaro.command("restore", backup);
  await rm(folder, { recursive: true });
}

test("F8, B16: what a desk and a broken tablet had written since the backup, another tablet hands on", async ({
  profile,
  samvaro,
  browser,
}) => {
  const [mine, broken, another] = [await profile(), await profile(), await profile()];
  const tablet = await Tablet.paired(await mine.open(), samvaro, hatten);
  const gone = await Tablet.paired(await broken.open(), samvaro, hatten);
  await tablet.count(openHouse);
  await gone.count(openHouse);
  await lose(samvaro, async () => {
    await gone.tap(3);
    await tablet.expectTotal(3);
    await tablet.tap(2);
    await tablet.expectAllSent();
    const desk = await Desk.open(browser, samvaro);
    await desk.write([{ place: [{ phone }] }], hatten);
    await desk.write([{ organisation: [{ counting_rule: "Räkna alla som kommer." }] }]);
    await desk.close();
    await tablet.page.goto("/personal/plattan");
    await tablet.expectAllSent();
    await broken.close();
  });

  await samvaro.start();
  await tablet.day();
  await tablet.expectAllSent();
  // Those who are there have ten minutes to come with their own; a tablet that starts knows of none.
  await tablet.day();
  const witness = await Tablet.paired(await another.open(), samvaro, hatten);
  const programme = async () => (await fetch(`${samvaro.url}/plats/${hatten}`)).text();
  await expect.poll(programme, { timeout: comesBackWithinMs }).toContain(phone);
  await witness.count(openHouse);
  await witness.expectTotal(3 + 2);

  // What the places share is a coordinator's to say: it waits there, once.
  const coordinator = await Coordinator.signedIn(await browser.newPage({ baseURL: samvaro.url }), samvaro);
  await coordinator.openHelp();
  const heading = coordinator.page.getByRole("heading", { name: "Gäller alla platser" });
  const shared = coordinator.page.locator("section").filter({ has: heading });
  await expect(shared.getByRole("listitem")).toHaveCount(1);
  await shared.getByRole("button", { name: "Försök igen" }).click();
  await expect(coordinator.page.getByText("1 ändring räknas nu.")).toBeVisible();
  await witness.page.getByRole("button", { name: "Så räknar vi" }).click();
  await expect(witness.page.getByText("Räkna alla som kommer.")).toBeVisible();
});
