/**
 * Time of the platform client for tests inside a real editor: the machine's, until a test lets waits pass at once. Then whoever is
 * waited for gets the time instead. Deadlines stay those of the machine, so that a call that hangs is still seen.
 */
import { type Clock, systemClock } from "./api/clock";

/** What lives by the time that a wait takes, such as the stand-in that counts calls per second. */
export interface Waited {
  advance(milliseconds: number): void;
}

/** A clock whose waits pass at once while somebody wants that. Never goes back. */
export class ScriptedClock implements Clock {
  private waited: Waited | undefined;
  private skipped = 0;

  /** From now on waits take no time; `waited` moves on by as much. */
  skipWaits(waited: Waited): void {
    this.waited = waited;
  }

  /** Waits take their time again. */
  waitAgain(): void {
    this.waited = undefined;
  }

  now(): number {
    return systemClock.now() + this.skipped;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (this.waited === undefined) return systemClock.sleep(milliseconds, signal);
    this.skipped += milliseconds;
    this.waited.advance(milliseconds);
    return systemClock.sleep(0, signal);
  }

  startTimer(milliseconds: number, onElapsed: () => void): () => void {
    return systemClock.startTimer(milliseconds, onElapsed);
  }
}
