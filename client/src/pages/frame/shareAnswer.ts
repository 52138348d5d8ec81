/**
 * Lets several parts of a page be read from one answer of the platform. Keeps no answer: who asks later asks anew.
 */

/** Asks once for all who ask at the same time. */
export function shareAnswer<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asking: Promise<Value> | undefined;
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
