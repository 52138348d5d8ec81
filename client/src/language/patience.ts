/**
 * How long a feature waits for what only makes its answer better. Cancels nothing.
 */

/** Resolves after a while, for races. */
export function waitFor(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}
