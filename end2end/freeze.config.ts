// Freezes what this build keeps on tablet and server, for the builds to come: npm run freeze

import base from "./playwright.config.ts";
import { defineConfig } from "@playwright/test";

export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "freeze.ts",
  projects: base.projects?.slice(0, 1),
});
