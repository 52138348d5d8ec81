/**
 * The time test behind `occurs` and inside `WHEN( )`: a distance, a direction, a point or a range.
 * Units and counts are read as they stand; whether they make sense is checked in `semantics`.
 */
import { reportForeignOperator } from "./foreignSyntax";
import { type NodeId, NodeKind } from "./nodeKinds";
import type { ParserState } from "./parserState";
import { isUnit, readRange } from "./parseTimeRanges";
import {
  readJoinedDistance,
  readPoint,
  readSignBeforeTime,
  readSpokenBeginning,
  reportMissingDirection,
} from "./spokenTimes";
import { isComparison, isWord, TokenKind } from "./tokenKinds";
import { findSpokenWindow, reportSpokenWindow } from "./windowRewrites";

/** One time test. The cursor stands behind `occurs` or `WHEN(`. */
export function readTimeTest(parser: ParserState): NodeId {
  const kind = parser.kind;
  const first = parser.at;
  if (readSignBeforeTime(parser)) return parser.node(NodeKind.TimePoint, first, readPoint(parser));
  if (isComparison(kind)) {
    reportForeignOperator(parser);
    parser.advance();
    return readDistance(parser, first);
  }
  const spoken = isWord(kind) && kind !== TokenKind.Last ? findSpokenWindow(parser) : undefined;
  if (spoken !== undefined) {
    reportSpokenWindow(parser, spoken, "");
    parser.at += spoken.length;
    return parser.leaf(NodeKind.Error, first);
  }
  const beginning = isWord(kind) ? readSpokenBeginning(parser) : undefined;
  if (beginning === "distance") return readDistance(parser, first);
  if (beginning === "point") return parser.node(NodeKind.TimePoint, first, readPoint(parser));
  if (isBareDistance(parser)) return readBareDistance(parser);
  if (isDirection(parser)) {
    readDirection(parser);
    return parser.node(NodeKind.TimeDirection, first, readPoint(parser));
  }
  if (kind === TokenKind.Between) return readRange(parser);
  parser.accept(TokenKind.On);
  return parser.node(NodeKind.TimePoint, first, readPoint(parser));
}

/** `3 days before now` and `within 3 days …`, which lack the comparison that every page shows. */
function isBareDistance(parser: ParserState): boolean {
  return isUnit(parser.peek(1)) ? parser.kind === TokenKind.Integer : isWithin(parser);
}

function isWithin(parser: ParserState): boolean {
  return (
    parser.kind === TokenKind.Identifier &&
    parser.text(parser.at).toLowerCase() === "within" &&
    parser.peek(1) === TokenKind.Integer
  );
}

function readBareDistance(parser: ParserState): NodeId {
  const first = parser.at;
  const within = isWithin(parser);
  const count = within ? first + 1 : first;
  const newText = `<= ${parser.text(count)}`;
  parser.report(first, first + 1, {
    code: "pql.missingComparison",
    message: `A distance in time begins with a comparison: \`${newText} …\`.`,
    fix: parser.replacement(`Write \`${newText}\``, first, count + 1, newText),
  });
  parser.at = count;
  return readDistance(parser, first);
}

/** Count, unit, direction and reference point. The cursor stands on the count. */
function readDistance(parser: ParserState, first: number): NodeId {
  const isJoined = readJoinedDistance(parser);
  const count = isJoined ? 0 : readCount(parser);
  if (isJoined) return readDirected(parser, first, count);
  if (isUnit(parser.kind)) parser.advance();
  else parser.expected("a unit of time such as `days` or `hours`");
  return readDirected(parser, first, count);
}

/** Direction and reference point behind a distance. */
function readDirected(parser: ParserState, first: number, count: number): NodeId {
  if (isDirection(parser)) readDirection(parser);
  else if (reportMissingDirection(parser))
    return parser.node(NodeKind.TimeDistance, first, parser.missing(), count);
  const reference = readPoint(parser);
  return parser.node(NodeKind.TimeDistance, first, reference, count);
}

/** The number of units: the token, or 0 where it is none. */
function readCount(parser: ParserState): number {
  if (parser.kind === TokenKind.Integer) return parser.advance();
  const first = parser.at;
  const isSigned = parser.accept(TokenKind.Minus);
  const isNumber = parser.kind >= TokenKind.Integer && parser.kind <= TokenKind.Double;
  if (!isSigned && !isNumber) {
    parser.expected("a whole number of days, hours …");
    if (!isUnit(parser.kind) && !isDirection(parser) && !parser.isAtBoundary) parser.advance();
    return 0;
  }
  if (isNumber) parser.advance();
  parser.report(first, parser.at, {
    code: "pql.syntax",
    message: "A distance in time is a whole number without a sign; `before` and `after` give the direction.",
  });
  return 0;
}

function isDirection(parser: ParserState): boolean {
  const { kind } = parser;
  if (kind === TokenKind.Before || kind === TokenKind.After || kind === TokenKind.From) return true;
  return kind === TokenKind.Identifier && parser.text(parser.at).toLowerCase() === "of";
}

function readDirection(parser: ParserState): void {
  if (parser.kind === TokenKind.Identifier) {
    parser.report(parser.at, parser.at + 1, {
      code: "pql.obsolete",
      message: "`of` is an old spelling; write `before` or `after`.",
      fix: parser.replacement("Write `before`", parser.at, parser.at + 1, "before"),
    });
  }
  parser.advance();
}
