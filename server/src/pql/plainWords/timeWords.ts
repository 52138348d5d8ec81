/**
 * Time tests in plain words: what stands behind `occurs` and in `WHEN( )`, times of the clock, and calendar intervals.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import { TokenKind } from "../syntax/tokenKinds";
import type { Wording } from "./wording";

/** How a comparison before a distance reads. */
const DISTANCES: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.LessOrEqual]: "at most {0}",
  [TokenKind.Less]: "less than {0}",
  [TokenKind.GreaterOrEqual]: "at least {0}",
  [TokenKind.Greater]: "more than {0}",
  [TokenKind.Equal]: "exactly {0}",
  [TokenKind.NotEqual]: "not exactly {0}",
};

/** A time test as it follows a time: "at most 3 days before now". */
export function timeTestWords(wording: Wording, node: NodeId): string {
  const { tree, say } = wording;
  const reference = () => wording.value(tree.firstChild(node));
  switch (tree.kind(node)) {
    case NodeKind.TimeDistance:
      return distanceWords(wording, node, reference());
    case NodeKind.TimeDirection:
      return directedWords(wording, tree.tokenText(tree.firstToken(node)), ["", reference()]).trim();
    case NodeKind.TimePoint:
      return pointWords(wording, tree.firstChild(node));
    case NodeKind.TimeRange: {
      const [start, end] = tree.children(node);
      return say("from {0} to {1}", wording.value(start), wording.value(end));
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
      return wording.say("within {0}", words);
    default:
      return wording.say("on {0}", words);
  }
}

/** Comparison, count, unit, direction and the point. */
function distanceWords(wording: Wording, node: NodeId, reference: string): string {
  const { tree, say } = wording;
  const count = tree.detail(node);
  if (count === 0) return `${tree.text(node)} ${reference}`;
  const comparison = DISTANCES[tree.tokenKind(count - 1) as TokenKind] ?? "exactly {0}";
  const unit = say(tree.tokenText(count + 1).toLowerCase());
  const distance = `${tree.tokenText(count)} ${unit}`;
  return say(comparison, directedWords(wording, tree.tokenText(count + 2), [distance, reference]));
}

const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ["before", "{0} before {1}"],
  ["after", "{0} after {1}"],
  ["from", "{0} from {1}"],
]);

function directedWords({ say }: Wording, direction: string, sides: readonly [string, string]): string {
  const word = direction.toLowerCase();
  return say(DIRECTIONS.get(word) ?? `{0} ${word} {1}`, ...sides);
}

/** `now`, `today`, `last month`: as they are spoken. */
export function clockWords({ tree, say }: Wording, node: NodeId): string {
  return say(tree.text(node).toLowerCase().replaceAll(/\s+/g, " "));
}
