// How the browser is started, by the tests and by everything else here.

import { existsSync } from "node:fs";

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

/** Debian's Chromium where it is installed, else Playwright's own. */
export function launchOptions(...moreArgs: string[]) {
  return {
    executablePath: existsSync(debianChromium) ? debianChromium : undefined,
    args: [...quietArgs, ...moreArgs],
  };
}

/** A tablet in Sweden. */
export const tabletInSweden = {
  locale: "sv-SE",
  timezoneId: "Europe/Stockholm",
  viewport: { width: 820, height: 1180 },
};
