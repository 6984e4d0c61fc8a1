// The server is killed as soon as a tablet says that everything is sent: what is lost?

import { test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { line } from "../statistics.ts";
import { Tablet } from "../tablet.ts";

const taps = 200;

test("killed server", async ({ browser, samvaro }) => {
  const open = async () => (await browser.newContext({ baseURL: samvaro.url })).newPage();
  const tablet = await Tablet.paired(await open(), samvaro, hatten);
  await tablet.count(openHouse);
  await tablet.tapFast(taps);
  await tablet.expectTotal(taps);
  await tablet.expectSaved("Skickat");
  await samvaro.kill();
  // The tablet would bring them again: nobody is to ask it.
  await tablet.page.context().close();
  await samvaro.start();
  const witness = await Tablet.paired(await open(), samvaro, hatten);
  await witness.count(openHouse);
  await witness.expectAllSent();
  console.log(`\n${taps} taps shown as sent, then the server is killed at once`);
  line("lost", `${taps - (await witness.readTotal())} of ${taps}`);
});
