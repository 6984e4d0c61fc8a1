// Names of visitors are kept on a tablet only as cipher text, under a key that never leaves the
// browser's key store: deleted rows stay readable in some storage engines, and whatever is left of
// a name is of no use once its key is gone. No decisions are made here.

const NAME = "samvaro-names";
const STORE = "keys";
const KEY = "names";
const NONCE_BYTES = 12;
const CIPHER = "AES-GCM";
/** Where keys are made, unless the tablet has moved to a spare part of the storage. */
const usual = globalThis.indexedDB;

/** The key of this tab, once it has been needed. */
let key;
/** Ends the hold on the key, and has ended when other tabs may throw it away. */
let release;
let released;

function opened(part) {
  return new Promise((resolve, reject) => {
    const opening = part.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function inStore(work, part = indexedDB) {
  const database = await opened(part);
  try {
    return await new Promise((resolve, reject) => {
      const doing = database.transaction(STORE, "readwrite", { durability: "strict" });
      const asked = work(doing.objectStore(STORE));
      doing.oncomplete = () => resolve(asked?.result);
      doing.onerror = doing.onabort = () => reject(doing.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps others from throwing the key away for as long as this tab has it. */
function hold() {
  return new Promise((held) => {
    released = navigator.locks.request(NAME, { mode: "shared" }, () => {
      held();
      return new Promise((done) => (release = done));
    });
  });
}

function made() {
  return crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
}

/** The key under which names were locked before the tablet moved, if it can still be read. */
async function former() {
  if (indexedDB === usual) return undefined;
  return inStore((rows) => rows.get(KEY), usual).catch(() => undefined);
}

async function ours() {
  if (navigator.locks) await hold();
  const kept = await inStore((rows) => rows.get(KEY));
  if (kept) return kept;
  const fresh = (await former()) ?? (await made());
  // Another tab may have been faster: what was there first stays.
  await inStore((rows) => {
    const asked = rows.get(KEY);
    asked.onsuccess = () => asked.result ?? rows.add(fresh, KEY);
    return asked;
  });
  return inStore((rows) => rows.get(KEY));
}

async function withKey(work) {
  key ??= ours();
  return work(await key.catch((error) => ((key = undefined), Promise.reject(error))));
}

/** Turns a text into cipher text; fails where the browser cannot keep a key. */
export async function lock_text(text) {
  return withKey(async (key) => {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const locked = await crypto.subtle.encrypt({ name: CIPHER, iv }, key, new TextEncoder().encode(text));
    return btoa(String.fromCharCode(...iv, ...new Uint8Array(locked)));
  });
}

/** Turns cipher text back; undefined when its key has gone. */
export async function unlock_text(locked) {
  return withKey(async (key) => {
    const bytes = Uint8Array.from(atob(locked), (character) => character.charCodeAt(0));
    const iv = bytes.subarray(0, NONCE_BYTES);
    const text = await crypto.subtle.decrypt({ name: CIPHER, iv }, key, bytes.subarray(NONCE_BYTES));
    return new TextDecoder().decode(text);
  }).catch(() => undefined);
}

/** Throws the key away, unless another tab uses it: it will, when it needs it no more. */
export async function throw_key_away() {
  if (!navigator.locks) return;
  key = undefined;
  release?.();
  await released;
  release = released = undefined;
  await navigator.locks.request(NAME, { ifAvailable: true }, async (alone) => {
    const known = await indexedDB.databases?.();
    if (alone && known?.some(({ name }) => name === NAME)) await inStore((rows) => rows.delete(KEY));
    if (alone && indexedDB !== usual) await inStore((rows) => rows.delete(KEY), usual).catch(() => {});
  });
}
