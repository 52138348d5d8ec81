/**
 * Time as a value that is handed in, so that back-off, deadlines and token expiry can be tested
 * without waiting. Refuses to know about calendars; see `times.ts` for the platform's timestamps.
 */
import { cancelledError } from "./apiError";

/** Where the platform client gets its time from. All values are milliseconds. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `milliseconds`; rejects with the `cancelled` error as soon as `signal` aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls `onElapsed` once after `milliseconds`, unless the returned function was called before. */
  startTimer(milliseconds: number, onElapsed: () => void): () => void;
}

/** The clock of the running process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(cancelledError());
        return;
      }
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(cancelledError());
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, milliseconds);
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
  startTimer: (milliseconds, onElapsed) => {
    const timer = setTimeout(onElapsed, milliseconds);
    return () => clearTimeout(timer);
  },
};
