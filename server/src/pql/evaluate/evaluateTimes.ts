/**
 * Points in time and the tests behind `occurs` and in `WHEN( )`, joined to the tree. A window that no field moves is laid
 * out once per clock; then each event costs the reading of its time and a few comparisons.
 */
import { findTimeUnit } from "../language/timeUnits";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import { startOf, step, type UnitName, type WeekStart } from "./calendar";
import type { Doubts } from "./compareValues";
import type { Compilation, Evaluate, Test } from "./compilation";
import { agreed, type ClockFacts, type Context } from "./evaluationContext";
import { isMissing, Spread, Uncertain, UncertainList, type Value } from "./pqlValue";
import { readDay, readTime } from "./timestamp";
import {
  type Distance,
  directionLine,
  distanceLine,
  eitherLine,
  pointLine,
  rangeLine,
  type TimeLine,
  TimeSpan,
} from "./timeWindows";
import { type Reason, Truth } from "./verdict";

type Line = Pick<TimeLine, "at">;

/** `now`, `today`, `yesterday`, `tomorrow`. */
export function compileTimeWord({ tree }: Compilation, node: NodeId): Evaluate {
  const kind = tree.tokenKind(tree.firstToken(node));
  return ({ clock }) => {
    const { now, calendar } = clock;
    if (kind === TokenKind.Now) return new TimeSpan("now", now, now);
    const offset = kind === TokenKind.Yesterday ? -1 : kind === TokenKind.Tomorrow ? 1 : 0;
    return dayAround(clock, step(calendar, now, offset, "day").earliest, kind === TokenKind.Today);
  };
}

function dayAround({ calendar }: ClockFacts, instant: number, isToday = false): TimeSpan {
  const start = startOf(calendar, instant, "day", "sunday");
  return new TimeSpan(isToday ? "today" : "interval", start, step(calendar, start, 1, "day").earliest);
}

/** `this month`, `last week`, `next year`. */
export function compileInterval({ tree }: Compilation, node: NodeId): Evaluate {
  const token = tree.firstToken(node);
  const unit = unitNamed(tree.tokenText(token + 1));
  const kind = tree.tokenKind(token);
  const offset = kind === TokenKind.Last ? -1 : kind === TokenKind.Next ? 1 : 0;
  return ({ clock }) => intervalAround(clock, unit, offset, clock.weekStart ?? "sunday");
}

function intervalAround({ now, calendar }: ClockFacts, unit: UnitName, offset: number, weekStart: WeekStart) {
  const current = startOf(calendar, now, unit, weekStart);
  const at = (count: number) => step(calendar, current, count, unit).earliest;
  if (unit !== "century" && unit !== "millennium")
    return new TimeSpan("interval", at(offset), at(offset + 1));
  const yearLater = (instant: number) => step(calendar, instant, 1, "year").earliest;
  const latest = { start: yearLater(at(offset)), end: yearLater(at(offset + 1)) };
  return new TimeSpan("interval", at(offset), at(offset + 1), latest);
}

function unitNamed(word: string): UnitName {
  return (findTimeUnit(word)?.singular ?? "day") as UnitName;
}

/** `date(y, m, d)`: that day as an interval. */
export function compileDate(compilation: Compilation, node: NodeId): Evaluate {
  const parts = compilation.tree.children(node).map((child) => compilation.value(child));
  const doubts = compilation.doubts(node);
  return (context) => {
    const values = parts.map((part) => part(context));
    const uncertain = values.find((value) => value instanceof Uncertain);
    if (uncertain instanceof Uncertain) return new Uncertain(uncertain.reason);
    if (values.length !== 3 || values.some(isMissing)) return undefined;
    const [year, month, day] = values.map((value) => (typeof value === "number" ? value : Number.NaN));
    const number = readDay(year, month, day);
    if (number === undefined) return new Uncertain(doubts.of("noSuchDay"));
    const { calendar } = context.clock;
    const [start, end] = [number, number + 1].map((days) => calendar.toInstant(days * 86_400_000));
    return new TimeSpan("interval", start, end);
  };
}

