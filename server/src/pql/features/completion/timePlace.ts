/**
 * Which part of a time test a cursor stands in: behind `occurs`, or inside `WHEN( )`.
 * Knows the order of the parts and nothing of what may stand in them.
 */
import type { TokenList } from "../../syntax/tokenList";
import { isComparison, isOr, TokenKind } from "../../syntax/tokens";
import { before, type Frame, type TokenRange } from "./frames";

/** What comes next in a time test: any beginning, a number, a unit, … */
export type TimePart =
  | "test"
  | "count"
  | "unit"
  | "singularUnit"
  | "intervalUnit"
  | "direction"
  | "time"
  | "rangeAnd";

/** The part that comes behind the last token; undefined where that stands in no time test, or the test is complete. */
export function findTimePart(range: TokenRange, frame: Frame): TimePart | undefined {
  const start = findTestStart(range, frame);
  return start === undefined ? undefined : readPart(range.tokens, start, range.last);
}

/** First token of the test; behind an `and` that is not that of `between` another condition has begun. */
function findTestStart({ tokens, last }: TokenRange, frame: Frame): number | undefined {
  let hasAnd = false;
  for (let token = last; token >= frame.partStart; token = before(tokens, token)) {
    const kind = tokens.kinds[token];
    if (kind === TokenKind.Occurs) return hasAnd ? undefined : token + 1;
    if (kind === TokenKind.Between) hasAnd = false;
    else if (kind === TokenKind.And) hasAnd = true;
    else if (isOr(kind)) return undefined;
  }
  const isWhen = frame.kind === "part" && tokens.kinds[frame.open - 1] === TokenKind.When;
  return isWhen ? frame.partStart : undefined;
}

function readPart(tokens: TokenList, start: number, last: number): TimePart | undefined {
  const kind = tokens.kinds[start];
  if (start > last) return "test";
  if (isComparison(kind)) return start === last ? "count" : readDistance(tokens, start + 1, last);
  if (kind === TokenKind.Integer) return readDistance(tokens, start, last);
  if (isDirection(kind) || kind === TokenKind.On) return readTime(tokens, start + 1, last);
  return kind === TokenKind.Between ? readRange(tokens, start + 1, last) : readTime(tokens, start, last);
}

/** The part of `3 days before now` that comes behind `last`; the count stands at `count`. */
function readDistance(tokens: TokenList, count: number, last: number): TimePart | undefined {
  if (tokens.kinds[count] !== TokenKind.Integer) return undefined;
  if (count === last) return isOne(tokens, count) ? "singularUnit" : "unit";
  if (count + 1 === last) return "direction";
  return isDirection(tokens.kinds[count + 2]) ? readTime(tokens, count + 3, last) : undefined;
}

function isOne({ text, starts, ends }: TokenList, token: number): boolean {
  return text.slice(starts[token], ends[token]) === "1";
}

function isDirection(kind: number): boolean {
  return kind === TokenKind.Before || kind === TokenKind.After || kind === TokenKind.From;
}

function readTime(tokens: TokenList, start: number, last: number): TimePart | undefined {
  if (start > last) return "time";
  const kind = tokens.kinds[start];
  const isInterval = kind === TokenKind.This || kind === TokenKind.Last || kind === TokenKind.Next;
  return isInterval && start === last ? "intervalUnit" : undefined;
}

function readRange(tokens: TokenList, start: number, last: number): TimePart | undefined {
  const and = findAnd(tokens, start, last);
  if (and !== undefined) return readTime(tokens, and + 1, last);
  return readTime(tokens, start, last) ?? "rangeAnd";
}

function findAnd(tokens: TokenList, from: number, last: number): number | undefined {
  for (let token = from; token <= last; token++) {
    if (tokens.kinds[token] === TokenKind.And) return token;
    if (tokens.partners[token] > token) token = tokens.partners[token];
  }
  return undefined;
}
