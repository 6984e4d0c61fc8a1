// One browser, no retries: a test that passes only sometimes is a fault to find.

import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const debianChromium = "/usr/bin/chromium";

// Chromium must not talk to anyone but our server, nor stop to ask.
const quietArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

const chromium = (...moreArgs: string[]) => ({
  browserName: "chromium" as const,
  launchOptions: {
    executablePath: existsSync(debianChromium) ? debianChromium : undefined,
    args: [...quietArgs, ...moreArgs],
  },
});

const projects = [{ name: "chromium", use: chromium() }];
if (process.env.SAMVARO_LONG) {
  // Chromium is changing the engine under IndexedDB; nothing may be lost on either.
  projects.push({
    name: "chromium-idb-sqlite",
    use: chromium("--enable-features=IdbSqliteBackingStore"),
  });
}

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width: 820, height: 1180 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects,
});
