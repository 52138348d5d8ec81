/**
 * A query as a function of one profile and a clock. Compiled once; evaluated as often as wanted, by one caller at a time.
 * Never throws: whatever cannot be decided is `unknown` with its reason.
 */
import type { Problem } from "../problems/problem";
import { isWellFormed, type Query } from "../syntax/query";
import { shifted } from "../text/span";
import { findCalendar, UTC, type WeekStart } from "./calendar";
import { Compilation, type Settings, type Shared, type Test } from "./compilation";
import { BUILDERS } from "./compileNode";
import { joined } from "./evaluateConditions";
import { type Bounds, type ClockFacts, Context, Halt } from "./evaluationContext";
import { type ClauseExplanation, ClauseOutline, Trace } from "./explanationTrace";
import { PlainConditions } from "./plainConditions";
import { isObject, type Value } from "./pqlValue";
import { readTime } from "./timestamp";
import { reasonOf, type Truth, toAnswer, type Verdict } from "./verdict";

/** The moment of an evaluation, and the calendar it is told in. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z, or a time as ISO 8601 text. */
  readonly now: number | string;
  /** An IANA name; UTC, in which PQL is documented to work, where it is missing. */
  readonly timeZone?: string | undefined;
  /** The first day of weeks. Where it is missing Sunday is assumed, and verdicts that rest on it say so. */
  readonly weekStart?: WeekStart | undefined;
}

/** Choices for one rule. */
export interface RuleOptions extends Partial<Settings> {
  /** Steps after which one evaluation is stopped; ten million where it is missing. */
  readonly steps?: number | undefined;
  /** Asked every thousand steps or so; true stops the evaluation with `unknown`. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** A verdict and the why of it. */
export interface Explanation extends Verdict {
  /** The clauses of the expression, each with those inside it. */
  readonly clauses: readonly ClauseExplanation[];
}

/** A rule that can be asked. */
export interface CompiledRule {
  /** The answer for one profile (XDM JSON with `xEvent`, `identityMap`, `segmentMembership` as they are there). */
  evaluate(profile: unknown, clock: Clock): Verdict;
  /** The answer with its why; several times slower, as it reads every clause. */
  explain(profile: unknown, clock: Clock): Explanation;
}

/** The rule of a query, or the syntax errors that leave it without a meaning. Spans count from the start of the text. */
export type RuleCompilation =
  | { readonly rule: CompiledRule; readonly problems: readonly [] }
  | { readonly rule: undefined; readonly problems: readonly Problem[] };

/** What one profile is allowed to take where nobody says otherwise. */
const DEFAULT_STEPS = 10_000_000;
const WHOLE = { start: 0, end: 0 };

/** Compiles a query. */
export function compileQuery(query: Query, options: RuleOptions = {}): RuleCompilation {
  if (!query.clauses.every(isWellFormed)) return { rule: undefined, problems: findErrors(query) };
  return { rule: new Rule(query, options), problems: [] };
}

function findErrors({ clauses }: Query): Problem[] {
  let start = 0;
  return clauses.flatMap((clause) => {
    const origin = start;
    start += clause.length;
    return clause.problems
      .filter(({ severity }) => severity === "error")
      .map((problem) => ({ ...problem, span: shifted(problem.span, origin), fixes: [] }));
  });
}

/** The clauses at top level, `and` binding tighter than `or`. */
function compileClauses(query: Query, settings: Settings, outline: ClauseOutline | undefined): Test {
  const shared: Shared = { builders: BUILDERS, settings, outline, plain: new PlainConditions() };
  const manner = { isExplaining: outline !== undefined, plain: shared.plain };
  const groups: Test[][] = [[]];
  let start = 0;
  for (const { tree, root, origin, connective, length } of query.clauses) {
    groups[groups.length - 1].push(new Compilation(tree, start - origin, shared).test(root));
    if (connective === "or") groups.push([]);
    start += length;
  }
  return joined(
    groups.map((tests) => joined(tests, "and", manner)),
    "or",
    manner,
  );
}

class Rule implements CompiledRule {
  readonly #test: Test;
  readonly #settings: Settings;
  readonly #bounds: Bounds;
  readonly #context: Context;
  #explained: { readonly test: Test; readonly outline: ClauseOutline } | undefined;
  #clock: Clock | undefined;
  #facts: ClockFacts | undefined;

