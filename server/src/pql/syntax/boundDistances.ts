/**
 * Distances that were written as bounds of `between`: what one bound leaves out is taken from the other, and the earlier one
 * comes first. Only compares and completes; it reads no tokens and words no problem.
 */

/** `3 days before now`, or as much of it as is written. */
export interface BoundDistance {
  readonly count: string;
  /** `days`. */
  readonly unit?: string | undefined;
  /** True for `before`. */
  readonly isPast?: boolean | undefined;
  /** The time it counts from, as written. */
  readonly reference?: string | undefined;
}

/** A distance with nothing left out. */
export type WholeDistance = { readonly [part in keyof BoundDistance]-?: NonNullable<BoundDistance[part]> };

/** A bound: the point that is written, or a distance. */
export interface Bound {
  readonly text: string;
  readonly distance?: BoundDistance | undefined;
}

/** A bound whose distance is whole. */
export interface WholeBound extends Bound {
  readonly distance?: WholeDistance | undefined;
}

/** Both bounds, completed from each other and in the order of time as far as that can be told. */
export function toOrdered(start: Bound, end: Bound): readonly [WholeBound, WholeBound] {
  const bounds = [toWhole(start, end), toWhole(end, start)] as const;
  const [first, second] = bounds;
  const reference = first.distance?.reference ?? second.distance?.reference ?? "";
  const [from, to] = [offsetOf(first, reference), offsetOf(second, reference)];
  return from !== undefined && to !== undefined && from > to ? [second, first] : bounds;
}

/** Whether any of the bounds says in which direction of time it lies. */
export function isDirected(...bounds: readonly Bound[]): boolean {
  return bounds.some(({ distance }) => distance?.isPast !== undefined);
}

function toWhole({ text, distance }: Bound, { distance: other }: Bound): WholeBound {
  if (distance === undefined) return { text };
  const { count, unit = other?.unit ?? "days", reference = other?.reference ?? "now" } = distance;
  return { text, distance: { count, unit, isPast: distance.isPast ?? other?.isPast ?? true, reference } };
}

/** How long the units are, for saying which distance is longer: hours, months of 30 days. */
const HOURS: Readonly<Record<string, number>> = {
  second: 1 / 3600,
  minute: 1 / 60,
  hour: 1,
  day: 24,
  week: 24 * 7,
  month: 24 * 30,
  year: 24 * 365,
};

/** How far after the reference a bound lies, in hours; undefined where that cannot be told. */
function offsetOf({ text, distance }: WholeBound, reference: string): number | undefined {
  const isSame = (time: string): boolean => time.toLowerCase() === reference.toLowerCase();
  if (distance === undefined) return isSame(text) ? 0 : undefined;
  const hours = HOURS[distance.unit.toLowerCase().replace(/s$/, "")];
  if (hours === undefined || !isSame(distance.reference)) return undefined;
  return Number(distance.count) * hours * (distance.isPast ? -1 : 1);
}
