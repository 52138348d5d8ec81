/**
 * What reading an expression of a rule tells: where it leads, and on what its value depends.
 */
import type { Place, Reference, Slot } from "./places";

/** What was read of an expression: where it leads, the fields its value depends on, the lists whose size it is. */
export interface Seen {
  readonly reference?: Reference | undefined;
  readonly slots: readonly Slot[];
  readonly counted: readonly Place[];
  /** Numbers that take part in a calculation. */
  readonly numbers: readonly number[];
  /** What of it is read: `getMonth` of a time, `count` of a list of plain values. */
  readonly part?: string | undefined;
}

/** Nothing. */
export const NOTHING: Seen = { slots: [], counted: [], numbers: [] };

/** Everything that several expressions read. */
export function joinSeen(parts: readonly Seen[]): Seen {
  return {
    slots: parts.flatMap(({ slots }) => slots),
    counted: parts.flatMap(({ counted }) => counted),
    numbers: parts.flatMap(({ numbers }) => numbers),
  };
}
