// Measurements: one at a time, on a machine that does nothing else, printed and never asserted.

import { defineConfig } from "@playwright/test";
import { launchOptions, tabletInSweden } from "./chromium.ts";
import type { WorkerOptions } from "./fixtures.ts";

export default defineConfig<object, WorkerOptions>({
  testDir: "bench",
  testMatch: "*.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [["./plain-reporter.ts"]],
  use: { ...tabletInSweden, browserName: "chromium", launchOptions: launchOptions() },
  projects: [
    { name: "sqlite" },
    // Those in which the server's database has a part, once more on the other engine.
    { name: "postgres", use: { engine: "postgres" }, testMatch: /[35678]-.*\.ts/ },
  ],
});
