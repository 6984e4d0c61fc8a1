// Opens the apps without a network. The server puts one line before this one:
// const BUILD = { build: "its name", common: ["/pkg/…", …],
//   apps: [{ device: "phone", homes: ["/"], shell: "/skal", files: ["/pkg/…", …] }, …] };
//
// One build is kept whole or not at all, with all apps that this device uses: a phone never fetches
// what a tablet needs, and a tablet has what it needs before it is opened. A new build waits until a person wants it. Pages that the server has rendered
// are never kept, and neither is anything that a stranger's network answers.

const prefix = "samvaro-";
const ours = prefix + BUILD.build;
/** How long a public page may take before the app opens with what the phone keeps. */
const pageDeadlineMs = 3_000;

const everyone = BUILD.apps.find((app) => app.homes.includes("/"));
const shells = BUILD.apps.map((app) => app.shell);
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
    const app = appAt(pathname);
    if (app === everyone && notAPage.test(pathname)) return;
    event.respondWith(app === everyone ? openPage(request) : openShell(request, app));
    event.waitUntil(keepApp(app).catch(() => {}));
  } else if (kept.test(pathname)) {
    event.respondWith(openFile(request));
  }
});

/** Whose page stands at a path: of two homes the longer one counts. */
function appAt(path) {
  let [found, longest] = [everyone, 1];
  for (const app of BUILD.apps) {
    for (const home of app.homes) {
      const isBelow = path === home || path.startsWith(`${home}/`);
      if (isBelow && home.length > longest) [found, longest] = [app, home.length];
    }
  }
  return found;
}

/** The apps that this device uses: those on the screen now, and those that an earlier build keeps. */
async function appsInUse() {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = new Set(windows.map((client) => appAt(new URL(client.url).pathname)));
  const before = await Promise.all(BUILD.apps.map((app) => caches.match(app.shell)));
  const used = BUILD.apps.filter((app, index) => open.has(app) || before[index]);
  const devices = new Set(used.map((app) => app.device));
  return used.length > 0 ? BUILD.apps.filter((app) => devices.has(app.device)) : [everyone];
}

async function keepBuild() {
  const apps = await appsInUse();
  const addresses = apps.flatMap((app) => [app.shell, ...app.files]);
  await keepFiles([...BUILD.common, ...addresses]);
}

/** What is opened here for the first time is kept from then on, with what goes with it. */
async function keepApp({ device }) {
  const cache = await caches.open(ours);
  for (const app of BUILD.apps.filter((app) => app.device === device)) {
    if (!(await cache.match(app.shell))) await keepFiles([...app.files, app.shell]);
  }
}

async function keepFiles(addresses) {
  const files = await Promise.all(addresses.map(async (address) => [address, await get(address)]));
  const cache = await caches.open(ours);
  await Promise.all(files.map(([address, file]) => cache.put(address, file)));
}

/** A file whose name holds its content need not be fetched twice. */
async function get(address) {
  const had = address.startsWith("/pkg/") && (await caches.match(address));
  if (had) return had;
  const file = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  if (!isOurs(address, file)) throw new Error(`${address} is not there`);
  if (!(await isWhole(address, file.clone()))) throw new Error(`${address} holds something else`);
  if (shells.includes(address) && !(await isOfThisBuild(address, file.clone()))) {
    throw new Error(`${address} is of another build`);
  }
  return file;
}

/** A name that ends in the beginning of the content's sum is that of no other content. */
async function isWhole(address, file) {
  const named = /^\/pkg\/.*\.([0-9a-f]{12})\.\w+$/.exec(address)?.[1];
  if (!named) return true;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(named);
}

/** The server may have a newer build by now, and two builds never mix. */
async function isOfThisBuild(address, file) {
  const text = await file.text();
  const app = BUILD.apps.find(({ shell }) => shell === address);
  return app.files.every((name) => text.includes(name));
}

/** The sign-in page of a hotel's network answers everything with 200 and HTML. */
function isOurs(address, file) {
  const isPage = file.headers.get("content-type")?.startsWith("text/html") ?? false;
  return file.status === 200 && !file.redirected && isPage === shells.includes(address);
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

async function openShell(request, app) {
  const cache = await caches.open(ours);
  return (await cache.match(app.shell)) ?? fetch(request);
}

async function openPage(request) {
  try {
    const page = await fetch(request, { signal: AbortSignal.timeout(pageDeadlineMs) });
    if (page.status < 500 && isOurPage(page)) return page;
  } catch {
    // No network, or none worth waiting for.
  }
  return openShell(request, everyone);
}

async function openFile(request) {
  return (await caches.match(request)) ?? fetch(request);
}
