// A copy of the built site that is a different build: another name, and style sheet and tablet
// bundle at other addresses, as any change would give.

import { createHash, randomBytes } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";

type BuiltFile = { sha256: string; bytes: number; brotli_bytes: number | null };
type Bundle = { js: string; wasm: string };
type Manifest = {
  build: string;
  css: string;
  bundles: { staff: Bundle };
  files: Record<string, BuiltFile>;
};

const nameChars = 12;
const buildChars = 12;

/** What makes a file another one and leaves its meaning as it is. */
const additions = {
  css: (mark: string) => Buffer.from(`\n/* ${mark} */\n`),
  js: (mark: string) => Buffer.from(`\n// ${mark}\n`),
  /** A section of WebAssembly that has only a name. */
  wasm: (mark: string) => Buffer.from([0, mark.length + 1, mark.length, ...Buffer.from(mark)]),
};

type Kind = keyof typeof additions;

export class NewBuild {
  private constructor(
    readonly folder: string,
    /** What it is called. */
    readonly name: string,
    /** The addresses of the build that it follows. */
    readonly earlier: Record<Kind, string>,
    /** Its own. */
    readonly own: Record<Kind, string>,
  ) {}

  /** The next build after this one, in a folder `within` another. With `torn`, this file of it still
      has its old content. */
  static async after(site: string, torn?: Kind, within = tmpdir()): Promise<NewBuild> {
    const folder = await mkdtemp(join(within, "samvaro-build-"));
    await cp(site, folder, { recursive: true });
    const file = join(folder, "build.json");
    const manifest: Manifest = JSON.parse(await readFile(file, "utf8"));
    const { staff } = manifest.bundles;
    const earlier = { css: manifest.css, js: staff.js, wasm: staff.wasm };
    const mark = randomBytes(buildChars / 2).toString("hex");
    const own = { ...earlier };
    for (const kind of ["css", "js", "wasm"] as const) {
      const before = await readFile(join(folder, earlier[kind]));
      const content = Buffer.concat([before, additions[kind](mark)]);
      const sha256 = createHash("sha256").update(content).digest("hex");
      own[kind] = earlier[kind].replace(/\.[0-9a-f]+\.(\w+)$/, `.${sha256.slice(0, nameChars)}.$1`);
      await writeFile(join(folder, own[kind]), torn === kind ? before : content);
      for (const suffix of ["", ".br", ".gz"]) await rm(join(folder, earlier[kind] + suffix), { force: true });
      delete manifest.files[earlier[kind]];
      manifest.files[own[kind]] = { sha256, bytes: content.length, brotli_bytes: null };
    }
    manifest.css = own.css;
    Object.assign(staff, { js: own.js, wasm: own.wasm });
    manifest.build = mark;
    await writeFile(file, JSON.stringify(manifest));
    return new NewBuild(folder, mark, earlier, own);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

/** What a browser does by itself at least once a day. */
export async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
}
