/**
 * Keeps one credential below the platform's limits, whoever calls: a few calls in flight per host, and
 * for CJA a minimum distance between calls. Refuses to drop or reorder calls: waiting is first in, first out.
 */
import { cancelledError } from "./apiError";
import type { Clock } from "./clock";
import type { ApiHost } from "./credentials";

/** Ends the use of a slot; calling it twice does nothing more. */
export type Release = () => void;

/** Slots for calls, shared by everything that uses one credential. */
export interface RateLimiter {
  /** Waits for a slot on `host`. Rejects with `cancelled` when `signal` aborts first. */
  acquire(host: ApiHost, signal?: AbortSignal): Promise<Release>;
  /** Holds back new calls to `host` for so many milliseconds, because it answered 429. */
  pause(host: ApiHost, milliseconds: number): void;
}

/** The limits of one host. */
interface HostLimits {
  readonly inFlight: number;
  readonly minimumGapMs: number;
}

/** CJA allows about 12 requests in 6 s to all apps of a credential together; we take half of that. */
const CJA_GAP_MS = 1_050;

const LIMITS: Readonly<Record<ApiHost, HostLimits>> = {
  ims: { inFlight: 1, minimumGapMs: 0 },
  platform: { inFlight: 4, minimumGapMs: 0 },
  experience: { inFlight: 4, minimumGapMs: 0 },
  cja: { inFlight: 4, minimumGapMs: CJA_GAP_MS },
};

/** A limiter for one credential. */
export function createRateLimiter(clock: Clock): RateLimiter {
  const queues: Readonly<Record<ApiHost, HostQueue>> = {
    ims: new HostQueue(clock, LIMITS.ims),
    platform: new HostQueue(clock, LIMITS.platform),
    experience: new HostQueue(clock, LIMITS.experience),
    cja: new HostQueue(clock, LIMITS.cja),
  };
  return {
    acquire: (host, signal) => queues[host].acquire(signal),
    pause: (host, milliseconds) => queues[host].pause(milliseconds),
  };
}

/** Limiters by client id, so that two connections with the same credential share one. */
export interface LimiterPool {
  limiterOf(clientId: string): RateLimiter;
}

/** An empty pool. */
export function createLimiterPool(clock: Clock): LimiterPool {
  const limiters = new Map<string, RateLimiter>();
  return {
    limiterOf: (clientId) => {
      const limiter = limiters.get(clientId) ?? createRateLimiter(clock);
      limiters.set(clientId, limiter);
      return limiter;
    },
  };
}

interface Waiter {
  start(release: Release): void;
}

class HostQueue {
  private readonly waiting = new Set<Waiter>();
  private inFlight = 0;
  private openAt = 0;
  private isTimerSet = false;

  constructor(
    private readonly clock: Clock,
    private readonly limits: HostLimits,
  ) {}

  acquire(signal?: AbortSignal): Promise<Release> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(cancelledError());
        return;
      }
      const onAbort = (): void => {
        this.waiting.delete(waiter);
        reject(cancelledError());
      };
      const waiter: Waiter = {
        start: (release) => {
          signal?.removeEventListener("abort", onAbort);
          resolve(release);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.waiting.add(waiter);
      this.startNext();
    });
  }

  pause(milliseconds: number): void {
    this.openAt = Math.max(this.openAt, this.clock.now() + milliseconds);
  }

  private startNext(): void {
    for (const waiter of this.waiting) {
      if (this.inFlight >= this.limits.inFlight) return;
      const wait = this.openAt - this.clock.now();
      if (wait > 0) {
        this.startLater(wait);
        return;
      }
      this.waiting.delete(waiter);
      this.inFlight += 1;
      this.openAt = this.clock.now() + this.limits.minimumGapMs;
      waiter.start(this.toRelease());
    }
  }

  private startLater(milliseconds: number): void {
    if (this.isTimerSet) return;
    this.isTimerSet = true;
    void this.clock.sleep(milliseconds).then(() => {
      this.isTimerSet = false;
      this.startNext();
    });
  }

  private toRelease(): Release {
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.inFlight -= 1;
      this.startNext();
    };
  }
}
