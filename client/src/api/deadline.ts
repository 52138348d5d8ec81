/**
 * One abort signal out of two reasons to stop: the caller's own signal and a time limit. Remembers which
 * came first, so that a timeout and a cancellation are never confused.
 */
import { ApiError, type ApiErrorDetails, cancelledError } from "./apiError";
import type { Clock } from "./clock";

/** A running time limit. */
export interface Deadline {
  /** Aborts when the limit is reached or the caller's signal aborts. */
  readonly signal: AbortSignal;
  /** Milliseconds left; never negative; infinite without a limit. */
  remainingMs(): number;
  /** `timeout` or `cancelled`, whichever made `signal` abort. */
  toError(details: ApiErrorDetails): ApiError;
  /** Stops the timer and lets go of the caller's signal. */
  dispose(): void;
}

/** Starts a limit of `milliseconds` (none when undefined) that also ends with `outer`. */
export function startDeadline(
  clock: Clock,
  milliseconds: number | undefined,
  outer: AbortSignal | undefined,
): Deadline {
  const controller = new AbortController();
  const endsAt = milliseconds === undefined ? Number.POSITIVE_INFINITY : clock.now() + milliseconds;
  let isTimeUp = false;
  const onOuterAbort = (): void => controller.abort();
  const stopTimer =
    milliseconds === undefined
      ? () => undefined
      : clock.startTimer(milliseconds, () => {
          isTimeUp = true;
          controller.abort();
        });
  if (outer?.aborted) controller.abort();
  outer?.addEventListener("abort", onOuterAbort, { once: true });
  return {
    signal: controller.signal,
    remainingMs: () => Math.max(0, endsAt - clock.now()),
    toError: (details) => (isTimeUp ? new ApiError("timeout", details) : cancelledError(details)),
    dispose: () => {
      stopTimer();
      outer?.removeEventListener("abort", onOuterAbort);
    },
  };
}
