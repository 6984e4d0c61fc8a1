// A copy of the built site that is a different build: another name, and a style sheet at another
// address, as any change of a colour would give.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

type BuiltFile = { sha256: string; bytes: number; brotli_bytes: number | null };
type Manifest = { build: string; css: string; files: Record<string, BuiltFile> };

export class NewBuild {
  private constructor(
    readonly folder: string,
    /** The address of the style sheet of the build that it follows. */
    readonly earlierSheet: string,
    /** The address of its own style sheet. */
    readonly sheet: string,
  ) {}

  static async after(site: string): Promise<NewBuild> {
    const folder = await mkdtemp(join(tmpdir(), "samvaro-build-"));
    await cp(site, folder, { recursive: true });
    const file = join(folder, "build.json");
    const manifest: Manifest = JSON.parse(await readFile(file, "utf8"));
    const earlier = manifest.css;
    const sheet = earlier.replace(/\.[0-9a-f]+\.css$/, ".5eed5eed5eed.css");
    const css = `${await readFile(join(folder, earlier), "utf8")}\n/* a new build */\n`;
    await writeFile(join(folder, sheet), css);
    for (const suffix of ["", ".br", ".gz"]) await rm(join(folder, earlier + suffix), { force: true });
    delete manifest.files[earlier];
    manifest.files[sheet] = { sha256: "5eed".repeat(16), bytes: css.length, brotli_bytes: null };
    manifest.css = sheet;
    manifest.build = "5eed5eed5eed";
    await writeFile(file, JSON.stringify(manifest));
    return new NewBuild(folder, earlier, sheet);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
