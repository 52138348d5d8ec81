/**
 * What a value that has just ended is part of, so that the words behind it are those that can go on there.
 */
import { isAggregateWord, isAnd, isComparison, isOr, isWord, TokenKind } from "../../syntax/tokens";
import { before, type Frame, type TokenRange } from "./frames";

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
