/**
 * The parentheses or brackets around a cursor, what the value or time test that ends there is part of, and so what may go on.
 * Reads the tokens to the left instead of the tree, because an unfinished text has the tokens and often not the tree. Knows the
 * order of parts and nothing of what may stand in them.
 */
import {
  isAggregateWord,
  isAnd,
  isClosing,
  isComparison,
  isOpening,
  isOr,
  isReservedWord,
  isWord,
  TokenKind,
} from "../../syntax/tokenKinds";
import type { TokenList } from "../../syntax/tokenList";

/** What a bracket belongs to. */
type FrameKind =
  | "group"
  | "call"
  | "chain"
  | "steps"
  | "part"
  | "subscript"
  | "list"
  | "object"
  | "parameters";

/** The inside of a bracket, or the whole clause, up to a cursor. */
export interface Frame {
  readonly kind: FrameKind | "clause";
  /** The opening bracket; -1 for the clause. */
  readonly open: number;
  /** Index of the part the cursor is in: the number of commas before it. */
  readonly part: number;
  /** First token of that part; behind the last token where the part is empty. */
  readonly partStart: number;
}

/** Tokens of a clause up to a cursor: `first` to `last`, both included. */
export interface TokenRange {
  readonly tokens: TokenList;
  readonly first: number;
  readonly last: number;
}

/** The innermost bracket that is open behind `last`. */
export function findFrame(range: TokenRange): Frame {
  const { tokens, first, last } = range;
  let part = 0;
  let partStart = -1;
  for (let token = last; token >= first; token = before(tokens, token)) {
    const kind = tokens.kinds[token];
    if (kind === TokenKind.Comma) {
      part++;
      if (partStart < 0) partStart = token + 1;
    } else if (isOpening(kind)) {
      return {
        kind: kindOf(tokens, first, token),
        open: token,
        part,
        partStart: partStart < 0 ? token + 1 : partStart,
      };
    }
  }
  // Commas outside brackets separate declarations only, so the part is the whole clause.
  return { kind: "clause", open: -1, part: 0, partStart: first };
}

/** The token before this one, whole brackets passed at a time. */
export function before(tokens: TokenList, token: number): number {
  if (!isClosing(tokens.kinds[token])) return token - 1;
  const partner = tokens.partners[token];
  const isClosed = partner > 0 || tokens.partners[0] === token;
  return (isClosed ? partner : token) - 1;
}

function kindOf(tokens: TokenList, first: number, open: number): FrameKind {
  switch (tokens.kinds[open]) {
    case TokenKind.OpenBrace:
      return "object";
    case TokenKind.OpenBracket:
      return kindOfSquare(tokens, first, open);
    default:
      return kindOfRound(tokens, first, open);
  }
}

function kindOfSquare(tokens: TokenList, first: number, open: number): FrameKind {
  if (open > first && endsValue(tokens.kinds[open - 1])) return "subscript";
  const outer = findFrame({ tokens, first, last: open - 1 });
  return outer.kind === "chain" && outer.part === 2 ? "steps" : "list";
}

function kindOfRound(tokens: TokenList, first: number, open: number): FrameKind {
  const close = tokens.partners[open];
  if (close > open && tokens.kinds[close + 1] === TokenKind.Arrow) return "parameters";
  const name = open - 1;
  if (name < first || !isWord(tokens.kinds[name])) return "group";
  if (tokens.kinds[name - 1] === TokenKind.Dot && name > first) return "call";
  if (tokens.kinds[name] === TokenKind.Chain) return "chain";
  if (isPartWord(tokens.kinds[name]))
    return findFrame({ tokens, first, last: name }).kind === "steps" ? "part" : "group";
  return isReservedWord(tokens.kinds[name]) ? "group" : "call";
}

function isPartWord(kind: number): boolean {
  return (kind >= TokenKind.What && kind <= TokenKind.Count) || kind === TokenKind.Where;
}