/** A value as a time; undefined where it is missing, uncertain where it is none. */
function toTimeSpan(context: Context, value: Value, doubts: Doubts): TimeSpan | Uncertain | undefined {
  if (value instanceof TimeSpan || value instanceof Uncertain) return value;
  if (isMissing(value)) return undefined;
  if (value instanceof UncertainList) return new Uncertain(value.reason);
  if (value instanceof Spread) {
    const [only] = value.items;
    if (value.items.length !== 1 || value.absent > 0) return new Uncertain(doubts.of("listOfSeveral"));
    return toTimeSpan(context, only, doubts);
  }
  if (!readTime(value, context.times)) return new Uncertain(doubts.of("unreadableTime"));
  return new TimeSpan("instant", context.times[0], context.times[0]);
}

/** `a occurs t`. */
export function compileOccurs(compilation: Compilation, node: NodeId): Test {
  const { tree } = compilation;
  const tested = compilation.value(tree.child(node, 0));
  return timeTest(compilation, tree.child(node, 1), tested);
}

/** The test of a time test's node on the times that `tested` gives. A missing time is false. */
export function timeTest(compilation: Compilation, test: NodeId, tested: Evaluate): Test {
  const doubts = compilation.doubts(test);
  const lineOf = keptPerClock(compilation, test, doubts);
  const testOne = (context: Context, value: Value): Truth => {
    if (isMissing(value)) return Truth.False;
    if (readTime(value, context.times)) return testTime(context, { lineOf, doubts });
    return testUnusual(context, value, { lineOf, doubts, testOne });
  };
  return (context) => {
    const value = tested(context);
    context.trace?.operands([value]);
    return testOne(context, value);
  };
}

interface TimeTest {
  readonly lineOf: (context: Context) => Line | Reason | undefined;
  readonly doubts: Doubts;
}

/** Tests the time that stands in the context. */
function testTime(context: Context, { lineOf, doubts }: TimeTest): Truth {
  const time = context.times[0];
  const line = lineOf(context);
  if (line === undefined) return Truth.False;
  if (!("at" in line)) return context.doubt(line);
  const { truth, code } = line.at(time);
  return code === undefined ? truth : context.doubt(doubts.of(code));
}

function testUnusual(
  context: Context,
  value: Value,
  { lineOf, doubts, testOne }: TimeTest & { readonly testOne: (context: Context, value: Value) => Truth },
): Truth {
  if (value instanceof Spread) {
    const mark = context.doubts.length;
    for (const item of value.items) {
      if (testOne(context, item) === Truth.True) {
        context.forget(mark);
        return Truth.True;
      }
    }
    return context.doubts.length > mark ? Truth.Unknown : Truth.False;
  }
  if (value instanceof Uncertain) {
    if (value.readings === undefined) return context.doubt(value.reason);
    return agreed(
      context,
      value.reason,
      value.readings.map((reading) => testOne(context, reading)),
    );
  }
  if (!(value instanceof TimeSpan)) return context.doubt(doubts.of("unreadableTime"));
  if (value.kind === "interval") return context.doubt(doubts.of("notDocumented"));
  context.times[0] = value.start;
  return testTime(context, { lineOf, doubts });
}

/** The time line of a test, kept as long as the clock stays where no field takes part in it. */
function keptPerClock(compilation: Compilation, test: NodeId, doubts: Doubts): TimeTest["lineOf"] {
  const build = compileLine(compilation, test);
  const week = mentionsWeek(compilation.tree, test) ? doubts.of("weekStart") : undefined;
  const lay = (context: Context) => withWeeks(context, build, week);
  if (!isFixed(compilation, test)) return lay;
  let clock: ClockFacts | undefined;
  let kept: Line | Reason | undefined;
  return (context) => {
    if (context.clock !== clock) {
      kept = lay(context);
      clock = context.clock;
    }
    return kept;
  };
}

type BuildLine = (context: Context) => Line | Reason | undefined;

/** Where weeks matter and their start was assumed, says so once the other start would give another answer. */
function withWeeks(context: Context, build: BuildLine, week: Reason | undefined): Line | Reason | undefined {
  const line = build(context);
  const { clock } = context;
  if (week === undefined || clock.weekStart !== undefined || line === undefined || !("at" in line))
    return line;
  context.clock = { ...clock, weekStart: "monday" };
  const other = build(context);
  context.clock = clock;
  if (other === undefined || !("at" in other)) return line;
  return {
    at: (time) => {
      const part = line.at(time);
      if (part.truth !== other.at(time).truth) context.assume(week);
      return part;
    },
  };
}

