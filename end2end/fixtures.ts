// What every test gets: a running installation of its own, filled with the demonstration, and
// pages that open on it. A test that wants an empty one says `test.use({ seed: "empty" })`.

import { test as base } from "@playwright/test";
import { Samvaro } from "./samvaro.ts";

type Options = { seed: "demo" | "empty" };
type Fixtures = { samvaro: Samvaro };
type WorkerFixtures = { demonstration: () => Promise<Samvaro> };

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  seed: ["demo", { option: true }],

  // Filled once per worker, when first asked for, and never served: each test starts from a copy.
  demonstration: [
    async ({}, use) => {
      let filling: Promise<Samvaro> | undefined;
      await use(() => (filling ??= filled()));
      await (await filling)?.remove();
    },
    { scope: "worker" },
  ],

  samvaro: async ({ seed, demonstration }, use, info) => {
    const samvaro = await Samvaro.install(seed === "demo" ? await demonstration() : undefined);
    await samvaro.start();
    await use(samvaro);
    if (info.status !== info.expectedStatus) {
      await info.attach("server log", { body: samvaro.log, contentType: "text/plain" });
    }
    await samvaro.remove();
  },

  baseURL: async ({ samvaro }, use) => {
    await use(samvaro.url);
  },
});

async function filled(): Promise<Samvaro> {
  const samvaro = await Samvaro.install();
  await samvaro.command("demo");
  return samvaro;
}

export { expect } from "@playwright/test";
