// A disk of our own, whose power can be cut: a file with an ext4 file system, loop-mounted.
//
// What a copy of the file holds is what had reached the platter. `kill -9` cannot show that,
// because the kernel still writes what a killed process left behind.

import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);
const sizeMiB = 400;

export class Disk {
  private constructor(
    private readonly folder: string,
    private readonly image: string,
    /** Where its files are. */
    readonly mount: string,
  ) {}

  static async create(): Promise<Disk> {
    const folder = await mkdtemp(join(tmpdir(), "samvaro-disk-"));
    const disk = new Disk(folder, join(folder, "disk.img"), join(folder, "mnt"));
    await execute("truncate", ["-s", `${sizeMiB}M`, disk.image]);
    await execute("mkfs.ext4", ["-q", "-F", disk.image]);
    await disk.attach();
    return disk;
  }

  /** Everything written so far reaches the platter. */
  async settle(): Promise<void> {
    await execute("sync", ["-f", this.mount]);
  }

  /** The disk as it would be found after the power was cut now. */
  async afterPowerCut(): Promise<Disk> {
    const folder = await mkdtemp(join(tmpdir(), "samvaro-disk-"));
    const copy = new Disk(folder, join(folder, "disk.img"), join(folder, "mnt"));
    await execute("cp", ["--sparse=always", this.image, copy.image]);
    await copy.attach();
    return copy;
  }

  async remove(): Promise<void> {
    await execute("umount", ["--lazy", this.mount]).catch(() => {});
    await rm(this.folder, { recursive: true, force: true });
  }

  private async attach(): Promise<void> {
    await mkdir(this.mount);
    await execute("mount", ["-o", "loop", this.image, this.mount]);
  }
}
