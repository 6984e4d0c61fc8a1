// A throw-away PostgreSQL for the browser's tests: one cluster per worker, one database per server.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Where Debian's packages put the programs, by version. */
const debianPrograms = "/usr/lib/postgresql";
/** PostgreSQL refuses to be run by root. */
const unprivileged = "postgres";

const install =
  "this test needs the programs of PostgreSQL 15 or later: install Debian's package `postgresql` " +
  "(cargo xtask test does it by itself where it may)";

/** Starts the cluster, waits until whoever started it is gone, and leaves nothing behind. */
const keeper = `
"$1/pg_ctl" start --wait --silent --pgdata "$2/data" --log "$2/log" --options "-c listen_addresses= -k $2" && echo ready
cat > /dev/null
"$1/pg_ctl" stop --silent --mode immediate --pgdata "$2/data"
rm -rf "$2"
`;

export class Cluster {
  private databases = 0;

  private constructor(
    private readonly programs: string,
    private readonly folder: string,
    private readonly keeping: ChildProcess,
  ) {}

  static async start(): Promise<Cluster> {
    const programs = findPrograms();
    const folder = await mkdtemp(join(tmpdir(), "samvaro-postgres-"));
    const user = process.getuid?.() === 0 ? await idsOf(unprivileged) : {};
    if ("uid" in user) await chown(folder, user.uid, user.gid);
    const options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
    const data = join(folder, "data");
    await execute(join(programs, "initdb"), [...options, "--pgdata", data], { ...user, cwd: folder });
    const keeping = spawn("/bin/sh", ["-c", keeper, "keeper", programs, folder], {
      ...user,
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
      // Whoever interrupts the tests does not interrupt the tidying up.
      detached: true,
    });
    await new Promise<void>((done, failed) => {
      keeping.stdout?.once("data", () => done());
      keeping.once("exit", () => failed(new Error("PostgreSQL did not start")));
    });
    return new Cluster(programs, folder, keeping);
  }

  /** An empty database, or a copy of one that nobody is connected to; gives its name. */
  async create(copyOf?: string): Promise<string> {
    const name = `samvaro_${(this.databases += 1)}`;
    await this.client("createdb", ...(copyOf ? ["--template", copyOf] : []), name);
    return name;
  }

  async drop(name: string): Promise<void> {
    await this.client("dropdb", "--force", name);
  }

  /** Where the server finds a database. */
  url(name: string): string {
    return `postgres://postgres@localhost/${name}?host=${this.folder}`;
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.keeping.once("exit", done));
    this.keeping.stdin?.end();
    await ended;
  }

  private async client(program: string, ...words: string[]): Promise<void> {
    await execute(join(this.programs, program), ["--username=postgres", "--host", this.folder, ...words]);
  }
}

function findPrograms(): string {
  const versions = existsSync(debianPrograms) ? readdirSync(debianPrograms) : [];
  const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
  const folders = newestFirst.map((version) => join(debianPrograms, version, "bin"));
  folders.push(...(process.env.PATH ?? "").split(delimiter));
  const found = folders.find((folder) => existsSync(join(folder, "initdb")));
  if (!found) throw new Error(install);
  return found;
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const id = async (what: string) => Number((await execute("id", [what, user])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}
