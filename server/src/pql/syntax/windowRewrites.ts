/**
 * Rewrites of windows in time that people calculate, as `t > now - 30 days` and `t > now - 90d`, into what `occurs` takes.
 * Only reads tokens that stand there already; what cannot be a window gets no rewrite.
 */
import type { Fix } from "../problems/problem";
import type { ParserState } from "./parserState";
import { isComparison, isTimeWord, TokenKind } from "./tokenKinds";

/** Units as they are cut short elsewhere. `m` is minutes, as in every such notation but SQL's. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ["s", "seconds"],
  ["m", "minutes"],
  ["min", "minutes"],
  ["h", "hours"],
  ["hr", "hours"],
  ["d", "days"],
  ["w", "weeks"],
  ["mo", "months"],
  ["y", "years"],
]);

/** `90 days` for `90d`. */
export function toDistance(duration: string): string {
  const count = /^\d+/.exec(duration)?.[0] ?? "";
  const unit = duration.slice(count.length).toLowerCase();
  return `${count} ${UNITS.get(unit) ?? unit}`;
}

/** How a comparison of times turns where a distance into the past is compared: what is later is less far away. */
const TURNED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Tokens of a distance that was taken off or added to a time, and what it is. */
export interface CalculatedDistance {
  readonly first: number;
  readonly last: number;
  readonly distance: string;
}

/** The rewrite of `> now - 30 days`; undefined where something else stands before the distance. */
export function findWindowFix(
  parser: ParserState,
  { first, last, distance }: CalculatedDistance,
): Fix | undefined {
  const { kinds } = parser.tokens;
  const sign = first - 1;
  const isPast = kinds[sign] === TokenKind.Minus;
  if (sign < 2 || (!isPast && kinds[sign] !== TokenKind.Plus)) return undefined;
  const isCall = kinds[sign - 1] === TokenKind.CloseParen && kinds[sign - 2] === TokenKind.OpenParen;
  const word = isCall ? sign - 3 : sign - 1;
  const operator = word - 1;
  if (operator < 0 || !isTimeWord(kinds[word]) || !isComparison(kinds[operator])) return undefined;
  const sense = kinds[operator] === TokenKind.ForeignEqual ? "=" : parser.text(operator);
  if (kinds[operator] === TokenKind.NotEqual || kinds[operator] === TokenKind.ForeignNotEqual)
    return undefined;
  const turned = isPast ? (TURNED[sense] ?? sense) : sense;
  const newText = `occurs ${turned} ${distance} ${isPast ? "before" : "after"} ${parser.text(word)}`;
  return parser.replacement(`Write \`${newText}\``, operator, last + 1, newText);
}

const ROLLING: ReadonlySet<string> = new Set(["within", "inlast", "last", "during", "past"]);

/** `WHEN(<= 7 days before now)` for `WITHIN(7 days)` under the cursor. */
export function findStepWindowFix(parser: ParserState): Fix | undefined {
  return parser.peek(4) === TokenKind.CloseParen ? windowPartFix(parser, { count: 2, length: 5 }) : undefined;
}

/** The same for `WITHIN 7 days`. */
export function findBareWindowFix(parser: ParserState): Fix | undefined {
  return windowPartFix(parser, { count: 1, length: 3 });
}

/** `count` tells where the number of units stands, `length` how many tokens are replaced; both from the cursor on. */
function windowPartFix(
  parser: ParserState,
  { count, length }: { readonly count: number; readonly length: number },
): Fix | undefined {
  const isWindow = ROLLING.has(parser.text(parser.at).toLowerCase()) && isDistance(parser, count);
  if (!isWindow) return undefined;
  const newText = `WHEN(<= ${distanceText(parser, count)} before now)`;
  return parser.replacement(`Write \`${newText}\``, parser.at, parser.at + length, newText);
}

function isDistance(parser: ParserState, count: number): boolean {
  const unit = parser.peek(count + 1);
  return parser.peek(count) === TokenKind.Integer && (unit === TokenKind.Unit || unit === TokenKind.Units);
}

function distanceText(parser: ParserState, count: number): string {
  return `${parser.text(parser.at + count)} ${parser.text(parser.at + count + 1)}`;
}

/** A rolling window under the cursor as people say it, `within the last 7 days`. */
export interface SpokenWindow {
  /** Number of tokens it takes. */
  readonly length: number;
  /** The same behind `occurs`. */
  readonly test: string;
}

/** Reads `in last 7 days`, `within the last 7 days`, `within 7 days` and the like; undefined for anything else. */
export function findSpokenWindow(parser: ParserState): SpokenWindow | undefined {
  let count = 0;
  const isIn = parser.kind === TokenKind.In;
  if (isIn || ROLLING.has(parser.text(parser.at).toLowerCase())) count++;
  if (count > 0 && wordAt(parser, count) === "the") count++;
  const isFuture = parser.peek(count) === TokenKind.Next;
  if (isFuture || parser.peek(count) === TokenKind.Last || wordAt(parser, count) === "past") count++;
  else if (isIn) return undefined;
  if (count === 0 || !isDistance(parser, count)) return undefined;
  const isAnchored =
    parser.peek(count + 2) === TokenKind.Before || parser.peek(count + 2) === TokenKind.After;
  if (isAnchored) return undefined;
  const direction = isFuture ? "after" : "before";
  return { length: count + 2, test: `<= ${distanceText(parser, count)} ${direction} now` };
}

/** Reports a window under the cursor. `operator` is what has to stand before the test. */
export function reportSpokenWindow(
  parser: ParserState,
  { length, test }: SpokenWindow,
  operator: string,
): void {
  const newText = `${operator}${test}`;
  parser.report(parser.at, parser.at + length, {
    code: "pql.rollingInterval",
    message: `A window of several units is a distance: \`${newText}\`.`,
    fix: parser.replacement(`Write \`${newText}\``, parser.at, parser.at + length, newText),
  });
}

function wordAt(parser: ParserState, distance: number): string {
  return parser.peek(distance) === TokenKind.Identifier
    ? parser.text(parser.at + distance).toLowerCase()
    : "";
}
