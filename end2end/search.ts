// Whether a text stands anywhere in the files of a folder, in either way that browsers write it.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The files that hold the text, as UTF-8 or UTF-16. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const forms = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le"), Buffer.from(text, "latin1")];
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of all.filter((entry) => entry.isFile())) {
    const file = join(entry.parentPath, entry.name);
    // A lock or a socket of a browser that has ended may go while we look.
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    if (forms.some((form) => content.includes(form))) found.push(file);
  }
  return found;
}
