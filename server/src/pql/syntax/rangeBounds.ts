/**
 * Distances in the place of a bound of `between`, such as `between 3 days before now and now`: one problem, and the tests that
 * say the same. Only words what was read; which tokens make a bound is decided in `parseTimeRanges.ts`.
 */
import type { Fix } from "../problems/problem";
import { type Bound, isDirected, toOrdered, type WholeBound, type WholeDistance } from "./boundDistances";
import type { NodeId } from "./nodeKinds";
import type { ParserState } from "./parserState";
import { divideTests } from "./stepDistances";
import { isWord, TokenKind } from "./tokenKinds";

/** One bound as it was read. */
export interface RangeBound extends Bound {
  readonly node: NodeId;
}

/** A range with the token it begins with. */
export interface ReadRange {
  readonly first: number;
  readonly start: RangeBound;
  readonly end: RangeBound;
}

/** Reports a range of which at least one bound is a distance. The cursor stands behind it. */
export function reportRangeDistance(parser: ParserState, range: ReadRange): void {
  const isNamed = parser.tokens.kinds[range.first] === TokenKind.Between;
  parser.report(range.first, parser.at, {
    code: "pql.rangeBound",
    message: !isNamed
      ? "`WHEN` takes one time test; a second one is a condition in `WHAT`."
      : "`between` takes two points in time; a distance is a test of its own: `occurs <= 3 days before now`.",
    fix: findRangeFix(parser, range),
  });
}

function findRangeFix(parser: ParserState, range: ReadRange): Fix | undefined {
  const [only, second] = testsOf(toOrdered(range.start, range.end));
  const isPreferred = isDirected(range.start, range.end);
  if (only === undefined) return undefined;
  const span = parser.span(range.first, parser.at);
  const title = "Write it with distances";
  if (second === undefined) return { title, edits: [{ span, newText: only.text }], isPreferred };
  const operand = findOperand(parser, range.first);
  if (operand === undefined) {
    const tests = { first: range.first, kept: only.text, moved: second.text };
    const divided = second.joint === "and" ? divideTests(parser, tests) : undefined;
    return divided && { title, edits: divided, isPreferred };
  }
  const edits = [
    { span: { start: operand.start, end: operand.start }, newText: "(" },
    { span, newText: `${only.text} ${second.joint} ${operand.text} occurs ${second.text})` },
  ];
  return { title, edits, isPreferred };
}

/** A test as it stands behind `occurs`, and what joins it to the one before. */
interface Test {
  readonly text: string;
  readonly joint: "and" | "or";
}

function toTest(
  sign: string,
  { count, unit, isPast, reference }: WholeDistance,
  joint: Test["joint"] = "and",
): Test {
  return { text: `${sign} ${count} ${unit} ${isPast ? "before" : "after"} ${reference}`, joint };
}

function testsOf([start, end]: readonly [WholeBound, WholeBound]): Test[] {
  const [from, to] = [start.distance, end.distance];
  if (from !== undefined && to !== undefined) {
    if (from.isPast && !to.isPast) return [toTest("<=", from), toTest("<=", to, "or")];
    return [toTest(from.isPast ? "<=" : ">=", from), toTest(to.isPast ? ">=" : "<=", to)];
  }
  if (from !== undefined) {
    const isWhole = from.isPast && from.reference.toLowerCase() === end.text.toLowerCase();
    const first = toTest(from.isPast ? "<=" : ">=", from);
    return isWhole ? [first] : [first, { text: `before ${end.text}`, joint: "and" }];
  }
  if (to === undefined) return [];
  const isWhole = !to.isPast && to.reference.toLowerCase() === start.text.toLowerCase();
  const last = toTest(to.isPast ? ">=" : "<=", to);
  return isWhole ? [last] : [{ text: `after ${start.text}`, joint: "and" }, last];
}

/** The path before `occurs`, to be written a second time; undefined for what is no plain path. */
function findOperand(
  parser: ParserState,
  range: number,
): { readonly start: number; readonly text: string } | undefined {
  const { kinds, starts, ends, text } = parser.tokens;
  if (kinds[range - 1] !== TokenKind.Occurs) return undefined;
  let first = range - 2;
  while (
    first > 0 &&
    (kinds[first] === TokenKind.Dot || (isWord(kinds[first]) && kinds[first - 1] === TokenKind.Dot))
  )
    first--;
  if (first < 0 || !isWord(kinds[first])) return undefined;
  return { start: starts[first], text: text.slice(starts[first], ends[range - 2]) };
}
