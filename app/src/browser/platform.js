// The few calls of the browser that its Rust bindings do not have. No decisions are made here.

const wallClock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** The clock on the wall in Sweden at a moment: "2026-11-21T10:19:05". */
export function wall_clock(milliseconds) {
  const part = {};
  for (const { type, value } of wallClock.formatToParts(milliseconds)) part[type] = value;
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

/** Compresses a text; undefined where the browser cannot. */
export async function gzip(text) {
  if (typeof CompressionStream === "undefined") return undefined;
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * Waits for a lock among all tabs, calls `held`, and keeps the lock for as long as the tab lives.
 * Returns when somebody has stolen it. Where the browser has no locks, every tab holds one.
 */
export async function hold_lock(name, steal, held) {
  const forever = () => (held(), new Promise(() => {}));
  if (!navigator.locks) return forever();
  await navigator.locks.request(name, { steal }, forever).catch(() => {});
}

/** Lets the browser do something else. */
export function breathe() {
  return globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
}

/** Keeps the screen lit; returns what lets it go dark again, or undefined. */
export async function stay_awake() {
  return navigator.wakeLock?.request("screen").catch(() => undefined);
}

/** Lets the screen go dark again. */
export function may_sleep(lock) {
  lock?.release().catch(() => {});
}

/** What PBKDF2 with SHA-256 makes of a text; salt and answer in hexadecimal digits. */
export async function derive(text, salt, rounds) {
  const bytes = Uint8Array.from(salt.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(text), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes, iterations: rounds };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  return Array.from(bits, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let audio;

/** A soft click, made here: a short, low tone that fades. */
export function click_sound() {
  audio ??= new AudioContext();
  audio.resume();
  const now = audio.currentTime;
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.frequency.value = 520;
  loudness.gain.setValueAtTime(0.15, now);
  loudness.gain.exponentialRampToValueAtTime(0.001, now + 0.06);
  tone.connect(loudness).connect(audio.destination);
  tone.start(now);
  tone.stop(now + 0.06);
}

/** Whether the device can vibrate, as far as it says. */
export function can_vibrate() {
  return "vibrate" in navigator;
}

/** A short shake. */
export function vibrate() {
  navigator.vibrate?.(15);
}

/** Asks the browser never to clean this site's data away by itself. */
export async function persist() {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/** The build that this page is of, as the service worker names what it keeps; empty without one. */
export async function build() {
  const wasm = document.getElementById("boot")?.dataset.wasm;
  for (const name of (await globalThis.caches?.keys()) ?? []) {
    if (wasm && (await (await caches.open(name)).match(wasm))) return name.slice("samvaro-".length);
  }
  return "";
}

/** Whether all of these are kept for opening without a network. */
export async function are_kept(addresses) {
  if (!navigator.serviceWorker?.controller) return false;
  const kept = await Promise.all(addresses.map((address) => caches.match(address)));
  return kept.every(Boolean);
}

/** Whether the page was opened from the home screen. */
export function is_installed() {
  return matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;
}

/** Asks the person to put the app on the home screen; `event` is the browser's offer. */
export async function install(event) {
  await event.prompt();
}

/** Bytes stored for this site and bytes allowed, as [used, allowed]; empty where unknown. */
export async function room() {
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  return estimate ? [estimate.usage ?? 0, estimate.quota ?? 0] : [];
}

/** How many bytes a page's memory may grow to; undefined where the browser does not tell. */
export function memory_max() {
  return performance.memory?.jsHeapSizeLimit;
}

/** Makes `indexedDB` mean a part of the browser's storage of its own, where there are such. */
export async function use_spare_storage(name) {
  const part = await navigator.storageBuckets?.open(name, { durability: "strict", persisted: true }).catch(() => {});
  if (part) Object.defineProperty(window, "indexedDB", { configurable: true, value: part.indexedDB });
}

/** A cookie of these pages, or undefined. */
export function cookie(name) {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return found && decodeURIComponent(found.slice(name.length + 1));
}

/** Sets a cookie of these pages for a year. It goes to no other address. */
export function set_cookie(name, text) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${encodeURIComponent(text)}; path=/personal; max-age=31536000; samesite=strict${secure}`;
}

/** Forgets everything that is kept for this site, as far as a page can. */
export async function forget_everything() {
  localStorage.clear();
  sessionStorage.clear();
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
  for (const { name } of (await indexedDB.databases?.()) ?? []) indexedDB.deleteDatabase(name);
  for (const name of (await navigator.storageBuckets?.keys()) ?? []) await navigator.storageBuckets.delete(name);
  for (const cookie of document.cookie.split("; ")) document.cookie = `${cookie.split("=")[0]}=; path=/personal; max-age=0`;
}

/** Hands a text to the person as a file. */
export function save_file(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
