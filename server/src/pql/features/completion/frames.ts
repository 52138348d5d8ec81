/**
 * The bracket around a cursor, told from the tokens to its left: what it belongs to and which part of it the cursor is in.
 * Reads tokens instead of the tree, because an unfinished text has the tokens and often not the tree.
 */

import type { TokenList } from "../../syntax/tokenList";
import { isClosing, isOpening, isReservedWord, isWord, TokenKind } from "../../syntax/tokens";

/** What a bracket belongs to. */
export type FrameKind =
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
