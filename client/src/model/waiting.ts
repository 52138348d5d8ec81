/**
 * Waiting for what cannot be ended from here, such as an answer that others wait for too, and for what only makes an answer better.
 * It does not end the work itself.
 */

/** Settles as `waited` does, or rejects with the signal's reason as soon as that is aborted. */
export async function waitUnlessAborted<Value>(
  waited: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return await waited;
  return await new Promise<Value>((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
    waited.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}

/** Resolves after a while, for races. */
export function waitFor(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}
