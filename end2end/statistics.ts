// Sums over measured times, and how they are printed.

/** The value below which this share of the sorted values lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** "12.3 ms" */
export function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

/** One line of a measurement. */
export function line(what: string, value: string): void {
  console.log(`  ${what.padEnd(52)} ${value}`);
}
