// One browser, no retries: a test that passes only sometimes is a fault to find.

import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import { launchOptions, tabletInSweden } from "./chromium.ts";
import type { WorkerOptions } from "./fixtures.ts";

const chromium = (...moreArgs: string[]) => ({
  browserName: "chromium" as const,
  launchOptions: launchOptions(...moreArgs),
});

const projects: PlaywrightTestConfig<object, WorkerOptions>["projects"] = [
  { name: "chromium", use: chromium() },
  // The journeys in which the server's database has a part, once more on the other engine.
  {
    name: "postgres",
    use: { ...chromium(), engine: "postgres" },
    testMatch: /(access|coordinator|kill|pairing|programme|tablet|two-tablets|working-day)\.spec\.ts/,
  },
];
if (process.env.SAMVARO_LONG) {
  // Chromium is changing the engine under IndexedDB; nothing may be lost on either.
  projects.push({
    name: "chromium-idb-sqlite",
    use: chromium("--enable-features=IdbSqliteBackingStore"),
  });
}

export default defineConfig<object, WorkerOptions>({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...tabletInSweden,
    screenshot: "only-on-failure",
    // What was done and asked, step by step. Pictures of each step took 2 of 5 minutes of every run;
    // whoever hunts a fault asks for them: --trace=on.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
  },
  projects,
});
