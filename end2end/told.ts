// What a test has to tell beyond whether it passed. `cargo xtask test` names a file to write it to,
// and prints that at its end.

import { appendFileSync } from "node:fs";

/** A line for whoever started the tests. */
export function tell(line: string): void {
  console.log(line);
  const file = process.env.SAMVARO_TOLD;
  if (file) appendFileSync(file, `${line}\n`);
}

/** Says that a test showed nothing here. `cargo xtask test` fails if the machine would have let it. */
export function notTried(what: string, why: string): void {
  tell(`not tried: ${what}, because ${why.trim().replaceAll("\n", " ")}`);
}
