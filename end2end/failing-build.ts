// A build that fails wherever it is opened.

/** Runs before the page's own scripts: the bundle fails as soon as it starts. */
export function failAtOnce(): void {
  const { now } = Date;
  Date.now = () => {
    if (new Error().stack?.includes(".wasm")) throw new Error("the bundle fails here");
    return now();
  };
}
