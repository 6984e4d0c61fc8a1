// Faults that need more of the machine than a test may ask for: whole disks, power cuts.

import { defineConfig } from "@playwright/test";
import { launchOptions, tabletInSweden } from "./chromium.ts";

export default defineConfig({
  testDir: "faults",
  testMatch: "*.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  // A long run kills a thousand times.
  timeout: process.env.SAMVARO_LONG ? 4 * 60 * 60_000 : 300_000,
  expect: { timeout: 15_000 },
  reporter: [["./plain-reporter.ts"]],
  use: { ...tabletInSweden, browserName: "chromium", launchOptions: launchOptions() },
});
