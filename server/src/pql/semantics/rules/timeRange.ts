/**
 * Flags `between` with bounds the wrong way round, in which no time lies. Only what is certain whatever the day: days with
 * numbers, time words, intervals of one unit. Bounds that may overlap pass, since a range runs to the end of its second one.
 */
import { findTimeUnit } from "../../language/timeUnits";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";

/** Checks the two bounds of a range. */
export function checkRangeOrder(state: CheckState, range: NodeId): void {
  const { tree } = state;
  const first = tree.firstChild(range);
  const second = tree.nextSibling(first);
  if (!isLater(boundOf(state, first), boundOf(state, second))) return;
  const [start, end] = [state.spanOf(first), state.spanOf(second)];
  state.report(range, {
    code: "pql.emptyRange",
    message: "This range ends before it begins, so it contains no time; put the earlier bound first.",
    fix: {
      title: "Swap the bounds",
      edits: [
        { span: start, newText: state.text(second) },
        { span: end, newText: state.text(first) },
      ],
      isPreferred: true,
    },
  });
}

/** What is known of a bound; days of the present are 0, those before negative. */
interface Bound {
  /** The day of the calendar, as a number that grows. */
  readonly day?: number;
  /** The first and the last day that a word or interval can mean. */
  readonly earliest?: number;
  readonly latest?: number;
  /** For intervals: which one of its unit. */
  readonly unit?: string;
  readonly step?: number;
}

function isLater(first: Bound, second: Bound): boolean {
  if (first.day !== undefined && second.day !== undefined) return first.day > second.day;
  const isOfOneUnit = first.unit !== undefined && first.unit === second.unit;
  if (isOfOneUnit) return (first.step ?? 0) > (second.step ?? 0);
  return first.earliest !== undefined && second.latest !== undefined && first.earliest > second.latest;
}

const STEPS: Readonly<Record<number, number>> = {
  [TokenKind.Yesterday]: -1,
  [TokenKind.Today]: 0,
  [TokenKind.Now]: 0,
  [TokenKind.Tomorrow]: 1,
  [TokenKind.Last]: -1,
  [TokenKind.This]: 0,
  [TokenKind.Next]: 1,
};

const HOURS_PER_DAY = 24;

function boundOf(state: CheckState, node: NodeId): Bound {
  const { tree, tokens } = state;
  const inner = tree.unwrapped(node);
  const kind = tree.kind(inner);
  const first = tree.firstToken(inner);
  const step = STEPS[tokens.kinds[first]] ?? 0;
  if (kind === NodeKind.Call) return dayOf(state, inner);
  if (kind === NodeKind.TimeWord) return { earliest: step, latest: step };
  return kind === NodeKind.Interval ? intervalOf(tree.tokenText(first + 1), step) : {};
}

/** `last month` ends before today and `next month` begins after it; how far they reach depends on the day. */
function intervalOf(word: string, step: number): Bound {
  const unit = word.toLowerCase();
  // `last hour` may lie behind the start of today, a day or more may not.
  if ((findTimeUnit(word)?.hours ?? 0) < HOURS_PER_DAY) return { unit, step };
  return { unit, step, ...(step > 0 ? { earliest: 1 } : {}), ...(step < 0 ? { latest: -1 } : {}) };
}

/** The day of `date(y, m, d)`; nothing where it is not written in numbers. */
function dayOf({ tree }: CheckState, call: NodeId): Bound {
  const parts = tree
    .children(call)
    .map((part) => (tree.kind(part) === NodeKind.IntegerLiteral ? Number(tree.text(part)) : Number.NaN));
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = parts;
  const place = (year * 12 + month) * 31 + day;
  const isDay = tree.name(tree.detail(call)) === "date" && parts.length === 3 && !Number.isNaN(place);
  return isDay ? { day: place } : {};
}
