// A slower machine and a slower network than the one we measure on.

import type { CDPSession, Page } from "@playwright/test";

/** How many times slower the processor is made. */
export const cpuSlowdown = 4;

/** Slow 4G: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up. */
const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

export async function slowProcessor(page: Page): Promise<CDPSession> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  return tools;
}

/** A town's own line: 40 ms there and back, 10 Mbit/s. */
const townLine = {
  offline: false,
  latency: 40,
  downloadThroughput: 10_000_000 / 8,
  uploadThroughput: 10_000_000 / 8,
};

export async function linkAway(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Network.enable");
  await tools.send("Network.emulateNetworkConditions", townLine);
}

export async function slowPhone(page: Page): Promise<void> {
  const tools = await slowProcessor(page);
  await tools.send("Network.enable");
  await tools.send("Network.emulateNetworkConditions", slow4G);
}
