/**
 * The time of an event in a test: a time as profiles hold it, or a distance from the clock (`"-3d"`, `"+1d12h"`, `"now"`).
 * A day is 24 hours and a week seven of them: months and years have no fixed length and are written as times.
 */
import type { Clock } from "../evaluate/compiledRule";
import { readTime } from "../evaluate/timestamp";

const DISTANCE = /^([+-])((?:\d{1,9}[wdhms])+)$/;
const UNIT_MS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};
/** Instants beyond this are no dates of ECMAScript. */
const FURTHEST = 8.64e15;

/** The time as profiles hold it; undefined where it is none. */
export function toEventTime(written: unknown, { now }: Clock): string | number | undefined {
  const time = new Float64Array(1);
  const distance = typeof written === "string" ? findDistance(written.trim()) : undefined;
  if (distance === undefined) {
    const isTime = typeof written === "string" || typeof written === "number";
    return isTime && readTime(written, time) ? written : undefined;
  }
  if (!readTime(now, time)) return undefined;
  const instant = time[0] + distance;
  return Math.abs(instant) <= FURTHEST ? new Date(instant).toISOString() : undefined;
}

/** A distance in milliseconds; undefined for other texts. */
function findDistance(text: string): number | undefined {
  if (text === "now") return 0;
  const [, sign, parts] = DISTANCE.exec(text) ?? [];
  if (parts === undefined) return undefined;
  let distance = 0;
  for (const [, count, unit] of parts.matchAll(/(\d+)(\w)/g))
    distance += Number(count) * (UNIT_MS[unit ?? ""] ?? 0);
  return sign === "-" ? -distance : distance;
}
