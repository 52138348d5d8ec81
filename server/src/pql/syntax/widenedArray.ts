/**
 * Growth of the flat arrays that tokens and nodes are kept in.
 */

/** A copy with room for `capacity` numbers; the rest is zero. */
export function widened(from: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(capacity);
  to.set(from);
  return to;
}
