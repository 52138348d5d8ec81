/**
 * Something that is built when it is first needed, and handed out ever after.
 */

/** Builds at the first call and hands out the same afterwards; a failed build is tried again. */
export function once<Value>(build: () => Promise<Value>): () => Promise<Value> {
  let building: Promise<Value> | undefined;
  return () => {
    building ??= build().catch((error: unknown) => {
      building = undefined;
      throw error;
    });
    return building;
  };
}
