/**
 * Reads how long a service asks to wait: seconds or a date (docs/platform.md#statuses). Pure. A date is compared with
 * the service's own clock when it sends one, because that clock may be minutes off ours.
 */

/** Nobody waits longer than this inside one call; larger wishes are reported, not obeyed. */
const LONGEST_MS = 3_600_000;

/** Milliseconds to wait, from response headers with lower-case names; undefined when not said. */
export function findRetryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const wish = headers["retry-after"]?.trim();
  if (!wish) return undefined;
  if (/^\d+(\.\d+)?$/.test(wish)) return Math.min(LONGEST_MS, Math.ceil(Number(wish) * 1000));
  const until = Date.parse(wish);
  if (Number.isNaN(until)) return undefined;
  const serviceNow = Date.parse(headers["date"] ?? "");
  return Math.min(LONGEST_MS, Math.max(0, until - (Number.isNaN(serviceNow) ? now : serviceNow)));
}
