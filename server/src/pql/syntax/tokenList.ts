/**
 * The tokens of one text in flat arrays; what lies between two tokens is trivia, so nothing of the text is lost.
 * Immutable once the lexer has handed it out.
 */
import type { Span } from "../text/span";
import { isWord, TokenKind } from "./tokenKinds";

/** Tokens in text order. The last one is always `EndOfText`, with an empty span at the end of the text. */
export interface TokenList {
  readonly text: string;
  /** The text as `readBytes` gives it, for whoever reads names without cutting them out. */
  readonly bytes: Uint8Array;
  /** The same bytes, for whoever reads several at a time. */
  readonly view: DataView;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** For a bracket that has a partner: the index of the partner; 0 for every other token, the first bracket's own place included. */
  readonly partners: Int32Array;
  /** Number of tokens, `EndOfText` included. */
  readonly count: number;
  /** Comments, which PQL does not have: skipped like white space and reported once each. */
  readonly comments: readonly Span[];
}

/** The text of one token, cut from the source. */
export function tokenText(tokens: TokenList, token: number): string {
  return tokens.text.slice(tokens.starts[token], tokens.ends[token]);
}

/** Index of the last token that starts at or before `offset`; 0 where the text before it has none. */
export function tokenAt(tokens: TokenList, offset: number): number {
  let low = 0;
  let high = tokens.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** True for a minus that joins two names, or a name and a number, without a blank: it may be meant as a part of a name. */
export function isHyphen(tokens: TokenList, token: number): boolean {
  return tokens.kinds[token] === TokenKind.Minus && joinsNames(tokens, token);
}

/** As `isHyphen`, for every sign that calculates. */
export function isSignInName(tokens: TokenList, token: number): boolean {
  const kind = tokens.kinds[token];
  return kind >= TokenKind.Plus && kind <= TokenKind.Percent && joinsNames(tokens, token);
}

function joinsNames({ kinds, starts, ends }: TokenList, token: number): boolean {
  const next = token + 1;
  return (
    token > 0 &&
    isWord(kinds[token - 1]) &&
    ends[token - 1] === starts[token] &&
    ends[token] === starts[next] &&
    (isWord(kinds[next]) || kinds[next] === TokenKind.Integer) &&
    kinds[next] !== TokenKind.QuotedName
  );
}

/** A copy with room for `capacity` numbers; the rest is zero. */
export function widened(from: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(capacity);
  to.set(from);
  return to;
}
