/**
 * The Gregorian calendar in any time zone: days, steps by units, starts of units. PQL itself works in UTC, which costs
 * nothing here; other zones ask the runtime for their offsets. Months are clamped to their last day, and callers are told
 * when that happened, because Adobe does not say it.
 */

/** The day a week begins with. */
export type WeekStart = "sunday" | "monday";

/** A unit of time in the singular. */
export type UnitName =
  | "millisecond"
  | "second"
  | "minute"
  | "hour"
  | "day"
  | "week"
  | "month"
  | "year"
  | "decade"
  | "century"
  | "millennium";

/** Between the instants of the world and the wall clock of one zone, told as if it were UTC. Milliseconds. */
export interface Calendar {
  readonly timeZone: string;
  toLocal(instant: number): number;
  /** Of a time that clocks skip or show twice: the later one of the first, the earlier one of the second. */
  toInstant(local: number): number;
}

const DAY_MS = 86_400_000;
/** Units of a fixed length. */
const FIXED_MS: Readonly<Partial<Record<UnitName, number>>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
};
const MONTHS: Readonly<Partial<Record<UnitName, number>>> = {
  month: 1,
  year: 12,
  decade: 120,
  century: 1200,
  millennium: 12_000,
};
/** No instant of ECMAScript lies further out; sums beyond are cut here. */
const FURTHEST = 8.64e15;

/** A day of the calendar; months run from 1 to 12. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a day in the proleptic Gregorian calendar. */
export function toDayNumber({ year, month, day }: CalendarDay): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day that lies so many days after 1970-01-01. */
export function fromDayNumber(days: number): CalendarDay {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of an instant on the calendar. */
export function dayOf(calendar: Calendar, instant: number): CalendarDay {
  return fromDayNumber(Math.floor(calendar.toLocal(instant) / DAY_MS));
}

/** Where a step by units ends; two instants only where the month lacks the day: its last day, and the day run over. */
export interface Reached {
  readonly earliest: number;
  readonly latest: number;
}

/** The instant so many units later, earlier where `count` is negative. */
export function step(calendar: Calendar, instant: number, count: number, unit: UnitName): Reached {
  const fixed = FIXED_MS[unit];
  if (fixed !== undefined) return exactly(instant + count * fixed);
  const local = calendar.toLocal(instant);
  if (unit === "day" || unit === "week") {
    return exactly(toInstantWithin(calendar, local + count * DAY_MS * (unit === "week" ? 7 : 1)));
  }
  return stepMonths(calendar, local, count * (MONTHS[unit] ?? 1));
}

function exactly(instant: number): Reached {
  const cut = Math.max(-FURTHEST, Math.min(FURTHEST, instant));
  return { earliest: cut, latest: cut };
}

function toInstantWithin(calendar: Calendar, local: number): number {
  return Math.abs(local) > FURTHEST - 2 * DAY_MS ? Math.sign(local) * FURTHEST : calendar.toInstant(local);
}

function stepMonths(calendar: Calendar, local: number, months: number): Reached {
  const { year, month, day } = fromDayNumber(Math.floor(local / DAY_MS));
  const timeOfDay = local - Math.floor(local / DAY_MS) * DAY_MS;
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: index - Math.floor(index / 12) * 12 + 1 };
  if (Math.abs(target.year) > 270_000) return exactly(Math.sign(target.year) * FURTHEST);
  const last = daysInMonth(target.year, target.month);
  const at = (wanted: number) =>
    toInstantWithin(calendar, toDayNumber({ ...target, day: wanted }) * DAY_MS + timeOfDay);
  return { earliest: at(Math.min(day, last)), latest: at(day) };
}

/** The start of the unit that holds the instant. */
export function startOf(calendar: Calendar, instant: number, unit: UnitName, weekStart: WeekStart): number {
  const local = calendar.toLocal(instant);
  const fixed = FIXED_MS[unit];
  if (fixed !== undefined) return calendar.toInstant(Math.floor(local / fixed) * fixed);
  const days = Math.floor(local / DAY_MS);
  return calendar.toInstant(startDay(days, unit, weekStart) * DAY_MS);
}

function startDay(days: number, unit: UnitName, weekStart: WeekStart): number {
  if (unit === "day") return days;
  // 1970-01-01 was a Thursday.
  if (unit === "week") return days - modulo(days + (weekStart === "sunday" ? 4 : 3), 7);
  const { year, month } = fromDayNumber(days);
  if (unit === "month") return toDayNumber({ year, month, day: 1 });
  const years = (MONTHS[unit] ?? 12) / 12;
  return toDayNumber({ year: year - modulo(year, years), month: 1, day: 1 });
}

function modulo(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}

/** The calendar PQL documents. */
export const UTC: Calendar = {
  timeZone: "UTC",
  toLocal: (instant) => instant,
  toInstant: (local) => local,
};

/** The calendar of an IANA time zone; undefined where the runtime knows no zone of the name. */
export function findCalendar(timeZone: string): Calendar | undefined {
  if (/^(utc|gmt|z|etc\/utc)$/i.test(timeZone)) return UTC;
  const offsetAt = findOffsets(timeZone);
  if (offsetAt === undefined) return undefined;
  return {
    timeZone,
    toLocal: (instant) => instant + offsetAt(instant),
    toInstant: (local) => {
      // The offsets of the day before and behind are all that a wall clock can show.
      const before = offsetAt(local - DAY_MS);
      const behind = offsetAt(local + DAY_MS);
      const candidate = local - before;
      if (offsetAt(candidate) === before) return candidate;
      const other = local - behind;
      return offsetAt(other) === behind ? other : candidate;
    },
  };
}

/** The offset of a zone from UTC at an instant, in milliseconds. */
function findOffsets(timeZone: string): ((instant: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    // The runtime's way to say that there is no such zone.
    return undefined;
  }
  return (instant) => {
    const whole = Math.floor(instant / 1000) * 1000;
    const parts = new Map(format.formatToParts(whole).map(({ type, value }) => [type, value]));
    const number = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
    const year = parts.get("era") === "BC" ? 1 - number("year") : number("year");
    const days = toDayNumber({ year, month: number("month"), day: number("day") });
    return (
      days * DAY_MS + number("hour") * 3_600_000 + number("minute") * 60_000 + number("second") * 1000 - whole
    );
  };
}
