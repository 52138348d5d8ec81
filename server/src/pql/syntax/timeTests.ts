/**
 * The time test behind `occurs` and inside `WHEN( )`: a distance, a direction, a point or a range.
 * Units and counts are read as they stand; whether they make sense is checked in `semantics`.
 */

import { reportForeignOperator } from "./habits";
import { type NodeId, NodeKind } from "./nodes";
import type { ParserState } from "./parserState";
import { isComparison, isWord, TokenKind } from "./tokens";
import { findSpokenWindow, reportSpokenWindow } from "./windows";

/** One time test. The cursor stands behind `occurs` or `WHEN(`. */
export function readTimeTest(parser: ParserState): NodeId {
  const kind = parser.kind;
  const first = parser.at;
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
  if (isBareDistance(parser)) return readBareDistance(parser);
  if (isDirection(parser)) {
    readDirection(parser);
    return parser.node(NodeKind.TimeDirection, first, parser.grammar.postfix(parser));
  }
  if (kind === TokenKind.Between) return readRange(parser);
  parser.accept(TokenKind.On);
  return parser.node(NodeKind.TimePoint, first, parser.grammar.postfix(parser));
}

function isUnit(kind: number): boolean {
  return kind === TokenKind.Unit || kind === TokenKind.Units;
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
  const count = readCount(parser);
  if (isUnit(parser.kind)) parser.advance();
  else parser.expected("a unit of time such as `days` or `hours`");
  if (isDirection(parser)) readDirection(parser);
  else parser.expected("`before` or `after` and a point in time, such as `before now`");
  const reference = parser.grammar.postfix(parser);
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

function readRange(parser: ParserState): NodeId {
  const first = parser.advance();
  const start = parser.grammar.postfix(parser);
  if (parser.kind !== TokenKind.And) {
    parser.expected("`and` and the end of the range");
    return parser.node(NodeKind.TimeRange, first, parser.joined(start, parser.missing()));
  }
  parser.advance();
  return parser.node(NodeKind.TimeRange, first, parser.joined(start, parser.grammar.postfix(parser)));
}
