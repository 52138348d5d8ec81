/**
 * Times as people say them and PQL does not take them: a day that is not a call, `ago`, a distance without its point, a time test
 * without `occurs`. Each is reported with the form that is right, and read over; windows of several units are in `windowRewrites.ts`.
 */
import type { Fix } from "../problems/problem";
import { type NodeId, NodeKind } from "./nodeKinds";
import type { ParserState, Report } from "./parserState";
import { isComparison, isTimeWord, isWord, TokenKind } from "./tokenKinds";

/** A day, perhaps with a time behind it, as everything but PQL writes it. */
const BARE_DAY = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])/;

/** A point in time or an interval; `2031-05-09` is told what it has to be. */
export function readPoint(parser: ParserState): NodeId {
  const { text, starts, ends } = parser.tokens;
  const first = parser.at;
  const day =
    parser.kind === TokenKind.Integer ? BARE_DAY.exec(text.slice(starts[first], starts[first] + 40)) : null;
  if (day === null) return parser.grammar.postfix(parser);
  const end = starts[first] + day[0].length;
  while (parser.kind !== TokenKind.EndOfText && ends[parser.at] <= end) parser.advance();
  const call = `date(${day.slice(1).map(Number).join(", ")})`;
  parser.report(first, parser.at, {
    code: "pql.badDate",
    message: `Write a day as \`${call}\`.`,
    fix: parser.replacement(`Write ${call}`, first, parser.at, call),
  });
  return parser.leaf(NodeKind.Error, first);
}

/** What stands where a direction belongs. True where no point follows. */
export function reportMissingDirection(parser: ParserState): boolean {
  if (isAgo(parser)) {
    parser.report(parser.at, parser.at + 1, {
      code: "pql.syntax",
      message: "A distance in time names its point: `before now`, not `ago`.",
      fix: parser.replacement("Write `before now`", parser.at, parser.at + 1, "before now"),
    });
    parser.advance();
    return true;
  }
  if (parser.isAtBoundary) {
    parser.report(parser.at - 1, parser.at, {
      code: "pql.syntax",
      message: "A distance in time needs a direction and a point behind it, such as `before now`.",
      fix: insertion(parser, parser.at - 1, " before now"),
    });
    return true;
  }
  parser.expected("`before` or `after` and a point in time, such as `before now`");
  return false;
}

function isAgo(parser: ParserState): boolean {
  return parser.kind === TokenKind.Identifier && parser.text(parser.at).toLowerCase() === "ago";
}

/** Puts what is missing behind a token. */
function insertion(parser: ParserState, token: number, newText: string): Fix {
  const place = parser.tokens.ends[token];
  return {
    title: `Add \`${newText.trim()}\``,
    edits: [{ span: { start: place, end: place }, newText }],
    isPreferred: true,
  };
}

const MESSAGE = "A time is tested with `occurs`, as in `timestamp occurs before now`.";

/** `t before now`, `t between date(…) and today`, `t is after now` under the cursor, which follow an operand that begins at `first`. */
export function findTestWithoutOccurs(parser: ParserState, first: number): Report | undefined {
  if (isBehindOccurs(parser, first)) return undefined;
  const { kind } = parser;
  const isIs = kind === TokenKind.Identifier && parser.text(parser.at).toLowerCase() === "is";
  if (isIs && beginsTest(parser, 1)) {
    return {
      code: "pql.syntax",
      message: MESSAGE,
      fix: parser.replacement("Write `occurs`", parser.at, parser.at + 1, "occurs"),
    };
  }
  if (isIs || !beginsTest(parser, 0)) return undefined;
  const start = parser.tokens.starts[parser.at];
  return {
    code: kind === TokenKind.Between ? "pql.sqlBetween" : "pql.syntax",
    message: MESSAGE,
    fix: {
      title: "Write `occurs` before it",
      edits: [{ span: { start, end: start }, newText: "occurs " }],
      isPreferred: true,
    },
  };
}

/** How far back an `occurs` may stand that has been read already; what it tests is short. */
const LONGEST_TEST = 6;

function isBehindOccurs(parser: ParserState, first: number): boolean {
  for (let token = parser.at - 1; token >= Math.max(first, parser.at - LONGEST_TEST); token--) {
    if (parser.tokens.kinds[token] === TokenKind.Occurs) return true;
  }
  return false;
}

/** True where a time test stands that needs nothing else to be one. */
function beginsTest(parser: ParserState, distance: number): boolean {
  const kind = parser.peek(distance);
  if (isComparison(kind))
    return parser.peek(distance + 1) === TokenKind.Integer && isUnit(parser.peek(distance + 2));
  if (kind === TokenKind.Before || kind === TokenKind.After) return isValue(parser.peek(distance + 1));
  if (kind === TokenKind.Between) return isPlainTime(parser, distance + 1);
  return kind === TokenKind.On
    ? isPlainTime(parser, distance + 1)
    : isPlainTime(parser, distance) && !isCall(parser, distance);
}

function isValue(kind: number): boolean {
  return isWord(kind) || (kind >= TokenKind.String && kind <= TokenKind.Double);
}

/** A time word, an interval or `date(…)` at this distance from the cursor. */
export function isPlainTime(parser: ParserState, distance: number): boolean {
  const kind = parser.peek(distance);
  return isTimeWord(kind) || isInterval(parser, distance) || isCall(parser, distance);
}

function isUnit(kind: number): boolean {
  return kind === TokenKind.Unit || kind === TokenKind.Units;
}

/** `date(…)`. */
function isCall(parser: ParserState, distance: number): boolean {
  return (
    parser.peek(distance + 1) === TokenKind.OpenParen &&
    parser.text(parser.at + distance).toLowerCase() === "date"
  );
}

/** `last month` at this distance from the cursor. */
function isInterval(parser: ParserState, distance: number): boolean {
  const kind = parser.peek(distance);
  const isRelation = kind === TokenKind.This || kind === TokenKind.Last || kind === TokenKind.Next;
  return isRelation && isUnit(parser.peek(distance + 1));
}
