/**
 * Counts what clients do: calls by route, tokens minted, calls in flight, writes and tripwires.
 * It only observes; answers never depend on it, except where a service counts by itself (throttles have their own books).
 */
import { type ClientChecks, createClientChecks } from "./clientChecks";
import type { SampleHost } from "./exchange";

/** One write that reached a service. */
export interface RecordedWrite {
  readonly method: string;
  readonly path: string;
  readonly sandbox: string;
  readonly sandboxType: string;
}

/** One change that somebody asked for, whatever became of it on the way or at the service. */
export interface RecordedAttempt {
  readonly method: string;
  readonly path: string;
  /** The client id of who asked. */
  readonly client: string;
  readonly body: string;
  /** True when the service took it, also when the answer was lost. */
  readonly isTaken: boolean;
}

/** Everything counted so far, ready to print. */
export interface CounterReport {
  readonly exchanges: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly tokensMinted: number;
  readonly peakParallel: Readonly<Record<string, number>>;
  readonly aborted: number;
  readonly profileLookups: number;
  readonly writes: readonly RecordedWrite[];
  readonly tripwires: readonly string[];
  readonly violations: readonly string[];
  readonly unconfirmedWrites: readonly string[];
}

/** The observer. */
export interface Traffic {
  readonly checks: ClientChecks;
  /** Numbers the exchange; starts at 1. */
  nextExchange(): number;
  countCall(route: string): void;
  countToken(): void;
  countProfileLookup(): void;
  countAbort(): void;
  recordWrite(write: RecordedWrite): void;
  recordAttempt(attempt: RecordedAttempt): void;
  /** In the order they arrived. */
  attempts(): readonly RecordedAttempt[];
  /** A call that must never be made (a send, a proof, emptying a list). */
  recordTripwire(route: string): void;
  /** Marks a call as in flight; returns the function that ends it (safe to call twice). */
  enter(host: SampleHost): () => void;
  report(): CounterReport;
}

/** Returns an observer that has seen nothing. */
export function createTraffic(): Traffic {
  const calls = new Map<string, number>();
  const parallel = new Map<SampleHost, number>();
  const peak = new Map<SampleHost, number>();
  const writes: RecordedWrite[] = [];
  const attempts: RecordedAttempt[] = [];
  const tripwires: string[] = [];
  const totals = { exchanges: 0, tokens: 0, lookups: 0, aborted: 0 };
  const checks = createClientChecks();
  return {
    checks,
    nextExchange: () => ++totals.exchanges,
    countCall: (route) => calls.set(route, (calls.get(route) ?? 0) + 1),
    countToken: () => totals.tokens++,
    countProfileLookup: () => totals.lookups++,
    countAbort: () => totals.aborted++,
    recordWrite: (write) => writes.push(write),
    recordAttempt: (attempt) => attempts.push(attempt),
    attempts: () => [...attempts],
    recordTripwire: (route) => tripwires.push(route),
    enter(host) {
      const now = (parallel.get(host) ?? 0) + 1;
      parallel.set(host, now);
      peak.set(host, Math.max(peak.get(host) ?? 0, now));
      checks.inspectParallel(host, now);
      let isOver = false;
      return () => {
        if (!isOver) parallel.set(host, (parallel.get(host) ?? 1) - 1);
        isOver = true;
      };
    },
    report: () => ({
      exchanges: totals.exchanges,
      calls: Object.fromEntries([...calls].sort()),
      tokensMinted: totals.tokens,
      peakParallel: Object.fromEntries(peak),
      aborted: totals.aborted,
      profileLookups: totals.lookups,
      writes: [...writes],
      tripwires: [...tripwires],
      violations: checks.violations(),
      unconfirmedWrites: checks.unconfirmedWrites(),
    }),
  };
}
