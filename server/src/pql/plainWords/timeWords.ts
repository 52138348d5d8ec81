/**
 * Time tests in plain words: what stands behind `occurs` and in `WHEN( )`, times of the clock, and calendar intervals.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import type { Wording } from "./wording";

/** How a comparison before a distance reads. */
const DISTANCES: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.LessOrEqual]: "at most",
  [TokenKind.Less]: "less than",
  [TokenKind.GreaterOrEqual]: "at least",
  [TokenKind.Greater]: "more than",
  [TokenKind.Equal]: "exactly",
  [TokenKind.NotEqual]: "not exactly",
};

/** A time test as it follows a time: "at most 3 days before now". */
export function timeTestWords(wording: Wording, node: NodeId): string {
  const { tree } = wording;
  const reference = () => wording.value(tree.firstChild(node));
  switch (tree.kind(node)) {
    case NodeKind.TimeDistance:
      return `${distanceWords(wording, node)} ${reference()}`;
    case NodeKind.TimeDirection:
      return `${tree.tokenText(tree.firstToken(node)).toLowerCase()} ${reference()}`;
    case NodeKind.TimePoint:
      return pointWords(wording, tree.firstChild(node));
    case NodeKind.TimeRange: {
      const [start, end] = tree.children(node);
      return `from ${wording.value(start)} to ${wording.value(end)}`;
    }
    default:
      return pointWords(wording, node);
  }
}

/** "today", "within last month", "on 2031-05-09": a point or an interval as it follows "is". */
function pointWords(wording: Wording, node: NodeId): string {
  const inner = wording.tree.unwrapped(node);
  const words = wording.value(inner);
  switch (wording.tree.kind(inner)) {
    case NodeKind.TimeWord:
      return words;
    case NodeKind.Interval:
      return `within ${words}`;
    default:
      return `on ${words}`;
  }
}

/** Comparison, count, unit and direction. */
function distanceWords({ tree }: Wording, node: NodeId): string {
  const count = tree.detail(node);
  if (count === 0) return tree.text(node);
  const comparison = DISTANCES[tree.tokenKind(count - 1) as TokenKind] ?? "exactly";
  const [unit, direction] = [tree.tokenText(count + 1), tree.tokenText(count + 2)];
  return `${comparison} ${tree.tokenText(count)} ${unit.toLowerCase()} ${direction.toLowerCase()}`;
}

/** `now`, `today`, `last month`: as they are spoken. */
export function clockWords({ tree }: Wording, node: NodeId): string {
  return tree.text(node).toLowerCase().replaceAll(/\s+/g, " ");
}
