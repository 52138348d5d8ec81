/**
 * Reads the times of a profile: ISO 8601 text, with offset or else in UTC, days without a time, and epoch milliseconds.
 * Writes into a typed array instead of returning, because it runs once per event.
 */
import { daysInMonth, toDayNumber } from "./calendar";
import type { Value } from "./pqlValue";

const ZERO = 48;
const MINUTE_MS = 60_000;
/** Instants beyond this are no dates of ECMAScript. */
const FURTHEST = 8.64e15;

/** Day numbers of the months in which nearly all times lie: looking one up costs a tenth of working it out. */
const FIRST_YEAR = 1970;
const MONTH_STARTS = Int32Array.from({ length: 100 * 12 + 1 }, (_, month) =>
  toDayNumber({ year: FIRST_YEAR + Math.floor(month / 12), month: (month % 12) + 1, day: 1 }),
);

/** Two digits at `at`, or a number that fails every range check. */
function twoDigits(text: string, at: number): number {
  const high = text.charCodeAt(at) - ZERO;
  const low = text.charCodeAt(at + 1) - ZERO;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : 1000;
}

/** Reads a time into `out[0]`, milliseconds since 1970; false where it is none. Fractions keep their microseconds. */
export function readTime(value: Value, out: Float64Array): boolean {
  if (typeof value === "string") return readTimeText(value, out);
  if (typeof value !== "number" || !(Math.abs(value) <= FURTHEST)) return false;
  out[0] = value;
  return true;
}

function readTimeText(text: string, out: Float64Array): boolean {
  const { length } = text;
  if (length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (year > 9999 || month < 1 || month > 12 || day < 1) return false;
  const index = (year - FIRST_YEAR) * 12 + month - 1;
  let days = day - 1;
  if (index >= 0 && index < MONTH_STARTS.length - 1) {
    if (days >= MONTH_STARTS[index + 1] - MONTH_STARTS[index]) return false;
    days += MONTH_STARTS[index];
  } else {
    if (day > daysInMonth(year, month)) return false;
    days = toDayNumber({ year, month, day });
  }
  out[0] = days * 86_400_000;
  return length === 10 || readClock(text, out);
}

/** The part behind the day. */
function readClock(text: string, out: Float64Array): boolean {
  const separator = text.charCodeAt(10);
  if ((separator !== 84 && separator !== 116 && separator !== 32) || text.charCodeAt(13) !== 58) return false;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  if (hour > 23 || minute > 59) return false;
  let at = 16;
  let ms = hour * 3_600_000 + minute * MINUTE_MS;
  if (text.charCodeAt(at) === 58) {
    const second = twoDigits(text, at + 1);
    if (second > 59) return false;
    ms += second * 1000;
    at += 3;
    const point = text.charCodeAt(at);
    if (point === 46 || point === 44) {
      let scale = 100;
      const first = at + 1;
      for (at = first; at < text.length; at++, scale /= 10) {
        const digit = text.charCodeAt(at) - ZERO;
        if (digit < 0 || digit > 9) break;
        ms += digit * scale;
      }
      if (at === first) return false;
    }
  }
  const offset = readOffset(text, at);
  out[0] += ms - offset * MINUTE_MS;
  return !Number.isNaN(offset);
}

/** The offset from UTC in minutes; NaN where the text ends otherwise. None means UTC. */
function readOffset(text: string, at: number): number {
  const rest = text.length - at;
  if (rest === 0) return 0;
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return rest === 1 ? 0 : Number.NaN;
  if (sign !== 43 && sign !== 45) return Number.NaN;
  const hours = twoDigits(text, at + 1);
  const hasColon = text.charCodeAt(at + 3) === 58;
  if (rest !== 3 && rest !== (hasColon ? 6 : 5)) return Number.NaN;
  const minutes = rest === 3 ? 0 : twoDigits(text, hasColon ? at + 4 : at + 3);
  if (hours > 18 || minutes > 59) return Number.NaN;
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes);
}

/** The day number of a year, month and day that exist; undefined for others. */
export function readDay(year: number, month: number, day: number): number | undefined {
  const exists = Number.isInteger(year) && Math.abs(year) <= 270_000 && month >= 1 && month <= 12;
  if (!exists || !Number.isInteger(month) || !Number.isInteger(day)) return undefined;
  return day < 1 || day > daysInMonth(year, month) ? undefined : toDayNumber({ year, month, day });
}
