// A tablet without a screen: pairs and pushes counts over HTTP as the app does, many at a time.

import { randomUUID } from "node:crypto";
import type { Samvaro } from "./samvaro.ts";

const mediaType = "application/vnd.samvaro.sync+json";
const pushMaxRows = 2_000;
/** Between two taps at the same door. */
const tapEveryMs = 1_900;

type Pairing = { log: string };
type Body =
  | { count: { t: string; d?: { n: number }; a?: true } }
  | { undo: { u: Dot; t: string; d: { n: number } } };
type Dot = { r: string; s: number };
type Row = { body: Body; at: number };

export class Counter {
  private readonly replica = randomUUID();
  private readonly waiting: Row[] = [];
  private seq = 0;
  private exchange = Date.now();

  private constructor(
    private readonly samvaro: Samvaro,
    private readonly cookie: string,
    private readonly log: string,
  ) {}

  static async paired(samvaro: Samvaro, place: string): Promise<Counter> {
    const code = await samvaro.pairingCode(place);
    const answer = await fetch(`${samvaro.url}/api/v1/pair`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
    return new Counter(samvaro, cookie, ((await answer.json()) as Pairing).log);
  }

  /** Counts visitors one by one, from a moment on. Taken back are the first of them. */
  async count(target: string, taps: number, from: number, undone = 0): Promise<void> {
    const first = this.seq + this.waiting.length + 1;
    for (let tap = 0; tap < taps; tap += 1) {
      this.waiting.push({ body: { count: { t: target, d: { n: 1 } } }, at: from + tap * tapEveryMs });
    }
    for (let undo = 0; undo < undone; undo += 1) {
      const u = { r: this.replica, s: first + undo };
      this.waiting.push({ body: { undo: { u, t: target, d: { n: 1 } } }, at: from + (taps + undo) * tapEveryMs });
    }
    if (this.waiting.length >= pushMaxRows) await this.push();
  }

  /** Says that a number is an estimate. */
  guess(target: string, at: number): void {
    this.waiting.push({ body: { count: { t: target, a: true } }, at });
  }

  /** Sends what waits. */
  async push(): Promise<void> {
    while (this.waiting.length > 0) {
      const rows = this.waiting.splice(0, pushMaxRows);
      this.exchange += 1;
      const request = {
        v: 1, r: this.replica, n: this.exchange, t: Date.now(), p: this.pack(rows), g: [],
      };
      const answer = await fetch(`${this.samvaro.url}/api/v1/sync`, {
        method: "POST",
        headers: { "content-type": mediaType, cookie: this.cookie },
        body: JSON.stringify(request),
      });
      if (!answer.ok) throw new Error(await answer.text());
      this.seq += rows.length;
      const reply = (await answer.json()) as { s: number; x?: unknown[] };
      if (reply.s !== this.seq || reply.x?.length) throw new Error(JSON.stringify(reply));
    }
  }

  /** Rows as columns: see pack.rs. */
  private pack(rows: Row[]): object {
    const bodies: string[] = [];
    const index = rows.map(({ body }) => {
      const text = JSON.stringify(body);
      if (bodies.at(-1) !== text) bodies.push(text);
      return bodies.length - 1;
    });
    const all = (value: number) => [value, rows.length];
    return {
      w: [this.replica], l: [this.log], b: bodies.map((text) => JSON.parse(text) as Body),
      wi: all(0), li: all(0), r: all(0), bi: runs(index),
      s: runs(rows.map((_, row) => (row === 0 ? this.seq + 1 : 1))),
      a: rows.map(({ at }, row) => at - (rows[row - 1]?.at ?? 0)),
    };
  }
}

function runs(values: number[]): number[] {
  const written: number[] = [];
  for (const value of values) {
    if (written.length > 0 && written.at(-2) === value) written[written.length - 1]! += 1;
    else written.push(value, 1);
  }
  return written;
}
