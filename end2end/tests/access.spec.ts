// Who may read and write what, asked as a stranger would: straight at the addresses.

import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse, Request } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { Coordinator } from "../coordinator.ts";
import { elefanten, hatten, singing } from "../house.ts";
import { Tablet, onTablet, sent } from "../tablet.ts";

const mediaType = "application/vnd.samvaro.sync+json";
const year = "from=2026-01-01&until=2026-12-31";

function sync(asker: APIRequestContext, body: object): Promise<APIResponse> {
  return asker.post("/api/v1/sync", {
    data: Buffer.from(JSON.stringify(body)),
    headers: { "content-type": mediaType, accept: mediaType },
  });
}

function isSync(request: Request): boolean {
  return request.url().endsWith("/api/v1/sync");
}

test("who is neither paired nor signed in is refused with a problem", async ({ request }) => {
  const answers = [
    await sync(request, {}),
    await request.get("/api/v1/events"),
    await request.get("/api/v1/device"),
    await request.get("/api/v1/session"),
    await request.get(`/api/v1/attendance?${year}`),
  ];
  for (const answer of answers) {
    expect(answer.status(), answer.url()).toBe(401);
    expect(answer.headers()["content-type"]).toContain("application/problem+json");
    const problem = await answer.json();
    expect(problem).toMatchObject({ status: 401, type: expect.stringMatching(/^\/problem\//) });
    expect(problem.title).toBeTruthy();
  }
});

test("a tablet is not shown the coordinator's figures, nor a coordinator given a tablet's log", async ({
  page,
  browser,
  samvaro,
}) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  expect((await tablet.page.request.get(`/api/v1/attendance?${year}`)).status()).toBe(401);
  const context = await browser.newContext({ baseURL: samvaro.url });
  const desk = await Coordinator.signedIn(await context.newPage(), samvaro);
  expect((await sync(desk.page.request, {})).status()).toBe(401);
  expect((await desk.page.request.get(`/api/v1/attendance?${year}`)).status()).toBe(200);
  await context.close();
});

test("what a request asks another site to do here is refused", async ({ page, samvaro }) => {
  const tablet = await Tablet.paired(page, samvaro, hatten);
  const answer = await tablet.page.request.post("/api/v1/sync", {
    data: "{}",
    headers: { "content-type": mediaType, origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
  });
  expect(answer.status()).toBe(403);
  expect(answer.headers()["content-type"]).toContain("application/problem+json");
});

test("a tablet can neither read nor write the log of another place", async ({ page, browser, samvaro }) => {
  const context = await browser.newContext({ baseURL: samvaro.url });
  const theirs = await Tablet.paired(await context.newPage(), samvaro, elefanten);
  await theirs.count(singing);
  await samvaro.kill();
  const pushing = theirs.page.waitForRequest((request) => isSync(request) && !!request.postDataJSON()?.p);
  await theirs.tap(2);
  const stolen = (await pushing).postDataJSON();
  await theirs.expectSaved(onTablet);
  await theirs.page.close();
  await samvaro.start();
  const ours = await Tablet.paired(page, samvaro, hatten);

  const readAll = stolen.g.map((pull: { c: object }) => ({ ...pull, c: { ...pull.c, p: 0, c: undefined } }));
  for (const pull of [stolen.g, readAll]) {
    const reading = await sync(ours.page.request, { ...stolen, r: randomUUID(), p: undefined, g: pull });
    if (reading.ok()) {
      // What the organisation's places share may be read; what the other place wrote may not.
      const slices: [string, unknown][] = (await reading.json()).g;
      expect(slices.find(([log]) => log === stolen.p.l[0])?.[1]).toBe("forbidden");
    } else {
      expect(reading.status()).toBe(400);
    }
  }

  // Once under our own name, once under theirs.
  const forged = randomUUID();
  const writing = await sync(ours.page.request, { ...stolen, r: forged, p: { ...stolen.p, w: [forged] } });
  expect(writing.status()).toBe(200);
  const refusals = (await writing.json()).x;
  expect(refusals.length).toBe(stolen.p.a.length);
  for (const refusal of refusals) expect(JSON.stringify(refusal.v)).toContain("forbidden");
  await sync(ours.page.request, stolen);

  const back = new Tablet(await context.newPage());
  await back.day();
  await back.expectAllSent();
  await expect(back.duty(singing)).toContainText(sent);
  await expect(back.duty(singing).locator("p").filter({ hasText: /(^|\s)2$/ })).toBeVisible();
  await context.close();
});

test("an answer names a safe content type and forbids what the pages do not need", async ({ request }) => {
  for (const address of ["/", "/plats/hatten", "/personal", "/samordning"]) {
    const headers = (await request.get(address)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, address).toContain("default-src 'none'");
    expect(policy, address).not.toContain("unsafe-inline");
    expect(policy, address).not.toContain("'unsafe-eval'");
    expect(headers["x-content-type-options"], address).toBe("nosniff");
    expect(headers["referrer-policy"], address).toBeTruthy();
  }
});

test("the token of a tablet is out of reach for scripts", async ({ page, context, samvaro }) => {
  await Tablet.paired(page, samvaro, hatten);
  const cookies = await context.cookies();
  // Beside the token stands what the tablet itself remembers of its numbers.
  const [token, ...others] = cookies.filter((cookie) => cookie.httpOnly);
  expect(others).toHaveLength(0);
  expect(token).toMatchObject({ httpOnly: true, path: "/" });
  const readable = await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage }));
  expect(decodeURIComponent(readable)).not.toContain(token!.value);
});
