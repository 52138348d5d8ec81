/**
 * Points of time that move with the clock, and which of two comes first for every clock. Compared exactly where both are
 * counted in one unit from one anchor, else by how far from now each can lie in any time zone; else nothing is said.
 */
import { startOf, step, toDayNumber, type UnitName } from "../evaluate/calendar";
import type { ClockFacts } from "../evaluate/evaluationContext";
import { readDay } from "../evaluate/timestamp";

/** Units that count alike: fixed lengths, days of the calendar, months of the calendar. */
type Measure = "milliseconds" | "days" | "months";

/** A point of time for every clock. */
export interface Moment {
  /** From what it is counted. */
  readonly anchor: string;
  readonly measure: Measure;
  readonly count: number;
  /** The least and the most it can lie from now, in milliseconds; undefined for days of the calendar. */
  readonly range: { readonly least: number; readonly most: number } | undefined;
  /** The instant for one clock. */
  readonly at: (clock: ClockFacts) => number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Most that changes of a zone's clocks and of its side of the date line make of a day. */
const SLACK = 26 * HOUR;
const MONTH = 30.436_875 * DAY;
/** Most that a count of months differs from so many mean months, clamped ends included. */
const MONTH_SLACK = 5 * DAY;
/** Instants of the evaluator are cut further out; nothing is said of them. */
const MOST_STEPS = 1_000_000;

const COUNTED: Readonly<Partial<Record<UnitName, readonly [Measure, number]>>> = {
  millisecond: ["milliseconds", 1],
  second: ["milliseconds", 1000],
  minute: ["milliseconds", 60_000],
  hour: ["milliseconds", HOUR],
  day: ["days", 1],
  week: ["days", 7],
  month: ["months", 1],
  year: ["months", 12],
  decade: ["months", 120],
};

/** The longest a unit lasts, for where its start can lie. */
const LONGEST: Readonly<Partial<Record<UnitName, number>>> = {
  week: 7 * DAY,
  month: 31 * DAY,
  year: 366 * DAY,
  decade: 3653 * DAY,
};

/** The time of the evaluation. */
export const NOW: Moment = {
  anchor: "now",
  measure: "milliseconds",
  count: 0,
  range: { least: 0, most: 0 },
  at: ({ now }) => now,
};

/** The start of the unit around now. */
export function startOfUnit(unit: UnitName): Moment | undefined {
  if (COUNTED[unit] === undefined) return undefined;
  return {
    anchor: `start of ${unit}`,
    measure: "milliseconds",
    count: 0,
    range: { least: -(LONGEST[unit] ?? DAY) - SLACK, most: 0 },
    at: ({ now, calendar, weekStart }) => startOf(calendar, now, unit, weekStart ?? "sunday"),
  };
}

/** The start of the day before or behind that of now. */
export function startOfNeighbour(offset: -1 | 1): Moment {
  return {
    anchor: offset < 0 ? "yesterday" : "tomorrow",
    measure: "milliseconds",
    count: 0,
    range: offset < 0 ? { least: -2 * DAY - SLACK, most: 0 } : { least: -SLACK, most: DAY + SLACK },
    at: ({ now, calendar }) =>
      startOf(calendar, step(calendar, now, offset, "day").earliest, "day", "sunday"),
  };
}

/** The start of a day of the calendar; undefined for one that does not exist. */
export function startOfDate(year: number, month: number, day: number): Moment | undefined {
  const number = readDay(year, month, day);
  if (number === undefined) return undefined;
  const midnight = toDayNumber({ year, month, day }) * DAY;
  return {
    anchor: "calendar",
    measure: "days",
    count: number,
    range: undefined,
    at: ({ calendar }) => calendar.toInstant(midnight),
  };
}

/** The day behind a day of the calendar. */
export function dayBehind(date: Moment): Moment {
  const midnight = (date.count + 1) * DAY;
  return { ...date, count: date.count + 1, at: ({ calendar }) => calendar.toInstant(midnight) };
}

/** So many units from a moment; of a month that lacks the day, where the day runs over to. */
export function stepFrom(moment: Moment, count: number, unit: UnitName): Moment | undefined {
  const counted = COUNTED[unit];
  if (counted === undefined || Math.abs(count) > MOST_STEPS) return undefined;
  if (count === 0) return moment;
  const [measure, factor] = counted;
  const isAnchor = moment.count === 0 && moment.anchor !== "calendar";
  return {
    anchor: isAnchor ? moment.anchor : `${moment.anchor} ${moment.count} ${moment.measure}`,
    measure,
    count: count * factor,
    range: moment.range && shiftedRange(moment.range, measure, count * factor),
    at: (clock) => step(clock.calendar, moment.at(clock), count, unit).latest,
  };
}

function shiftedRange({ least, most }: { least: number; most: number }, measure: Measure, count: number) {
  if (measure === "milliseconds") return { least: least + count, most: most + count };
  const [length, slack] = measure === "days" ? [DAY, SLACK] : [MONTH, MONTH_SLACK + SLACK];
  return { least: least + count * length - slack, most: most + count * length + slack };
}

/** True where the first comes before the second, or with it, whatever the clock. */
export function isNeverAfter(first: Moment, second: Moment): boolean {
  if (isSameAnchor(first, second)) return first.count <= second.count;
  return first.range !== undefined && second.range !== undefined && first.range.most <= second.range.least;
}

/** True where the first comes before the second whatever the clock. */
export function isAlwaysBefore(first: Moment, second: Moment): boolean {
  // Clocks that are put back can make two wall times of following days one instant; whole days apart they are not.
  if (isSameAnchor(first, second)) {
    const distance = second.count - first.count;
    const isFixed = [first, second].every(({ measure, count }) => count === 0 || measure === "milliseconds");
    return isFixed ? distance > 0 : distance > 1;
  }
  return first.range !== undefined && second.range !== undefined && first.range.most < second.range.least;
}

function isSameAnchor(first: Moment, second: Moment): boolean {
  if (first.anchor !== second.anchor) return false;
  // The anchor itself is so many of any unit from itself.
  return first.measure === second.measure || first.count === 0 || second.count === 0;
}

/** The moment as a key, equal for equal moments. */
export function momentKey({ anchor, measure, count }: Moment): string {
  return count === 0 ? anchor : `${anchor} ${count} ${measure}`;
}
