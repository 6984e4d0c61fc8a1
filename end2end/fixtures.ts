// What every test gets: a running installation of its own, filled with the small municipality
// of house.ts, and pages that open on it. A test that wants the demonstration or nothing at all
// says `test.use({ seed: "demo" })` or `test.use({ seed: "empty" })`. A project says on which engine.

import { test as base, expect } from "@playwright/test";
import { day, moveIn, untilMidnightMs } from "./house.ts";
import { leftTooSoon, watchLeaving } from "./leaving.ts";
import { ordinaryWindows } from "./ordinary-window.ts";
import { Cluster } from "./postgres.ts";
import { Profile } from "./profile.ts";
import { Samvaro } from "./samvaro.ts";

/** No test takes longer than this; one that begins later in the day would end on another one. */
const longestTestMs = 90_000;

type Seed = "house" | "demo" | "empty";
type Options = { seed: Seed };
type Fixtures = { samvaro: Samvaro; profile: () => Promise<Profile>; storedBeforeLeaving: void };
export type WorkerOptions = { engine: "sqlite" | "postgres" };
type WorkerFixtures = {
  cluster: Cluster | undefined;
  seeds: (seed: Seed) => Promise<Samvaro> | undefined;
};

export const test = base.extend<Options & Fixtures, WorkerOptions & WorkerFixtures>({
  seed: ["house", { option: true }],
  engine: ["sqlite", { option: true, scope: "worker" }],

  cluster: [
    async ({ engine }, use) => {
      const cluster = engine === "postgres" ? await Cluster.start() : undefined;
      await use(cluster);
      await cluster?.stop();
    },
    { scope: "worker" },
  ],

  // Filled once per worker and day, when first asked for, and never served: each test starts from a
  // copy. What is on today is on the day on which it was filled.
  seeds: [
    async ({ cluster }, use) => {
      const filled = new Map<string, Promise<Samvaro>>();
      await use((seed) => {
        const key = `${seed} ${day(0)}`;
        if (seed !== "empty" && !filled.has(key)) filled.set(key, fill(seed, cluster));
        return filled.get(key);
      });
      for (const samvaro of filled.values()) await (await samvaro).remove();
    },
    { scope: "worker" },
  ],

  samvaro: [
    async ({ seed, seeds, cluster }, use, info) => {
      await tomorrowIfLate();
      const samvaro = await Samvaro.install(await seeds(seed), cluster);
      await samvaro.start();
      await use(samvaro);
      if (info.status !== info.expectedStatus) {
        await info.attach("server log", { body: samvaro.log, contentType: "text/plain" });
      }
      await samvaro.remove();
    },
    { timeout: 3 * longestTestMs },
  ],

  // A browser whose profile outlives it, as a tablet's does. A test may have several.
  profile: async ({ samvaro, launchOptions }, use) => {
    const profiles: Profile[] = [];
    await use(async () => {
      const profile = await Profile.create(samvaro.url, launchOptions);
      profiles.push(profile);
      return profile;
    });
    for (const profile of profiles) await profile.remove();
  },

  context: async ({ context }, use) => {
    await ordinaryWindows(context);
    watchLeaving(context);
    await use(context);
  },

  storedBeforeLeaving: [
    async ({}, use) => {
      await use();
      expect(leftTooSoon(), "left before everything that was done there was stored").toEqual([]);
    },
    { auto: true },
  ],

  baseURL: async ({ samvaro }, use) => {
    await use(samvaro.url);
  },
});

/** Waits for midnight where it is near: whoever begins before it has no today to the end. */
async function tomorrowIfLate(): Promise<void> {
  const left = untilMidnightMs();
  if (left < longestTestMs) await new Promise((midnight) => setTimeout(midnight, left));
}

async function fill(seed: Seed, cluster?: Cluster): Promise<Samvaro> {
  const samvaro = await Samvaro.install(undefined, cluster);
  if (seed === "demo") await samvaro.command("demo");
  else await moveIn(samvaro);
  return samvaro;
}

export { expect };
