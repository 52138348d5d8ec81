/**
 * Days of reports: which days a file means, and the same number of days before. Days have no zone here; they are those of the
 * data view. Pure: today is handed in.
 */
import { say, sayDay } from "../words/say";
import type { ReportDates } from "./reportFile";

const DAY_MS = 86_400_000;

/** Both days belong to it. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** The days a file means. The last so many days end yesterday: today is not over. */
export function toDayRange(dates: ReportDates, today: string): DayRange {
  if ("from" in dates) return dates;
  return { from: addDays(today, -dates.last), to: addDays(today, -1) };
}

/** As many days, directly before. */
export function toRangeBefore(range: DayRange): DayRange {
  const days = countDays(range);
  return { from: addDays(range.from, -days), to: addDays(range.from, -1) };
}

/** How many days a range has; none or fewer when it ends before it begins. */
export function countDays({ from, to }: DayRange): number {
  return (toTime(to) - toTime(from)) / DAY_MS + 1;
}

/** Two days as they are typed, in English or the language of the question; undefined where they are none. */
export function readDays(text: string): DayRange | undefined {
  const [from = "", to = ""] = /^\s*(\S+)\s+(?:to|bis|[–-])\s+(\S+)\s*$/.exec(text)?.slice(1) ?? [];
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

/** The days as the reader writes days. */
export function sayDays({ from, to }: DayRange): string {
  return from === to ? sayDay(toTime(from)) : say("{0} to {1}", sayDay(toTime(from)), sayDay(toTime(to)));
}

/** A range as the platform wants it. */
export function toDateRangeText({ from, to }: DayRange): string {
  return `${from}T00:00:00.000/${to}T23:59:59.999`;
}

/** Today where the data view is; in UTC where its zone is not known. */
export function toToday(now: number, timeZone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone: timeZone ?? "UTC" }).format(now).slice(0, 10);
  } catch {
    return new Date(now).toISOString().slice(0, 10);
  }
}

/** Whether the calendar has the day. */
export function isDay(day: string): boolean {
  const time = toTime(day);
  return !Number.isNaN(time) && toDay(time) === day;
}

/**
 * The moment of a row of a date dimension, whose item id is years since 1900, month from zero, day and perhaps hour and minute;
 * undefined where the id looks otherwise.
 */
export function findItemTime(itemId: string): number | undefined {
  const parts = /^(\d{3})(\d{2})(\d{2})(\d{2})?(\d{2})?$/.exec(itemId);
  if (parts === null) return undefined;
  const [years = 0, month = 0, day = 1, hour = 0, minute = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return month > 11 || day < 1 || day > 31 ? undefined : Date.UTC(1_900 + years, month, day, hour, minute);
}

/** The id that the row of a day has; the other way round. */
export function toItemId(day: string): string {
  const [year, month, date = ""] = day.split("-");
  return `${Number(year) - 1_900}${String(Number(month) - 1).padStart(2, "0")}${date}`;
}

/**
 * Where the moment of a row lies in its days, and how much of them it covers; equal for rows of two ranges that can be compared.
 * Undefined where the id is no moment.
 */
export function findPiece(dimension: string, itemId: string, { from, to }: DayRange): string | undefined {
  const time = findItemTime(itemId);
  if (time === undefined) return undefined;
  const [start, end] = [toTime(from), toTime(to) + DAY_MS];
  const next = findNext(dimension, new Date(time));
  // Hours and days are alike, whatever clocks do in the night.
  const length = next === undefined ? 0 : Math.min(next, end) - Math.max(time, start);
  return `${time - start} ${length}`;
}

/** When what is longer than a day ends. */
function findNext(dimension: string, time: Date): number | undefined {
  const [year, month] = [time.getUTCFullYear(), time.getUTCMonth()];
  if (dimension.endsWith("week")) return time.getTime() + 7 * DAY_MS;
  if (dimension.endsWith("month")) return Date.UTC(year, month + 1);
  if (dimension.endsWith("quarter")) return Date.UTC(year, month + 3);
  return dimension.endsWith("year") ? Date.UTC(year + 1, 0) : undefined;
}

/** Whether the rows of a dimension are moments. */
export function isDateDimension(id: string): boolean {
  return /^variables\/daterange/.test(id);
}

/** A day so many days later, or before. */
export function addDays(day: string, days: number): string {
  return toDay(toTime(day) + days * DAY_MS);
}

function toTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
