// The released binary as the tests see it: a server on a free port with a data folder of its
// own, that can be stopped, killed and started again, and the same binary's commands. What it keeps
// stands in that folder, or in a database of a PostgreSQL cluster.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Cluster } from "./postgres.ts";

const readyWithinMs = 20_000;
const stopWithinMs = 20_000;
const commandWithinMs = 60_000;
const pollEveryMs = 25;

const target = process.env.CARGO_TARGET_DIR ?? resolve(import.meta.dirname, "../target");
const binary = process.env.SAMVARO_BINARY ?? join(target, "release/samvaro");
const builtSite = process.env.SAMVARO_SITE ?? join(target, "site");

const execute = promisify(execFile);

export class Samvaro {
  private process: ChildProcess | undefined;
  /** Everything the server and the commands have written, for a failing test's report. */
  log = "";
  /** The browser's files that are served from the next start on. */
  site = builtSite;

  private constructor(
    readonly dataFolder: string,
    readonly port: number,
    private readonly cluster?: Cluster,
    private readonly database?: string,
  ) {}

  /** An empty installation, or a copy of another one that does not run. */
  static async install(copyOf?: Samvaro, cluster?: Cluster): Promise<Samvaro> {
    const dataFolder = await mkdtemp(join(tmpdir(), "samvaro-"));
    if (copyOf) await cp(copyOf.dataFolder, dataFolder, { recursive: true });
    const database = await cluster?.create(copyOf?.database);
    return new Samvaro(dataFolder, await freePort(), cluster, database);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The process, for a signal or a measurement. */
  get processId(): number | undefined {
    return this.process?.pid;
  }

  get running(): boolean {
    return this.process !== undefined;
  }

  /** Runs a command on the same data folder and gives what it printed. */
  async command(...words: string[]): Promise<string> {
    const { stdout, stderr } = await execute(binary, words, {
      env: this.environment(),
      timeout: commandWithinMs,
      maxBuffer: 64 * 1024 * 1024,
    });
    this.log += stderr;
    return stdout;
  }

  /** Pairs a tablet: the link its browser opens. */
  async pairingLink(place: string): Promise<string> {
    return this.linkIn(await this.command("pair", "--place", place));
  }

  /** Pairs a tablet: the code that a person types. */
  async pairingCode(place: string): Promise<string> {
    const printed = await this.command("pair", "--place", place);
    const code = printed.match(/\b[A-Z]{4}-[A-Z]{4}\b/)?.[0];
    if (!code) throw new Error(`no code in:\n${printed}`);
    return code;
  }

  /** A coordinator's one-time link. */
  async accountLink(...words: string[]): Promise<string> {
    return this.linkIn(await this.command("account", "add", ...words));
  }

  /** Serves, and returns once it answers. The port stays the same over restarts. */
  async start(): Promise<void> {
    if (this.process) throw new Error("already running");
    const child = spawn(binary, ["serve"], { env: this.environment(), stdio: "pipe" });
    child.stdout.on("data", (chunk) => (this.log += chunk));
    child.stderr.on("data", (chunk) => (this.log += chunk));
    this.process = child;
    const deadline = Date.now() + readyWithinMs;
    while (!(await this.isHealthy())) {
      if (child.exitCode !== null || child.signalCode !== null) {
        this.process = undefined;
        throw new Error(`the server ended before it answered:\n${this.log}`);
      }
      if (Date.now() > deadline) {
        await this.kill();
        throw new Error(`the server did not answer within ${readyWithinMs} ms:\n${this.log}`);
      }
      await pause(pollEveryMs);
    }
  }

  /** Asks the server to finish, as an operator would; gives its exit status. */
  async stop(): Promise<number | null> {
    return this.end("SIGTERM");
  }

  /** Kills the process at once: nothing it held in memory is written. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends what runs and removes what it kept. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.dataFolder, { recursive: true, force: true });
    if (this.database) await this.cluster?.drop(this.database);
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    const child = this.process;
    if (!child) return null;
    this.process = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = new Promise<number | null>((tell) => child.once("exit", tell));
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
    const status = await ended;
    clearTimeout(timer);
    return status;
  }

  private environment(): NodeJS.ProcessEnv {
    const environment: NodeJS.ProcessEnv = {
      ...process.env,
      SAMVARO_ADDR: `127.0.0.1:${this.port}`,
      SAMVARO_DATA: this.dataFolder,
      SAMVARO_SITE: this.site,
    };
    if (this.cluster && this.database) environment.SAMVARO_DATABASE_URL = this.cluster.url(this.database);
    return environment;
  }

  private async isHealthy(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(2_000) });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }

  private linkIn(printed: string): string {
    const link = printed.match(/https?:\/\/\S+/)?.[0];
    if (!link) throw new Error(`no link in:\n${printed}`);
    return link;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === "object") found(address.port);
        else failed(new Error("no port"));
      });
    });
  });
}
