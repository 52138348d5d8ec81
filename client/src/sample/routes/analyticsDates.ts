/** Date ranges of reports: reads them (no zone, as the data view's) and cuts them into hours, days, weeks or months. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A range in milliseconds, end exclusive. */
export interface DateRange {
  readonly start: number;
  readonly end: number;
}

/** Reads `2025-01-01T00:00:00.000/2025-01-31T23:59:59.999`; undefined when it is not a range. */
export function readDateRange(text: string): DateRange | undefined {
  const [from = "", to = ""] = text.split("/");
  const start = readMoment(from);
  const end = readMoment(to);
  if (start === undefined || end === undefined || end < start) return undefined;
  // Both "23:59:59.999" and the next midnight are in use for the last moment.
  return { start, end: /59$|59\.9+$/.test(to.trim()) ? end + 1_000 - (end % 1_000) : end };
}

function readMoment(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?Z?$/.exec(text.trim());
  if (match === null) return undefined;
  const time = Date.parse(`${match[1]}T${match[2] ?? "00:00"}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** One piece of a range. */
export interface DateRow {
  readonly itemId: string;
  readonly value: string;
  readonly range: DateRange;
}

/** Cuts a range into the pieces of a date dimension, oldest first; at most ten thousand. */
export function dateRows(dimensionId: string, range: DateRange): DateRow[] {
  const rows: DateRow[] = [];
  for (let start = startOf(dimensionId, range.start); start < range.end && rows.length < 10_000; ) {
    const end = nextOf(dimensionId, start);
    const date = new Date(start);
    rows.push({
      itemId: itemIdOf(date),
      value: label(dimensionId, date),
      range: { start: Math.max(start, range.start), end: Math.min(end, range.end) },
    });
    start = end;
  }
  return rows;
}

function startOf(dimensionId: string, time: number): number {
  const date = new Date(time);
  if (dimensionId.endsWith("hour")) return Math.floor(time / HOUR) * HOUR;
  if (dimensionId.endsWith("month")) return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const day = Math.floor(time / DAY) * DAY;
  return dimensionId.endsWith("week") ? day - new Date(day).getUTCDay() * DAY : day;
}

function nextOf(dimensionId: string, start: number): number {
  const date = new Date(start);
  if (dimensionId.endsWith("hour")) return start + HOUR;
  if (dimensionId.endsWith("month")) return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return start + (dimensionId.endsWith("week") ? 7 : 1) * DAY;
}

/** Years since 1900, month from zero, day: the way item ids of dates look. */
function itemIdOf(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getUTCFullYear() - 1900}${two(date.getUTCMonth())}${two(date.getUTCDate())}${date.getUTCHours() === 0 ? "" : two(date.getUTCHours())}`;
}

function label(dimensionId: string, date: Date): string {
  const month = date.toLocaleString("en-US", { month: "short", timeZone: "UTC" });
  if (dimensionId.endsWith("month")) return `${month} ${date.getUTCFullYear()}`;
  const day = `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return dimensionId.endsWith("hour")
    ? `${String(date.getUTCHours()).padStart(2, "0")}:00 ${date.toISOString().slice(0, 10)}`
    : day;
}
