// What axe finds wrong with a page, in lines that a person can read.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Finding = { id: string; nodes: { target: unknown[]; failureSummary?: string }[] };

/** Our own measure of contrast is the stricter one: 7:1. */
const options = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "color-contrast-enhanced": { enabled: true } },
};

export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const findings = await page.evaluate(
    async (options) => {
      const { axe } = window as unknown as { axe: { run: Function } };
      const { violations } = await axe.run(document, options);
      return violations as Finding[];
    },
    { ...options, runOnly: { type: "tag", values: options.runOnly } },
  );
  return findings.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}