function mentionsWeek(tree: Compilation["tree"], test: NodeId): boolean {
  if (tree.kind(test) === NodeKind.Interval) return /week/i.test(tree.text(test));
  return tree.children(test).some((child) => mentionsWeek(tree, child));
}

/** True where the clock alone moves the test. */
function isFixed(compilation: Compilation, node: NodeId): boolean {
  const { tree } = compilation;
  const kind = tree.kind(node);
  const isConstant = kind === NodeKind.TimeWord || kind === NodeKind.Interval || isNumberNode(kind);
  if (isConstant) return true;
  const isDate = kind === NodeKind.Call && tree.name(tree.detail(node)) === "date";
  const isPart = kind >= NodeKind.TimeDistance && kind <= NodeKind.TimeRange;
  if (!isDate && !isPart && kind !== NodeKind.Paren) return false;
  return tree.children(node).every((child) => isFixed(compilation, child));
}

function isNumberNode(kind: number): boolean {
  return kind === NodeKind.IntegerLiteral;
}

/** Lays out a time test from the values of its points. */
function compileLine(compilation: Compilation, test: NodeId): BuildLine {
  const { tree } = compilation;
  const doubts = compilation.doubts(test);
  const points = tree.children(test).map((child) => compilation.value(child));
  const lay = layOut(compilation, test);
  return (context) => {
    const spans: TimeSpan[] = [];
    for (const point of points) {
      const tested = context.times[0];
      const span = toTimeSpan(context, point(context), doubts);
      context.times[0] = tested;
      if (!(span instanceof TimeSpan)) return span?.reason;
      spans.push(span);
    }
    return lay(context, spans);
  };
}

function layOut(
  { tree }: Compilation,
  test: NodeId,
): (context: Context, spans: readonly TimeSpan[]) => Line | undefined {
  const kind = tree.kind(test);
  if (kind === NodeKind.TimePoint) {
    return ({ clock }, [span]) => pointLine(span, () => dayAround(clock, span.start));
  }
  if (kind === NodeKind.TimeRange) return (_, [first, last]) => rangeLine(first, last);
  if (kind === NodeKind.TimeDirection) {
    const direction = tree.tokenKind(tree.detail(test) || tree.firstToken(test));
    return (_, [span]) => inDirection(direction, (way) => directionLine(way, span));
  }
  const distance = readDistance(tree, test);
  return ({ clock }, [span]) =>
    inDirection(distance.direction, (direction) =>
      distanceLine({ ...distance, direction }, span, clock.calendar),
    );
}

/** What `from` means is not said: an answer stands where both directions give it. */
function inDirection(token: number, line: (direction: "before" | "after") => TimeLine): Line {
  if (token === TokenKind.From) return eitherLine(line("before"), line("after"), "direction");
  return line(token === TokenKind.After ? "after" : "before");
}

/** Comparison, count, unit and direction: the tokens around the count. */
function readDistance(
  tree: Compilation["tree"],
  test: NodeId,
): Omit<Distance, "direction"> & { readonly direction: number } {
  const count = tree.detail(test);
  const comparison = tree.tokenKind(count - 1);
  return {
    comparison:
      comparison === TokenKind.ForeignEqual
        ? "="
        : comparison === TokenKind.ForeignNotEqual
          ? "!="
          : tree.tokenText(count - 1),
    count: Number(tree.tokenText(count)),
    unit: unitNamed(tree.tokenText(count + 1)),
    direction: tree.tokenKind(count + 2),
  };
}

/** A number of the calendar from a value. */
export function readDayPart(
  context: Context,
  value: Value,
  { part, doubts }: { readonly part: (span: TimeSpan) => number; readonly doubts: Doubts },
): Value {
  if (value instanceof Spread) {
    const spread = new Spread();
    spread.absent = value.absent;
    for (const item of value.items) spread.items.push(readDayPart(context, item, { part, doubts }));
    return spread;
  }
  const span = toTimeSpan(context, value, doubts);
  if (span instanceof Uncertain && span.readings !== undefined) {
    const { reason, readings } = span;
    return new Uncertain(
      reason,
      readings.map((reading) => readDayPart(context, reading, { part, doubts })),
    );
  }
  return span instanceof TimeSpan ? part(span) : span;
}
