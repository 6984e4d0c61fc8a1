// Every screen for everyone: read aloud, in the dark, very large, on a narrow phone, by keyboard, in
// English.

import type { Locator, Page } from "@playwright/test";
import { violations } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { hatten, openHouse } from "../house.ts";
import { outOfReach } from "../keyboard.ts";
import { speakEnglish, swedishLines } from "../language.ts";
import { replacedByTheMinute } from "../minute.ts";
import { publicScreens, screens } from "../screens.ts";
import { Tablet, sent } from "../tablet.ts";

const targetMinPx = 48;
const narrow = { width: 320, height: 640 };
const tabsMax = 60;
/** A phone, a tablet, a desk: width and height. */
const sizes = [[390, 844], [820, 1180], [1280, 800]] as const;

/** Everything that can be pressed and is smaller than a finger, with its size. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((min) => {
    const pressable = "a[href], button, input, select, textarea, summary, [role=button]";
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(pressable)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".skip")) continue;
      const target = element.closest("label") ?? element;
      const { width, height } = target.getBoundingClientRect();
      if (width + 0.5 < min || height + 0.5 < min) {
        small.push(`${element.outerHTML.slice(0, 120)} ${width.toFixed(0)}×${height.toFixed(0)}`);
      }
    }
    return small;
  }, targetMinPx);
}

/** What sticks out to the right, when the page is wider than the screen. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    return [`${scrollWidth} > ${clientWidth}`, ...out.map((element) => element.outerHTML.slice(0, 100))];
  });
}

function enlarge(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
}

for (const screen of screens) {
  test(`${screen.name} can be used by everyone`, async ({ page, samvaro }) => {
    await screen.open({ page, samvaro, place: hatten, activity: openHouse });
    expect.soft(await violations(page), "axe, light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect.soft(await violations(page), "axe, dark").toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    expect.soft(await replacedByTheMinute(page), "another thing when the minute has turned").toEqual([]);
    expect.soft(await outOfReach(page), "with the keyboard alone").toEqual([]);
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      expect.soft(await smallTargets(page), `targets at ${width} px`).toEqual([]);
    }
    await page.setViewportSize(narrow);
    expect.soft(await sideways(page), "320 px").toEqual([]);
    expect.soft(await smallTargets(page), "targets on a phone").toEqual([]);
    await enlarge(page);
    expect.soft(await sideways(page), "320 px, text 200 %").toEqual([]);
    if (publicScreens.includes(screen)) return;
    await speakEnglish(page);
    expect.soft(await swedishLines(page), "Swedish to whoever reads English").toEqual([]);
    expect.soft(await sideways(page), "320 px, in English").toEqual([]);
  });
}

const countingTarget = { width: 96, height: 72 };

/** Whatever counts somebody, or nobody. */
const countingTargets = [".plate", ".button.key", ".button:text('Ingen kom')", ".sign-up > .choice", ".duty > .strong"];

for (const name of ["counting", "counting-splits", "sign-ups"]) {
  test(`every target of ${name} is large enough for a thumb in a hurry`, async ({ page, samvaro }) => {
    const screen = screens.find((screen) => screen.name === name)!;
    await screen.open({ page, samvaro, place: hatten, activity: openHouse });
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const targets = await page.locator(countingTargets.join(", ")).all();
      expect(targets.length).toBeGreaterThan(1);
      for (const target of targets) {
        const box = await target.boundingBox();
        expect.soft(box?.width, `${width} px: ${await target.innerText()}`).toBeGreaterThanOrEqual(countingTarget.width);
        expect.soft(box?.height, `${width} px: ${await target.innerText()}`).toBeGreaterThanOrEqual(countingTarget.height);
      }
    }
  });
}

test("the plate is large enough for two thumbs, on a tablet and on a phone", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tablet.count(openHouse);
  for (const viewport of [{ width: 820, height: 1180 }, { width: 1180, height: 820 }, narrow]) {
    await page.setViewportSize(viewport);
    const plate = await tablet.plate.boundingBox();
    expect(plate?.width).toBeGreaterThanOrEqual(96);
    expect(plate?.height).toBeGreaterThanOrEqual(72);
  }
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < tabsMax; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

test("a visitor is counted with the keyboard alone", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  await tabTo(page, page.getByRole("link", { name: `Räkna: ${openHouse}` }));
  await page.keyboard.press("Enter");
  await expect(tablet.heading).toHaveText(openHouse);
  await tabTo(page, tablet.plate);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await tablet.expectTotal(2);
  await tabTo(page, tablet.undo);
  await page.keyboard.press("Enter");
  await tablet.expectTotal(1);
  await tablet.expectSaved(sent);
  await tabTo(page, page.getByRole("button", { name: /^Skriv\s*antal$/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Antal" })).toBeFocused();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await tablet.expectTotal(7);
  await tabTo(page, page.getByRole("link", { name: "Klar" }));
  await page.keyboard.press("Enter");
  await tablet.expectDay();
});

test("the first thing the keyboard reaches leads to the content", async ({ page }) => {
  await page.goto("/plats/hatten");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Till innehållet" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
});

test("text is made larger with one press, and stays larger", async ({ page }) => {
  await page.goto("/plats/hatten");
  const size = () => page.locator("h1").evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize));
  const before = await size();
  await page.getByRole("button", { name: "Större text" }).click();
  expect(await size()).toBeGreaterThan(before);
  const larger = await size();
  await page.reload();
  await expect.poll(size).toBe(larger);
});
