// Measurements: one at a time, on a machine that does nothing else, printed and never asserted.

import { defineConfig } from "@playwright/test";
import { launchOptions, tabletInSweden } from "./chromium.ts";

export default defineConfig({
  testDir: "bench",
  testMatch: "*.ts",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [["./plain-reporter.ts"]],
  use: { ...tabletInSweden, browserName: "chromium", launchOptions: launchOptions() },
});
