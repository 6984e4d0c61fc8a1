// Opens the app without a network. The server puts one line before this one:
// const BUILD = { build: "name of the build", precache: ["/skal", "/pkg/…", …] };
//
// One build is kept whole or not at all. A new one waits until a person wants it. Pages that the
// server has rendered are never kept, and neither is anything that a stranger's network answers.

const prefix = "samvaro-";
const ours = prefix + BUILD.build;
const shell = "/skal";
/** How long a public page may take before the app opens with what the phone keeps. */
const pageDeadlineMs = 3_000;

const forApp = /^\/(personal|samordning)(\/|$)/;
const kept = /^\/(pkg|icons|fonts)\/|^\/manifest\.webmanifest$/;
const notAPage = /^\/api\/|\.[a-z0-9]+$/;

addEventListener("install", (event) => event.waitUntil(keepBuild()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  if (event.data?.type === "activate") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (forApp.test(pathname)) event.respondWith(openShell(request));
    else if (!notAPage.test(pathname)) event.respondWith(openPage(request));
  } else if (kept.test(pathname)) {
    event.respondWith(openFile(request));
  }
});

async function keepBuild() {
  const files = await Promise.all(BUILD.precache.map(async (address) => [address, await get(address)]));
  const cache = await caches.open(ours);
  await Promise.all(files.map(([address, file]) => cache.put(address, file)));
}

/** A file whose name holds its content need not be fetched twice. */
async function get(address) {
  const had = address.startsWith("/pkg/") && (await caches.match(address));
  if (had) return had;
  const file = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  if (!isOurs(address, file)) throw new Error(`${address} is not there`);
  return file;
}

/** The sign-in page of a hotel's network answers everything with 200 and HTML. */
function isOurs(address, file) {
  const isPage = file.headers.get("content-type")?.startsWith("text/html") ?? false;
  return file.status === 200 && !file.redirected && isPage === (address === shell);
}

/** Every page of ours says what may run in it; nobody else's says this. */
function isOurPage(page) {
  return page.headers.get("content-security-policy")?.includes("'wasm-unsafe-eval'") ?? false;
}

/** The build before this one stays: a page of it may be open still. */
async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== ours);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

async function openShell(request) {
  const cache = await caches.open(ours);
  return (await cache.match(shell)) ?? fetch(request);
}

async function openPage(request) {
  try {
    const page = await fetch(request, { signal: AbortSignal.timeout(pageDeadlineMs) });
    if (page.status < 500 && isOurPage(page)) return page;
  } catch {
    // No network, or none worth waiting for.
  }
  return openShell(request);
}

async function openFile(request) {
  return (await caches.match(request)) ?? fetch(request);
}
