// Takes a picture of every screen on a phone, a tablet and a desk, light, dark and with large
// text, in the demonstration on a Wednesday morning.

import { join } from "node:path";
import { demoPlace } from "./demo.ts";
import { test } from "./fixtures.ts";
import { day } from "./house.ts";
import { screens } from "./screens.ts";

const folder = join(import.meta.dirname, "pictures");
const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1280, height: 800 },
};
const looks = ["light", "dark", "large"] as const;
const wednesday = 3;

test.use({ seed: "demo" });

/** This week's Wednesday, 10.19 in Sweden. */
function midMorning(): Date {
  const today = new Date(`${day(0)}T09:19:00Z`);
  const back = ((today.getUTCDay() + 6) % 7) - (wednesday - 1);
  const date = day(-back);
  const hour = new Intl.DateTimeFormat("en", { timeZone: "Europe/Stockholm", hour: "numeric", hourCycle: "h23" });
  const winter = new Date(`${date}T09:19:00Z`);
  return hour.format(winter) === "10" ? winter : new Date(`${date}T08:19:00Z`);
}

for (const screen of screens) {
  test(screen.name, async ({ page, samvaro }) => {
    const now = midMorning();
    await page.clock.setFixedTime(now);
    await screen.open({ page, samvaro, place: demoPlace, now });
    for (const [size, viewport] of Object.entries(sizes)) {
      for (const look of looks) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: look === "dark" ? "dark" : "light", reducedMotion: "reduce" });
        await page.evaluate((large) => {
          document.documentElement.style.fontSize = large ? "200%" : "";
        }, look === "large");
        const path = join(folder, `${screen.name}-${size}-${look}.png`);
        await page.screenshot({ path, fullPage: true, animations: "disabled" });
      }
    }
  });
}
