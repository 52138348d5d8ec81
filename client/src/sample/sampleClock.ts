/**
 * The stand-in's own time. It runs with the machine unless stopped, and tests move it by hand;
 * nothing else in this folder may read the machine's clock.
 */

/** Milliseconds since 1970 as the stand-in sees them. */
export interface SampleClock {
  now(): number;
  /** Moves time forward; also works while stopped. */
  advance(milliseconds: number): void;
}

/** What decides where time starts and whether it runs. */
export interface ClockOptions {
  /** First instant in milliseconds. Default: the machine's time. */
  readonly startAt?: number;
  /** A stopped clock moves only by `advance`. */
  readonly stopped?: boolean;
}

/** Returns a clock that starts at `startAt` and runs with the machine unless stopped. */
export function createClock(options: ClockOptions = {}): SampleClock {
  // Counted from the start, because a machine's clock may be set back meanwhile and lists would hide what was written.
  const machineStart = performance.now();
  const startAt = options.startAt ?? Date.now();
  let moved = 0;
  return {
    now: () =>
      startAt + moved + (options.stopped === true ? 0 : Math.floor(performance.now() - machineStart)),
    advance: (milliseconds) => {
      moved += Math.max(0, milliseconds);
    },
  };
}
