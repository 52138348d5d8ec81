/**
 * Tells moments in time among the values of an object, whatever its fields are called, and writes them as everywhere
 * else. A number alone says little: seconds are believed only under a name that speaks of time, milliseconds unless the
 * name says that something else is counted. Pure.
 */
import { readTime } from "../../api/times";
import { toTimeText } from "./facts";

/** Numbers outside these years are no moments anybody keeps. */
const EARLIEST = Date.UTC(2001, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** A day with a time of day; a day alone is readable as it is. */
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;

/** How names of moments end, once their words are apart: `create_Epoch`, `started_At_UTC`, `last_Run`, `updated`. */
const TIME_WORDS =
  /(^|[^a-z])(time|times|timestamp|datetime|date|epoch|utc|ts|at|on|since|until|from|created|updated|modified|changed|published|deployed|started|finished|completed|ended|expires|expiry|(last|next)\w*)$/i;

/** What is counted or named by digits, not dated. */
const OTHER_WORDS =
  /(id|ids|count|size|number|version|total|bytes|phone|code|key|offset|sequence|amount|length|records)$/i;

/** The moment that `value` means under `name`, in words; undefined when it means none. */
export function findTimeText(name: string, value: unknown): string | undefined {
  const moment = isMoment(name, value) ? readTime(value) : undefined;
  return moment === undefined ? undefined : toTimeText(moment);
}

function isMoment(name: string, value: unknown): boolean {
  if (typeof value === "string" && MOMENT.test(value)) return true;
  const digits = typeof value === "number" || typeof value === "string" ? String(value) : "";
  if (!/^\d{10,19}$/.test(digits) || OTHER_WORDS.test(name)) return false;
  const moment = readTime(value);
  if (moment === undefined || moment < EARLIEST || moment > LATEST) return false;
  return TIME_WORDS.test(toWords(name)) || (typeof value === "number" && digits.length === 13);
}

/** `startedAtUTC` as `started_At_UTC`, so that `at` in `format` is no word of its own. */
function toWords(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2");
}