  readonly #query: Query;

  constructor(query: Query, { matches = "search", steps = DEFAULT_STEPS, isCancelled }: RuleOptions) {
    this.#query = query;
    this.#settings = { matches };
    this.#bounds = { steps, isCancelled };
    this.#test = compileClauses(query, this.#settings, undefined);
    this.#context = new Context({ now: 0, calendar: UTC, weekStart: undefined }, this.#bounds);
  }

  evaluate(profile: unknown, clock: Clock): Verdict {
    return this.#run(this.#test, profile, clock);
  }

  explain(profile: unknown, clock: Clock): Explanation {
    if (this.#explained === undefined) {
      const outline = new ClauseOutline();
      this.#explained = { test: compileClauses(this.#query, this.#settings, outline), outline };
    }
    const { test, outline } = this.#explained;
    const trace = new Trace(outline.count);
    this.#context.trace = trace;
    const verdict = this.#run(test, profile, clock);
    this.#context.trace = undefined;
    return { ...verdict, clauses: outline.roots.map((place) => trace.explain(place)) };
  }

  #run(test: Test, profile: unknown, clock: Clock): Verdict {
    const facts = this.#readClock(clock);
    if (facts === undefined) return { value: "unknown", reasons: [reasonOf("badClock", WHOLE)] };
    if (!isObject(profile as Value)) return { value: "unknown", reasons: [reasonOf("noProfile", WHOLE)] };
    const context = this.#context;
    context.begin(profile as Parameters<Context["begin"]>[0], facts, this.#bounds);
    try {
      return toVerdict(test(context), context);
    } catch (error) {
      if (error instanceof Halt) return { value: "unknown", reasons: [reasonOf(error.code, WHOLE)] };
      // The stack is as deep as the profile; rules are read up to a depth that it holds.
      if (error instanceof RangeError) return { value: "unknown", reasons: [reasonOf("tooDeep", WHOLE)] };
      throw error;
    }
  }

  /** The same clock gives the same facts, on which windows that were laid out are kept. */
  #readClock(clock: Clock): ClockFacts | undefined {
    const known = this.#clock;
    const isSame =
      known !== undefined &&
      known.now === clock.now &&
      known.timeZone === clock.timeZone &&
      known.weekStart === clock.weekStart;
    if (isSame) return this.#facts;
    this.#clock = { ...clock };
    this.#facts = readClock(clock);
    return this.#facts;
  }
}

const NO_REASONS: Verdict["reasons"] = [];
const TRUE: Verdict = { value: true, reasons: NO_REASONS };
const FALSE: Verdict = { value: false, reasons: NO_REASONS };

function toVerdict(truth: Truth, { doubts, assumptions }: Context): Verdict {
  const value = toAnswer(truth);
  if (value === "unknown") return { value, reasons: [...doubts, ...assumptions] };
  if (assumptions.length > 0) return { value, reasons: [...assumptions] };
  return value ? TRUE : FALSE;
}

/** True where a clock tells a time, in a zone that exists. */
export function isClock(clock: Clock): boolean {
  return readClock(clock) !== undefined;
}

/** The facts of a clock; undefined where it tells no time, or names a zone that does not exist. */
export function readClock({ now, timeZone = "UTC", weekStart }: Clock): ClockFacts | undefined {
  const time = new Float64Array(1);
  const calendar = findCalendar(timeZone);
  if (calendar === undefined || !readTime(now, time)) return undefined;
  return { now: time[0], calendar, weekStart };
}
