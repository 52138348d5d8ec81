/**
 * `between A and B` behind `occurs` and inside `WHEN( )`. A distance in the place of a bound, whole or cut short, is read as the
 * person meant it, so that it is one problem; which tests say the same is decided in `rangeBounds.ts`.
 */
import type { BoundDistance } from "./boundDistances";
import { type NodeId, NodeKind } from "./nodeKinds";
import type { ParserState } from "./parserState";
import { type RangeBound, reportRangeDistance } from "./rangeBounds";
import { isAgo, readPoint } from "./spokenTimes";
import { isComparison, TokenKind } from "./tokenKinds";
import { toDistance } from "./windowRewrites";

/** Whether a token names a unit of time. */
export function isUnit(kind: number): boolean {
  return kind === TokenKind.Unit || kind === TokenKind.Units;
}

/** `between A and B`, where either may be a distance by mistake. */
export function readRange(parser: ParserState): NodeId {
  return readBounds(parser, parser.advance());
}

/** The bounds of a range that begins at the token `first`: behind `between`, or the distances that stand without it. */
export function readBounds(parser: ParserState, first: number): NodeId {
  const start = readBound(parser);
  if (parser.kind !== TokenKind.And) {
    parser.expected("`and` and the end of the range");
    return parser.node(NodeKind.TimeRange, first, parser.joined(start.node, parser.missing()));
  }
  parser.advance();
  const end = readBound(parser);
  if (start.distance === undefined && end.distance === undefined)
    return parser.node(NodeKind.TimeRange, first, parser.joined(start.node, end.node));
  reportRangeDistance(parser, { first, start, end });
  return parser.leaf(NodeKind.Error, first);
}

/** Reads a point in time, or the distance that stands in its place. */
function readBound(parser: ParserState): RangeBound {
  const first = parser.at;
  const point = (node: NodeId, distance?: BoundDistance): RangeBound => ({
    node,
    text: parser.textFrom(first),
    ...(distance === undefined ? {} : { distance }),
  });
  if (isComparison(parser.kind)) parser.advance();
  const distance = readBoundDistance(parser);
  if (distance !== undefined) return point(0, distance);
  const node = readPoint(parser);
  const reference = parser.textFrom(first);
  const calculated = readCalculation(parser);
  return calculated === undefined ? point(node) : point(0, { ...calculated, reference });
}

/** `3 days before now`, `3 days ago`, `3 days`, and the `3` of `3 and 7 days`; moves over it. */
function readBoundDistance(parser: ParserState): BoundDistance | undefined {
  if (parser.kind !== TokenKind.Integer) return undefined;
  const count = parser.text(parser.at);
  if (!isUnit(parser.peek(1))) {
    const isShared =
      parser.peek(1) === TokenKind.And && parser.peek(2) === TokenKind.Integer && isUnit(parser.peek(3));
    if (isShared) parser.advance();
    return isShared ? { count } : undefined;
  }
  parser.advance();
  const unit = parser.text(parser.advance());
  if (isAgo(parser)) {
    parser.advance();
    return { count, unit, isPast: true, reference: "now" };
  }
  if (!isDirectionKind(parser.kind)) return { count, unit };
  const isPast = parser.text(parser.advance()).toLowerCase() === "before";
  const origin = parser.at;
  parser.grammar.postfix(parser);
  return { count, unit, isPast, reference: parser.textFrom(origin) };
}

function isDirectionKind(kind: number): boolean {
  return kind === TokenKind.Before || kind === TokenKind.After || kind === TokenKind.From;
}

/** `- 3 days` and `- 3d` behind a time; moves over it. */
function readCalculation(parser: ParserState): BoundDistance | undefined {
  const isPast = parser.kind === TokenKind.Minus;
  if (!isPast && parser.kind !== TokenKind.Plus) return undefined;
  if (parser.peek(1) === TokenKind.Integer && isUnit(parser.peek(2))) {
    const [count, unit] = [parser.text(parser.at + 1), parser.text(parser.at + 2)];
    parser.at += 3;
    return { count, unit, isPast };
  }
  if (parser.peek(1) !== TokenKind.DigitName) return undefined;
  const [count = "", unit] = toDistance(parser.text(parser.at + 1)).split(" ");
  parser.at += 2;
  return { count, unit, isPast };
}
