/**
 * A clock that only moves when somebody sleeps or the test says so, so that back-off and deadlines are
 * tested in no time. Refuses to look at the real time.
 */
import { cancelledError } from "../../../../../client/src/api/apiError";
import type { Clock } from "../../../../../client/src/api/clock";

interface Timer {
  readonly dueAt: number;
  readonly onElapsed: () => void;
}

/** A clock for tests. */
export class TestClock implements Clock {
  readonly sleeps: number[] = [];
  private time = Date.UTC(2026, 0, 15, 12);
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.time;
  }

  /** Moves time at once and continues in the next turn of the event loop. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(cancelledError());
        return;
      }
      this.sleeps.push(milliseconds);
      setImmediate(() => {
        this.advance(milliseconds);
        if (signal?.aborted) reject(cancelledError());
        else resolve();
      });
    });
  }

  startTimer(milliseconds: number, onElapsed: () => void): () => void {
    const timer: Timer = { dueAt: this.time + milliseconds, onElapsed };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Moves time and runs what has become due. */
  advance(milliseconds: number): void {
    this.time += milliseconds;
    for (const timer of [...this.timers]) {
      if (timer.dueAt > this.time) continue;
      this.timers.delete(timer);
      timer.onElapsed();
    }
  }

  /** Moves to the next timer, as if a hanging service had used up its time. */
  advanceToNextTimer(): void {
    const next = Math.min(...[...this.timers].map(({ dueAt }) => dueAt));
    if (Number.isFinite(next)) this.advance(Math.max(0, next - this.time));
  }

  get hasTimers(): boolean {
    return this.timers.size > 0;
  }
}
