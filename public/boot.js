// Loads the bundle and starts it. Its own file, so that no page needs an inline script.
//
// If the bundle traps, the page is loaded once more and built anew instead of brought to life.
// If that fails too, a page from the server stays as it is, and a tablet shows a page that can
// hand over what is not sent, in plain JavaScript.

// What is said stands with all other words, in emergency.json of each language; the build puts it here.
const swedish = WORDS_IN_SWEDISH;
const english = WORDS_IN_ENGLISH;

/** The language chosen on this device; the bundle keeps it there. */
const language = remembered("samvaro-sprak") === "en" ? "en" : "sv";
const words = language === "en" ? english : swedish;

const tablet = "samvaro-tablet";
const attemptKey = "samvaro-boot";
/** How long a failure is remembered: a later one begins anew. */
const attemptLastsMs = 60_000;

// Trusted Types are required. The bundle makes elements from the plain HTML that stands in its own
// code; whatever could run is refused, and so is any script but the worker.
const couldRun = /<\s*(script|iframe|object|embed|base|link|meta|style)|[\s"'/]on[a-z]+\s*=|javascript:|srcdoc/i;
const worker = "/sw.js";
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (couldRun.test(text) ? null : text),
  createScriptURL: (address) => (address === worker ? address : null),
});

const html = document.documentElement;
const { js, wasm } = document.getElementById("boot").dataset;
const rendered = html.hasAttribute("data-rendered");
const forApp = /^\/(personal|samordning)(\/|$)/.test(location.pathname);
const earlier = earlierAttempt();
let failed = false;

addEventListener("error", (event) => cameFromBundle(event.error) && trapped());
addEventListener("unhandledrejection", (event) => cameFromBundle(event.reason) && trapped());
// A bundle that has failed stores nothing any more: to wait for it would be to wait for ever.
addEventListener("beforeunload", (event) => failed && event.stopImmediatePropagation(), { capture: true });

if (earlier === "plain" && !rendered) recover();
else if (earlier !== "plain") await start();
keepWorker();

async function start() {
  let bundle;
  try {
    bundle = await import(js);
    await bundle.default({ module_or_path: wasm });
  } catch (error) {
    console.error(error);
    if (!rendered || forApp) recover();
    return;
  }
  // Built anew instead of brought to life.
  if (earlier === "mount") html.removeAttribute("data-rendered");
  try {
    bundle.start();
  } catch (error) {
    console.error(error);
    trapped();
  }
}

/** An exception that has passed through the bundle leaves it as unusable as a trap. */
function cameFromBundle(error) {
  return error instanceof WebAssembly.RuntimeError || String(error?.stack).includes(".wasm:");
}

/** After a trap nothing in the bundle may be called again. */
function trapped() {
  if (failed) return;
  failed = true;
  const next = earlier === undefined ? "mount" : rendered && !forApp ? "plain" : undefined;
  if (next && remember(next)) location.reload();
  else recover();
}

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function earlierAttempt() {
  try {
    const { mode, at } = JSON.parse(sessionStorage.getItem(attemptKey)) ?? {};
    return Date.now() - at < attemptLastsMs ? mode : undefined;
  } catch {
    return undefined;
  }
}

