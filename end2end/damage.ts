// What happens to a browser's files on a real device: cut short, flipped, wiped, gone. Each engine
// under IndexedDB keeps them in its own way.

import { open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launchOptions } from "./chromium.ts";

export const engines = {
  leveldb: launchOptions("--disable-features=IdbSqliteBackingStore"),
  sqlite: launchOptions("--enable-features=IdbSqliteBackingStore"),
};

export type Engine = keyof typeof engines;

const headerBytes = 100;
/** SQLite's first page, which holds the header and the names of the tables. */
const firstPageBytes = 4096;
/** LevelDB checks every block, so a few bytes are enough. */
const flippedBytes = 64;

/** Where the site's databases lie in a profile. */
function databases(profile: string): string {
  return join(profile, "Default", "IndexedDB");
}

async function files(profile: string): Promise<string[]> {
  const all = await readdir(databases(profile), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The files that hold the rows: LevelDB's logs, SQLite's largest file, which is the tablet's. */
async function rowFiles(profile: string, engine: Engine): Promise<string[]> {
  const all = await files(profile);
  if (engine === "leveldb") return all.filter((file) => /\.(log|ldb)$/.test(file));
  const sizes = await Promise.all(all.map(async (file) => ({ file, bytes: (await stat(file)).size })));
  return sizes.filter(({ bytes }) => bytes > headerBytes).map(({ file }) => file);
}

async function flip(file: string, engine: Engine): Promise<void> {
  const content = await readFile(file);
  const from = engine === "sqlite" ? firstPageBytes : content.length >> 1;
  const until = engine === "sqlite" ? content.length : Math.min(from + flippedBytes, content.length);
  for (let at = from; at < until; at += 1) content[at] = (content[at] ?? 0) ^ 0xff;
  await writeFile(file, content);
}

async function overwriteHeader(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(Buffer.alloc(headerBytes, 7), 0, headerBytes, 0);
  await handle.close();
}

type Damage = (profile: string, engine: Engine) => Promise<void>;

/** What may happen, in a person's words. */
export const damages: Record<string, Damage> = {
  "half of the file is gone": async (profile, engine) => {
    for (const file of await rowFiles(profile, engine)) await truncate(file, (await stat(file)).size >> 1);
  },
  "bytes in the file are flipped": async (profile, engine) => {
    for (const file of await rowFiles(profile, engine)) await flip(file, engine);
  },
  "the header is broken": async (profile, engine) => {
    const isHeader = (file: string) => engine === "sqlite" || /MANIFEST/.test(file);
    for (const file of (await files(profile)).filter(isHeader)) await overwriteHeader(file);
    for (const file of await files(profile)) if (/CURRENT$/.test(file)) await writeFile(file, "garbage\n");
  },
  "the file is gone": async (profile, engine) => {
    for (const file of await rowFiles(profile, engine)) await rm(file);
  },
  "the file is full of zeros": async (profile) => {
    for (const file of await files(profile)) await writeFile(file, Buffer.alloc((await stat(file)).size));
  },
  "the whole folder is gone": async (profile) => {
    await rm(databases(profile), { recursive: true });
  },
};
