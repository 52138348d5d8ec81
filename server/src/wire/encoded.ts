/**
 * A value that is JSON already, so that what was encoded before a key need not be encoded again after it.
 * Whoever makes one answers for its shape.
 */

/** The core has its own copy of this class (see core/loadCore.ts), so values are known by a mark. */
const MARK = Symbol.for("pql.encoded");

/** JSON text of a `T`. */
export class Encoded<T> {
  readonly [MARK] = true;
  /** Keeps the type; never set. */
  declare readonly shape: T;

  constructor(readonly json: string) {}
}

/** The JSON text of a value, encoded or not; that of null where JSON has no text for it. */
export function encode(value: unknown): string {
  if (typeof value === "object" && value !== null && MARK in value) return (value as Encoded<unknown>).json;
  return JSON.stringify(value) ?? "null";
}
