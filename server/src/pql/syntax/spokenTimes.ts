/**
 * Times, distances and directions in time as people say them and PQL does not take them: a day that is not a call, `ago`, `less
 * than 30 days`, `30d`, `>= date(…)`, `during last month`, a time test without `occurs`. Each is reported with the form that is
 * right, and read over; windows of several units are in `windowRewrites.ts`.
 */
import type { Fix } from "../problems/problem";
import { type NodeId, NodeKind } from "./nodeKinds";
import type { ParserState, Report } from "./parserState";
import { isComparison, isTimeWord, isWord, TokenKind } from "./tokenKinds";
import { toDistance } from "./windowRewrites";

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

/** `ago` under the cursor. */
export function isAgo(parser: ParserState): boolean {
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
function isPlainTime(parser: ParserState, distance: number): boolean {
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

/** How comparisons are spoken before a distance. */
const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ["less than", "<"],
  ["fewer than", "<"],
  ["more than", ">"],
  ["greater than", ">"],
  ["at most", "<="],
  ["at least", ">="],
  ["exactly", "="],
]);

/** Words before a time that PQL has another word for, or none. */
const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ["since", "after"],
  ["until", "before"],
  ["till", "before"],
  ["during", ""],
  ["within", ""],
  ["in", ""],
]);

/** What a spoken beginning of a time test was read as. */
type SpokenBeginning = "distance" | "point" | undefined;

/** Reads words or signs that begin a time test and reports what they have to be; the cursor comes to stand behind them. */
export function readSpokenBeginning(parser: ParserState): SpokenBeginning {
  for (const words of [2, 1]) {
    const sign = COMPARISONS.get(phrase(parser, words));
    if (sign === undefined || !isDistance(parser, words)) continue;
    replaceWords(parser, words, {
      newText: sign,
      message: `A distance in time begins with a sign: \`${sign}\`.`,
    });
    return "distance";
  }
  const direction = DIRECTIONS.get(phrase(parser, 1));
  if (direction === undefined || !isPlainTime(parser, 1)) return undefined;
  const message =
    direction === ""
      ? "An interval stands directly behind `occurs`, as in `occurs last month`."
      : `The directions in time are \`before\` and \`after\`, here \`${direction}\`.`;
  replaceWords(parser, 1, { newText: direction, message });
  return "point";
}

function phrase(parser: ParserState, words: number): string {
  const texts = Array.from({ length: words }, (_, index) => parser.text(parser.at + index).toLowerCase());
  return texts.join(" ");
}

function isDistance(parser: ParserState, distance: number): boolean {
  const kind = parser.peek(distance);
  return kind === TokenKind.Integer || kind === TokenKind.DigitName;
}

function replaceWords(
  parser: ParserState,
  words: number,
  { newText, message }: { readonly newText: string; readonly message: string },
): void {
  const end = parser.at + words;
  parser.report(parser.at, end, {
    code: "pql.syntax",
    message,
    fix:
      newText === ""
        ? removal(parser, parser.at, end)
        : parser.replacement(`Write \`${newText}\``, parser.at, end, newText),
  });
  parser.at = end;
}

/** With the blanks behind what is removed. */
function removal(parser: ParserState, first: number, end: number) {
  const { starts } = parser.tokens;
  const edits = [{ span: { start: starts[first], end: starts[end] }, newText: "" }];
  return { title: `Remove \`${parser.text(first)}\``, edits, isPreferred: true };
}

const SIGN_WORDS: Readonly<Partial<Record<TokenKind, string>>> = {
  [TokenKind.Equal]: "",
  [TokenKind.ForeignEqual]: "",
  [TokenKind.Less]: "before",
  [TokenKind.LessOrEqual]: "before",
  [TokenKind.Greater]: "after",
  [TokenKind.GreaterOrEqual]: "after",
};

/** `occurs >= date(…)`: a sign where a word belongs. True where the cursor was moved over it. */
export function readSignBeforeTime(parser: ParserState): boolean {
  const word = SIGN_WORDS[parser.kind as TokenKind];
  if (word === undefined || !isPlainTime(parser, 1)) return false;
  const message =
    word === ""
      ? "A time or interval stands directly behind `occurs`; the sign belongs to a distance."
      : `Behind \`occurs\` a sign belongs to a distance; before a time stands \`${word}\`.`;
  replaceWords(parser, 1, { newText: word, message });
  return true;
}

/** `30d` and `30days` in the place of number and unit. True where that was read. */
export function readJoinedDistance(parser: ParserState): boolean {
  if (parser.kind !== TokenKind.DigitName || !/^\d+[a-z]+$/i.test(parser.text(parser.at))) return false;
  const newText = toDistance(parser.text(parser.at));
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message: `A distance in time is a number and a whole word: \`${newText}\`.`,
    fix: parser.replacement(`Write \`${newText}\``, parser.at, parser.at + 1, newText),
  });
  parser.advance();
  return true;
}

/** `t <= 30 days before now`, with the cursor on the sign, which only `occurs` makes a test of a time. */
export function reportDistanceWithoutOccurs(parser: ParserState): boolean {
  const unit = parser.peek(2);
  if (parser.peek(1) !== TokenKind.Integer || (unit !== TokenKind.Unit && unit !== TokenKind.Units))
    return false;
  const start = parser.tokens.starts[parser.at];
  parser.report(parser.at, parser.at + 1, {
    code: "pql.syntax",
    message: "A distance in time is tested with `occurs`, as in `timestamp occurs <= 3 days before now`.",
    fix: {
      title: "Write `occurs` before it",
      edits: [{ span: { start, end: start }, newText: "occurs " }],
      isPreferred: true,
    },
  });
  return true;
}
