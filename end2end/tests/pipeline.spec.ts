// The build itself: pages come to life, and nothing breaks the rules the server sends along.

import { expect, test } from "../fixtures.ts";

test("a page from the server comes to life without a violation", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));

  const bundle = page.waitForResponse((response) => response.url().endsWith(".wasm"));
  await page.goto("/");
  const answer = await bundle;

  expect(answer.headers()["content-type"]).toBe("application/wasm");
  expect(answer.headers()["content-encoding"]).toBe("br");
  await expect(page.locator("h1")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a file of another build is missing, never a page", async ({ request }) => {
  const answer = await request.get("/pkg/samvaro.000000000000.js");
  expect(answer.status()).toBe(404);
  expect(answer.headers()["content-type"] ?? "").not.toContain("text/html");
});

test("the server ends cleanly when asked, and comes back on the same address", async ({
  samvaro,
  page,
}) => {
  expect(await samvaro.stop()).toBe(0);
  await samvaro.start();
  await page.goto("/");
  await expect(page.locator("h1")).toBeVisible();
});
