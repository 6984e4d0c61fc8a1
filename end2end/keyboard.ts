// What the keyboard alone reaches on a page, and whether one sees where it is.

import type { Page } from "@playwright/test";

/** What can be pressed. */
export const pressable = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary";

/** No screen has so many things to press; a page that never lets the keyboard go has more. */
const pressesMax = 250;

/** What can be pressed and is not reached with Tab, and what is reached and does not show it. */
export async function outOfReach(page: Page): Promise<string[]> {
  const wanted = await page.evaluate((pressable) => {
    const modal = document.querySelector("dialog:modal");
    const found = [...(modal ?? document).querySelectorAll<HTMLElement>(pressable)];
    const seen = found.filter((element) => element.checkVisibility({ visibilityProperty: true }));
    seen.forEach((element, index) => (element.dataset.reach = `${index}`));
    (document.activeElement as HTMLElement | null)?.blur();
    return seen.map((element) => ({
      // Of a group of choices the keyboard visits one; the arrows go on from there.
      group: element instanceof HTMLInputElement && element.type === "radio" ? element.name : "",
      looks: element.outerHTML.slice(0, 120),
    }));
  }, pressable);
  const reached = new Set<number>();
  const unseen: string[] = [];
  for (let presses = 0; presses < pressesMax && reached.size < wanted.length; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement | null;
      if (!focused?.dataset.reach) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
      const shown = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
      return { index: Number(focused.dataset.reach), shown };
    });
    if (!at) continue;
    if (reached.has(at.index) && reached.size > 1 && at.index === Math.min(...reached)) break;
    if (!at.shown && !reached.has(at.index)) unseen.push(`not seen: ${wanted[at.index]!.looks}`);
    reached.add(at.index);
  }
  const groups = new Set([...reached].map((index) => wanted[index]!.group).filter(Boolean));
  const missed = wanted.filter(({ group }, index) => !reached.has(index) && !groups.has(group));
  return [...missed.map(({ looks }) => `not reached: ${looks}`), ...unseen];
}
