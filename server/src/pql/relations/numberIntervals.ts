/**
 * Sets of numbers as sorted intervals with exact ends. Every operation gives a set again; nothing is rounded.
 */
import { type AnyNumber, compareExactly, numberText } from "../evaluate/quantity";

/** One stretch of numbers; an end that is missing is infinite. */
export interface Interval {
  readonly low: AnyNumber | undefined;
  readonly isLowIncluded: boolean;
  readonly high: AnyNumber | undefined;
  readonly isHighIncluded: boolean;
}

/** Disjoint intervals, ascending. */
export type NumberSet = readonly Interval[];

/** Every number. */
export const ALL_NUMBERS: NumberSet = [
  { low: undefined, isLowIncluded: false, high: undefined, isHighIncluded: false },
];

/** The numbers for which `x operator value` holds; undefined for an operator that is none. */
export function numbersThat(operator: string, value: AnyNumber): NumberSet | undefined {
  const below = (isIncluded: boolean): NumberSet => [
    { low: undefined, isLowIncluded: false, high: value, isHighIncluded: isIncluded },
  ];
  const above = (isIncluded: boolean): NumberSet => [
    { low: value, isLowIncluded: isIncluded, high: undefined, isHighIncluded: false },
  ];
  switch (operator) {
    case "=":
      return [{ low: value, isLowIncluded: true, high: value, isHighIncluded: true }];
    case "<":
      return below(false);
    case "<=":
      return below(true);
    case ">":
      return above(false);
    case ">=":
      return above(true);
    default:
      return undefined;
  }
}

/** Numbers in a list. */
export function oneOfNumbers(values: readonly AnyNumber[]): NumberSet {
  const sorted = [...values].sort(compareExactly);
  return sorted
    .filter((value, index) => index === 0 || compareExactly(sorted[index - 1], value) !== 0)
    .map((value) => ({ low: value, isLowIncluded: true, high: value, isHighIncluded: true }));
}

/** What both sets hold. */
export function intersectNumbers(left: NumberSet, right: NumberSet): NumberSet {
  return left.flatMap((one) => right.flatMap((other) => overlap(one, other) ?? []));
}

function overlap(one: Interval, other: Interval): Interval | undefined {
  const low = isLowBehind(one, other) ? one : other;
  const high = isHighBefore(one, other) ? one : other;
  const common: Interval = {
    low: low.low,
    isLowIncluded: low.isLowIncluded,
    high: high.high,
    isHighIncluded: high.isHighIncluded,
  };
  return isEmpty(common) ? undefined : common;
}

function isEmpty({ low, high, isLowIncluded, isHighIncluded }: Interval): boolean {
  if (low === undefined || high === undefined) return false;
  const order = compareExactly(low, high);
  return order > 0 || (order === 0 && !(isLowIncluded && isHighIncluded));
}

function isLowBehind(one: Interval, other: Interval): boolean {
  if (other.low === undefined) return true;
  if (one.low === undefined) return false;
  const order = compareExactly(one.low, other.low);
  return order > 0 || (order === 0 && !one.isLowIncluded);
}

function isHighBefore(one: Interval, other: Interval): boolean {
  if (other.high === undefined) return true;
  if (one.high === undefined) return false;
  const order = compareExactly(one.high, other.high);
  return order < 0 || (order === 0 && !one.isHighIncluded);
}

/** What a set does not hold. */
export function otherNumbers(set: NumberSet): NumberSet {
  return set.reduce<NumberSet>((rest, { low, high, isLowIncluded, isHighIncluded }) => {
    const outside: Interval[] = [];
    if (low !== undefined) {
      outside.push({ low: undefined, isLowIncluded: false, high: low, isHighIncluded: !isLowIncluded });
    }
    if (high !== undefined) {
      outside.push({ low: high, isLowIncluded: !isHighIncluded, high: undefined, isHighIncluded: false });
    }
    return intersectNumbers(rest, outside);
  }, ALL_NUMBERS);
}

/** Whether a set holds a number. */
export function holdsNumber(set: NumberSet, value: AnyNumber): boolean {
  return set.some(
    ({ low, high, isLowIncluded, isHighIncluded }) =>
      (low === undefined || compareExactly(low, value) < (isLowIncluded ? 1 : 0)) &&
      (high === undefined || compareExactly(value, high) < (isHighIncluded ? 1 : 0)),
  );
}

/** The ends of the intervals of a set. */
export function endsOf(set: NumberSet): AnyNumber[] {
  return set.flatMap(({ low, high }) => [low, high]).filter((end) => end !== undefined);
}

/** The set as a key, equal for equal sets. */
export function numberSetKey(set: NumberSet): string {
  return set
    .map(({ low, high, isLowIncluded, isHighIncluded }) => {
      const [from, to] = [low, high].map((end) => (end === undefined ? "" : exactText(end)));
      return `${isLowIncluded ? "[" : "]"}${from};${to}${isHighIncluded ? "]" : "["}`;
    })
    .join("");
}

function exactText(value: AnyNumber): string {
  if (typeof value === "object") return `${value.numerator}/${value.denominator}`;
  return numberText(value);
}
