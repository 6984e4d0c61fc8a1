// A browser whose profile stays on the disk when the browser is closed, or taken away.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type BrowserContext, type LaunchOptions, type Page } from "@playwright/test";
import { tabletInSweden } from "./chromium.ts";
import { watchLeaving } from "./leaving.ts";

const execute = promisify(execFile);

// What a browser leaves behind when it is killed, and refuses to start beside.
const lockPrefix = "Singleton";

export class Profile {
  private context: BrowserContext | undefined;

  constructor(
    readonly folder: string,
    private readonly url: string,
    private readonly options: LaunchOptions,
  ) {}

  static async create(url: string, options: LaunchOptions): Promise<Profile> {
    return new Profile(await mkdtemp(join(tmpdir(), "samvaro-profile-")), url, options);
  }

  /** Starts the browser on this profile; gives its only page. */
  async open(): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.folder, {
      ...this.options,
      ...tabletInSweden,
      baseURL: this.url,
    });
    watchLeaving(this.context);
    return this.context.pages()[0] ?? (await this.context.newPage());
  }

  /** Closes the browser as a person does. */
  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
  }

  /** Takes every process of the browser away at once: nothing held in memory is written. */
  async kill(): Promise<void> {
    await this.signal("SIGKILL");
    // Nobody is left to answer.
    await this.context?.close().catch(() => {});
    this.context = undefined;
    await this.unlock();
  }

  /** Removes the mark of a browser that never got to say goodbye. */
  async unlock(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (name.startsWith(lockPrefix)) await rm(join(this.folder, name), { force: true });
    }
  }

  /** Stops every process where it stands, as a power cut does to what is on the disk. */
  async freeze(): Promise<void> {
    await this.signal("SIGSTOP");
  }

  async remove(): Promise<void> {
    if (this.context) await this.kill();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The browser leads a process group of its own, and only it names this folder. */
  private async signal(signal: NodeJS.Signals): Promise<void> {
    const { stdout } = await execute("ps", ["-axo", "pid=,pgid=,args="]);
    const ours = stdout.split("\n").filter((line) => line.includes(`--user-data-dir=${this.folder}`));
    const groups = new Set(ours.map((line) => Number(line.trim().split(/\s+/)[1])));
    if (groups.size === 0) throw new Error(`no browser runs on ${this.folder}`);
    for (const group of groups) process.kill(-group, signal);
  }
}
