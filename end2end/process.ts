// What a process has used, as Linux tells it.

import { readFile } from "node:fs/promises";

/** Clock ticks in a second, as Linux shows them to programs. */
const ticksPerSecond = 100;

/** The most memory that a process has had at once, in KiB; 0 of one that is gone. */
export async function peakKib(id: number): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

/** The processor's time that a process has taken, in seconds. */
export async function processorSeconds(id: number): Promise<number> {
  const fields = (await readFile(`/proc/${id}/stat`, "utf8")).replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
