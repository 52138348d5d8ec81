/**
 * Time units: their words and how long they may last. Calendar arithmetic (what `last month` covers on a given day) is
 * not done here.
 */

export interface TimeUnit {
  /** Stands after `this`, `last`, `next`, and after a count of one. */
  readonly singular: string;
  /** Stands after a count. */
  readonly plural: string;
  /** The longest it can last in hours: 31 days for a month, a leap year for a year. Windows are never understated. */
  readonly hours: number;
}

const HOURS_PER_DAY = 24;

/** All units from the shortest to the longest (docs/grammar.md#grammar). */
export const TIME_UNITS: readonly TimeUnit[] = [
  { singular: "millisecond", plural: "milliseconds", hours: 1 / 3_600_000 },
  { singular: "second", plural: "seconds", hours: 1 / 3600 },
  { singular: "minute", plural: "minutes", hours: 1 / 60 },
  { singular: "hour", plural: "hours", hours: 1 },
  { singular: "day", plural: "days", hours: HOURS_PER_DAY },
  { singular: "week", plural: "weeks", hours: 7 * HOURS_PER_DAY },
  { singular: "month", plural: "months", hours: 31 * HOURS_PER_DAY },
  { singular: "year", plural: "years", hours: 366 * HOURS_PER_DAY },
  { singular: "decade", plural: "decades", hours: 3653 * HOURS_PER_DAY },
  { singular: "century", plural: "centuries", hours: 36_525 * HOURS_PER_DAY },
  { singular: "millennium", plural: "millennia", hours: 365_243 * HOURS_PER_DAY },
];

/** A spelling printed in old documentation, read as `millennium` with a warning. */
export const MISSPELLED_MILLENNIUM = "millenium";

const UNITS_BY_WORD: ReadonlyMap<string, TimeUnit> = new Map([
  ...TIME_UNITS.flatMap((unit): [string, TimeUnit][] => [
    [unit.singular, unit],
    [unit.plural, unit],
  ]),
  ...TIME_UNITS.filter((unit) => unit.singular === "millennium").map((unit): [string, TimeUnit] => [
    MISSPELLED_MILLENNIUM,
    unit,
  ]),
]);

/** The unit a word names, singular or plural, in any case; undefined for other words. */
export function findTimeUnit(word: string): TimeUnit | undefined {
  return UNITS_BY_WORD.get(word.toLowerCase());
}