/** Without a memory there is no second try: it could go on for ever. */
function remember(mode) {
  try {
    sessionStorage.setItem(attemptKey, JSON.stringify({ mode, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/** The worker keeps the app for days without a network; a build that fails looks for a newer. */
async function keepWorker() {
  try {
    const registration = await navigator.serviceWorker?.register(worker, { updateViaCache: "none" });
    if (!failed || !registration) return;
    await registration.update();
    registration.waiting?.postMessage({ type: "activate" });
  } catch {
    // Without a worker the pages need the network, and work.
  }
}

function recover() {
  failed = true;
  // The bundle, which says so otherwise, may not even have begun.
  html.lang = language;
  const said = element("p", { role: "status" });
  const again = button(words.again, "button main wide", () => location.reload());
  const save = button(words.save, "button wide", async () => (said.textContent = await saveUnsent()));
  const parts = [element("h1", {}, words.heading), element("p", { class: "lead" }, words.help), again, save, said];
  const main = element("main", { class: "gate wrap" }, ...parts);
  document.body.replaceChildren(element("div", { class: "page staff" }, main));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

function button(text, look, press) {
  const made = element("button", { class: look, type: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

/** The same file as the tablet's own screen gives. */
async function saveUnsent() {
  try {
    const kept = await unsent();
    const [outbox, refused] = await Promise.all([kept.outbox, kept.refused].map(readable));
    if (outbox.length + refused.length === 0) return words.nothing;
    // The rows as they are: a change is known by its bytes.
    const text = `{"format":"samvaro-unsent-1","outbox":[${outbox.join(",\n")}],"refused":[${refused.join(",\n")}]}`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = element("a", { href: address, download: "samvaro-ej-skickat.json" });
    document.body.append(link);
    link.click();
    link.remove();
    return saved(outbox.length + refused.length);
  } catch (error) {
    console.error(error);
    return words.unreadable;
  }
}

function saved(count) {
  return count === 1 ? words.saved_one : words.saved_many.replace("{count}", count);
}

/**
 * Names of visitors stand in the store as cipher text (`app/src/browser/names.js`), which nobody else
 * can read. One whose key has gone is left out, and its change goes without it.
 */
function readable(rows) {
  return Promise.all(
    rows.map(async (row) => {
      const saved = JSON.parse(row);
      const { personal } = saved.authored ?? saved;
      const locked = personal?.fields.locked;
      if (!locked) return row;
      const clear = await unlock(locked).catch(() => "null");
      return row.replace(JSON.stringify(personal), () => clear);
    }),
  );
}

async function unlock(locked) {
  const parts = [(await sparePart())?.indexedDB, indexedDB].filter(Boolean);
  const keys = await Promise.all(parts.map((part) => nameKey(part).catch(() => undefined)));
  const key = keys.find(Boolean);
  const bytes = Uint8Array.from(atob(locked), (character) => character.charCodeAt(0));
  const cipher = { name: "AES-GCM", iv: bytes.subarray(0, 12) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(cipher, key, bytes.subarray(12)));
}

async function nameKey(part) {
  const database = await opened(part, "samvaro-names");
  const key = await answer(database.transaction("keys").objectStore("keys").get("names"));
  database.close();
  return key;
}

/** What the database holds, and what only the journal beside it still does. */
async function unsent() {
  const { outbox, refused } = await kept().catch(() => ({ outbox: [], refused: [] }));
  const name = ({ change }) => `${change.dot.r}/${change.dot.s}`;
  const parsed = [...outbox, ...refused].map((row) => JSON.parse(row));
  const known = new Set(parsed.map((row) => name(row.authored ?? row)));
  const journal = Object.keys(localStorage).sort().flatMap(readJournal).filter(isWhole);
  return { outbox: [...outbox, ...journal.filter((row) => !known.has(name(JSON.parse(row))))], refused };
}

async function kept() {
  const spare = localStorage.getItem("samvaro-spare");
  const name = spare ? `${tablet}-${spare}` : tablet;
  const database = await opened((await sparePart())?.indexedDB ?? indexedDB, name);
  const read = database.transaction(["outbox", "refused"]);
  const all = (store) => answer(read.objectStore(store).getAll());
  const [outbox, refused] = await Promise.all([all("outbox"), all("refused")]);
  database.close();
  return { outbox: outbox.filter(isWhole), refused: refused.filter(isWhole) };
}

/** The part of the storage to which the tablet has moved, if it has. */
async function sparePart() {
  const spare = localStorage.getItem("samvaro-spare");
  return spare && navigator.storageBuckets?.open(`${tablet}-${spare}`);
}

/** A database that is only made now holds nothing, and must not be left behind half made. */
function opened(part, name) {
  const opening = part.open(name);
  opening.onupgradeneeded = () => opening.transaction.abort();
  return answer(opening);
}

/** One damaged row must not take the others along. */
function isWhole(row) {
  try {
    return typeof JSON.parse(row) === "object";
  } catch {
    return false;
  }
}

/** The changes under one key of local storage. */
function readJournal(key) {
  const text = localStorage.getItem(key);
  if (key.startsWith("samvaro-unsent/")) return [text];
  if (!key.startsWith("samvaro-unsent-pack/") || !isWhole(text)) return [];
  return unpack(JSON.parse(text)).map((change) => JSON.stringify(change));
}

/** The changes of a pack; `app/core/src/pack.rs` tells what its columns are. */
function unpack({ w, l, b, wi, li, bi, s, a, c = [], p = [] }) {
  const [replica, log, body] = [wi, li, bi].map(column);
  const [seq, at] = [column(s), a].map(sums);
  const [sealed, personal] = [new Map(c), new Map(p)];
  return at.map((time, row) => ({
    change: {
      dot: { r: w[replica[row]], s: seq[row] },
      log: l[log[row]],
      at: time,
      body: b[body[row]],
      sealed: sealed.get(row),
    },
    personal: personal.get(row),
  }));
}

/** Values and how often each is repeated, in turn. */
function column(runs) {
  return runs.flatMap((value, index) => (index % 2 ? [] : Array(runs[index + 1]).fill(value)));
}

function sums(differences) {
  let sum = 0;
  return differences.map((difference) => (sum += difference));
}

function answer(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
