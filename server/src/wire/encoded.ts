/**
 * A value that is JSON already, so that what was encoded before a key need not be encoded again after it.
 * Whoever makes one answers for its shape.
 */

/** JSON text of a `T`. */
export class Encoded<T> {
  /** Keeps the type; never set. */
  declare readonly shape: T;

  constructor(readonly json: string) {}
}

/** The JSON text of a value, encoded or not; that of null where JSON has no text for it. */
export function encode(value: unknown): string {
  return value instanceof Encoded ? value.json : (JSON.stringify(value) ?? "null");
}
