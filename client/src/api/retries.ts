/**
 * Decides whether a failed call is sent again, and after how long. Pure: the randomness is handed in.
 * Refuses to repeat anything but reads, and to wait past the deadline of the call. What services say of waiting is read
 * here, too (docs/platform.md#statuses).
 */
import type { ApiError } from "./apiError";
import type { Repeat } from "./apiSession";

/** What the decision depends on. */
interface RetryQuestion {
  /** Whether the call only asks, so that sending it twice changes nothing. */
  readonly repeat: Repeat;
  /** How often the call was sent already. */
  readonly attempts: number;
  readonly error: ApiError;
  /** The answer was lost or damaged on its way, so that sending again may help. */
  readonly isDamaged: boolean;
  /** Milliseconds until the deadline. */
  readonly remainingMs: number;
  /** From 0 up to but not including 1. */
  readonly random: number;
}

const MOST_RETRIES = 3;
const FIRST_WAIT_MS = 500;

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** Milliseconds to wait before sending again, or undefined when the failure is final. */
export function planRetry(question: RetryQuestion): number | undefined {
  if (question.repeat === "never" || question.attempts > MOST_RETRIES) return undefined;
  if (question.repeat === "patient" && isSlow(question.error)) return undefined;
  if (!question.isDamaged && !isTransient(question.error)) return undefined;
  const wait = (question.error.retryAfterMs ?? 0) + toBackOff(question.attempts, question.random);
  return wait < question.remainingMs ? wait : undefined;
}

function isTransient(error: ApiError): boolean {
  if (error.code === "throttled" || error.code === "timeout") return true;
  return error.code === "unavailable" && TRANSIENT_STATUSES.has(error.status ?? 0);
}

/** Whether time ran out, here or at a gateway: asked again, it would run out again. */
function isSlow({ code, status }: ApiError): boolean {
  return code === "timeout" || status === 504;
}

/** Doubles each time; the jitter takes away at most half, so that gaps always grow. */
function toBackOff(attempts: number, random: number): number {
  const full = FIRST_WAIT_MS * 2 ** (attempts - 1);
  return Math.round(full / 2 + (full / 2) * random);
}

/** Nobody waits longer than this inside one call; larger wishes are reported, not obeyed. */
const LONGEST_MS = 3_600_000;

/**
 * Milliseconds to wait, from response headers with lower-case names; undefined when not said. A date is compared
 * with the service's own clock when it sends one, because that clock may be minutes off ours.
 */
export function findRetryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const wish = headers["retry-after"]?.trim();
  if (!wish) return undefined;
  if (/^\d+(\.\d+)?$/.test(wish)) return Math.min(LONGEST_MS, Math.ceil(Number(wish) * 1000));
  const until = Date.parse(wish);
  if (Number.isNaN(until)) return undefined;
  const serviceNow = Date.parse(headers["date"] ?? "");
  return Math.min(LONGEST_MS, Math.max(0, until - (Number.isNaN(serviceNow) ? now : serviceNow)));
}
