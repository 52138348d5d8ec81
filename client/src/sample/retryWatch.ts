/**
 * Finds retries that must not happen: a write repeated after the service failed on it, and a read repeated more
 * than three times or without growing gaps. A repeat after 401 (one new token) or 429 (wait) is not a mistake.
 */
import type { SampleRequest } from "./exchange";

/** Remembers failing attempts per request. */
export interface RetryWatch {
  /** Records the answer and returns what was wrong with making this attempt, if anything. */
  findMistake(request: SampleRequest, status: number, now: number): string | undefined;
}

/** Attempts further apart than this are separate wishes of a person, not retries. */
const MEMORY = 120_000;
const MOST_ATTEMPTS = 4;

/** POSTs that only ask a question. */
const QUESTIONS =
  /\/(bulk-get|preview|previews|conversion|reports|validate|effective-policies|constraints|token\/v\d)$/;

/** Returns a watch that remembers nothing. */
export function createRetryWatch(): RetryWatch {
  const failures = new Map<string, number[]>();
  return {
    findMistake(request, status, now) {
      const { method, url, headers, body } = request;
      const key = `${method} ${url} ${headers["if-match"] ?? ""} ${body}`;
      const before = (failures.get(key) ?? []).filter((time) => now - time < MEMORY);
      if (status >= 500 || status === 429) failures.set(key, [...before, now]);
      else failures.delete(key);
      if (before.length === 0) return undefined;
      const isRead = method === "GET" || QUESTIONS.test(new URL(url).pathname);
      if (!isRead) return status === 429 ? undefined : "a failed write was sent again";
      return findReadMistake([...before, now]);
    },
  };
}

function findReadMistake(attempts: readonly number[]): string | undefined {
  if (attempts.length > MOST_ATTEMPTS) return `a failing read was tried ${attempts.length} times`;
  const [first = 0, second = 0] = attempts;
  const last = attempts.at(-1) ?? 0;
  const beforeLast = attempts.at(-2) ?? 0;
  const isShrinking = attempts.length >= 3 && last - beforeLast < second - first;
  return isShrinking ? "the gap between retries shrank" : undefined;
}
