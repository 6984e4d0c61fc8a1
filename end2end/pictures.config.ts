// Pictures of every screen, for people to look at: `npm run pictures`.

import { defineConfig } from "@playwright/test";
import { launchOptions, tabletInSweden } from "./chromium.ts";

export default defineConfig({
  testDir: ".",
  testMatch: "pictures.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: { ...tabletInSweden, browserName: "chromium", launchOptions: launchOptions() },
});
