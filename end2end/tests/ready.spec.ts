// "Klar att använda": what a tablet finds out about itself, and what a coordinator reads off.

import { Coordinator } from "../coordinator.ts";
import { expect, test } from "../fixtures.ts";
import { hatten } from "../house.ts";
import { lookAgain } from "../people.ts";
import { Tablet } from "../tablet.ts";

test("a tablet that has everything says so, and the coordinator reads it off", async ({ page, profile, samvaro }) => {
  await page.context().grantPermissions(["persistent-storage" as never]).catch(() => {});
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await page.goto("/personal/plattan");
  const step = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  for (const name of ["Plattan sparar", "Allt kommer fram", "Klockan går rätt", "Samvaro öppnas utan nät"]) {
    await expect(step(name)).toContainText("Ja");
  }
  await expect(step("Nätet har varit borta")).toContainText("Slå av wifi");
  await samvaro.stop();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await tablet.expectOffline();
  await expect(step("Allt kommer fram")).toContainText("Ge plattan nät");
  await samvaro.start();
  await lookAgain(tablet);
  await expect(step("Nätet har varit borta")).toContainText("Ja");

  const desk = await Coordinator.signedIn(await (await profile()).open(), samvaro);
  await desk.page.goto("/samordning/plattor");
  const row = desk.page.getByRole("listitem").filter({ hasText: "Hatten" });
  await expect(row).toContainText("Version");
  await expect(row).toContainText(/Klar att använda\.|Återstår: /);
  await expect(row).not.toContainText("prov utan nät");
});
