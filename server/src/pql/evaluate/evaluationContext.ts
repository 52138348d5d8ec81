/**
 * One evaluation in progress: the profile, the clock, the values of variables, the steps spent and the doubts met so far.
 * Bounded: work that would go on for too long is halted from here and nowhere else.
 */
import type { Calendar, WeekStart } from "./calendar";
import type { Trace } from "./explanationTrace";
import { type JsonObject, Uncertain, UncertainList, type Value } from "./pqlValue";
import { type Reason, Truth } from "./verdict";

/** The moment and the calendar of an evaluation. */
export interface ClockFacts {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
  readonly calendar: Calendar;
  /** Undefined where the caller did not choose: Sunday is assumed, and said. */
  readonly weekStart: WeekStart | undefined;
}

/** How much one evaluation may do. */
export interface Bounds {
  /** Items looked at, comparisons of list items and moves of a pattern, added up. */
  readonly steps: number;
  /** Asked now and then; true ends the evaluation. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Ends an evaluation from within; caught by the rule, never seen outside. */
export class Halt {
  constructor(readonly code: "stepLimit" | "cancelled") {}
}

/** Steps between two looks at the cancellation. */
const STEPS_BETWEEN_LOOKS = 1024;
/** Doubts beyond this number add nothing for a reader. */
const MOST_REASONS = 32;

/** See the head of the file. */
export class Context {
  /** Values of variables and elements by slot. The first is the profile. */
  readonly slots: Value[] = [];
  /** The last time that was read; a typed array, so that no number is allocated per event. */
  readonly times = new Float64Array(1);
  /** Doubts met so far; cut back where they turn out not to matter. */
  readonly doubts: Reason[] = [];
  /** What a decided answer rests on. */
  readonly assumptions: Reason[] = [];
  trace: Trace | undefined;
  /** How many events the chain of one step that was read last found, and how many it asked for. */
  lastCount = 0;
  lastWanted = 0;
  #spent = 0;
  #nextLook = STEPS_BETWEEN_LOOKS;

  #bounds: Bounds;

  constructor(
    public clock: ClockFacts,
    bounds: Bounds,
  ) {
    this.#bounds = bounds;
  }

  /** Begins anew with another profile. */
  begin(profile: JsonObject, clock: ClockFacts, bounds: Bounds): void {
    this.slots[0] = profile;
    this.clock = clock;
    this.#bounds = bounds;
    if (this.doubts.length > 0) this.doubts.length = 0;
    if (this.assumptions.length > 0) this.assumptions.length = 0;
    this.#spent = 0;
    this.#nextLook = Math.min(STEPS_BETWEEN_LOOKS, bounds.steps);
  }

  get profile(): JsonObject {
    return this.slots[0] as JsonObject;
  }

  /** Counts work; halts where it becomes too much. */
  spend(steps: number): void {
    this.#spent += steps;
    if (this.#spent > this.#nextLook) this.#look();
  }

  #look(): void {
    if (this.#spent > this.#bounds.steps) throw new Halt("stepLimit");
    if (this.#bounds.isCancelled?.() === true) throw new Halt("cancelled");
    this.#nextLook = Math.min(this.#spent + STEPS_BETWEEN_LOOKS, this.#bounds.steps);
  }

  /** Notes why something is unknown, and gives that truth. */
  doubt(reason: Reason): Truth {
    this.trace?.doubt(reason);
    if (this.doubts.length < MOST_REASONS && !this.doubts.includes(reason)) this.doubts.push(reason);
    return Truth.Unknown;
  }

  /** Forgets the doubts behind `mark`, the number of them before; they do not matter to what was decided. */
  forget(mark: number): void {
    if (this.doubts.length > mark) this.doubts.length = mark;
  }

  /** Notes on what an answer rests. */
  assume(reason: Reason): void {
    if (!this.assumptions.includes(reason)) this.assumptions.push(reason);
  }
}

/**
 * The truth of `test` for a value nobody may be sure of: decided where all its readings agree. `test` is not called with
 * uncertain values.
 */
export function decide(context: Context, value: Value, test: (value: Value) => Truth): Truth {
  if (value instanceof UncertainList) {
    return agreed(context, value.reason, [
      test(value.certain),
      test([...value.certain, ...value.possible]),
      Truth.Unknown,
    ]);
  }
  if (!(value instanceof Uncertain)) return test(value);
  if (value.readings === undefined) return context.doubt(value.reason);
  const mark = context.doubts.length;
  const truths = value.readings.map((reading) => decide(context, reading, test));
  context.forget(mark);
  return agreed(context, value.reason, truths);
}

/** The truth that all readings give, or a doubt. */
export function agreed(context: Context, reason: Reason, truths: readonly Truth[]): Truth {
  const first = truths[0] ?? Truth.Unknown;
  const isAgreed = first !== Truth.Unknown && truths.every((truth) => truth === first);
  return isAgreed ? first : context.doubt(reason);
}

/** The first value nobody can be sure of, or undefined. A list, because a call takes fewer arguments than a profile holds items. */
export function findUncertain(values: readonly Value[]): Reason | undefined {
  for (const value of values) {
    if (value instanceof Uncertain || value instanceof UncertainList) return value.reason;
  }
  return undefined;
}