/** Whether a value may end with this token, so that `[` behind it is a filter and a word behind it an operator. */
export function endsValue(kind: number): boolean {
  if (isClosing(kind)) return true;
  if (kind >= TokenKind.String && kind <= TokenKind.DigitName) return true;
  if (kind >= TokenKind.True && kind <= TokenKind.Null) return true;
  return kind === TokenKind.This || kind === TokenKind.Unit || kind === TokenKind.Units || isNameLike(kind);
}

/** Words that mean something only in their own place, and that name a field or a time elsewhere. */
function isNameLike(kind: number): boolean {
  return (
    (kind >= TokenKind.Sum && kind <= TokenKind.Max) || (kind >= TokenKind.Chain && kind <= TokenKind.If)
  );
}

/** The text in front of a cursor that stands behind a value. */
export interface Tail {
  /** Last token of the value. */
  readonly last: number;
  /** True where the value is the right side of a comparison, so that no second one can follow. */
  readonly isCompared: boolean;
  /** The one word that has to follow, such as `from` behind the name of `select`. */
  readonly needs: "from" | "in" | "over" | undefined;
  /** True behind the source of a declaration, where `where` may follow. */
  readonly takesWhere: boolean;
}

/** The tail behind `range.last`. */
export function findTail(range: TokenRange, frame: Frame): Tail {
  const { tokens, last } = range;
  let isCompared = false;
  let takesWhere = false;
  let needs: Tail["needs"] = isDeclaredBehindComma(range, frame) ? "from" : undefined;
  for (let token = last; token >= frame.partStart; token = before(tokens, token)) {
    const kind = tokens.kinds[token];
    if (isStep(range, token)) continue;
    if (isAnd(kind) || isOr(kind) || kind === TokenKind.Where || kind === TokenKind.Colon) break;
    if (isComparison(kind) || isWordOperator(kind)) isCompared = !isValueOfLet(range, token) || isCompared;
    if (kind === TokenKind.From) takesWhere = true;
    if (isBinder(kind) && !takesWhere) needs = last === token + 1 ? "from" : needs;
    if (kind === TokenKind.Let) {
      needs = last > token + 2 ? "in" : undefined;
      isCompared ||= last === token + 1;
    }
    if (isAggregate(range, token) && !takesWhere) needs = "over";
  }
  return { last, isCompared, needs, takesWhere: takesWhere && !isCompared };
}

function isWordOperator(kind: number): boolean {
  return (
    kind === TokenKind.In ||
    kind === TokenKind.NotIn ||
    kind === TokenKind.Like ||
    kind === TokenKind.Occurs ||
    kind === TokenKind.Matches
  );
}

/** True for the name behind a comma that stands in no call or list: another variable of the same declarations. */
function isDeclaredBehindComma({ tokens, first, last }: TokenRange, { kind }: Frame): boolean {
  const isBehindComma = last > first && tokens.kinds[last - 1] === TokenKind.Comma;
  return isBehindComma && (kind === "clause" || kind === "group");
}

/** True for a word behind a dot, which is a name or a method whatever it spells. */
function isStep({ tokens, first }: TokenRange, token: number): boolean {
  return token > first && tokens.kinds[token - 1] === TokenKind.Dot;
}

/** True for the `=` of `let n = v`, which compares nothing. */
function isValueOfLet({ tokens }: TokenRange, token: number): boolean {
  return tokens.kinds[token] === TokenKind.Equal && tokens.kinds[token - 2] === TokenKind.Let;
}

function isBinder(kind: number): boolean {
  return (
    kind === TokenKind.Select ||
    kind === TokenKind.Exists ||
    kind === TokenKind.Forall ||
    kind === TokenKind.Over
  );
}

/** True for a `sum` that stands in front of a value and is no step of a path and no call. */
function isAggregate({ tokens, last }: TokenRange, token: number): boolean {
  if (!isAggregateWord(tokens.kinds[token]) || token >= last) return false;
  const next = tokens.kinds[token + 1];
  return isWord(next) || next === TokenKind.Caret;
}

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
