/**
 * Pieces of query text with the operator level that tells when one needs brackets around it, and names that need backticks.
 */
import { isReservedWord, TokenKind } from "../syntax/tokens";
import { kindOfWord } from "../syntax/words";

/** How tightly a piece of text holds together; the numbers follow docs/grammar.md#operators. */
export const Level = {
  /** `let`, lambdas, `select`, quantifiers and aggregates: they reach as far right as they can. */
  Binder: 0,
  Or: 1,
  And: 2,
  Not: 3,
  Relation: 4,
  Additive: 5,
  Multiplicative: 6,
  Unary: 7,
  Postfix: 8,
} as const;

/** A piece of query text. */
export interface Piece {
  readonly text: string;
  readonly level: number;
}

/** The text of a piece, in brackets where it binds looser than `level`. */
export function atLeast(piece: Piece, level: number): string {
  return piece.level >= level ? piece.text : `(${piece.text})`;
}

/** The text of a piece as one item of a list; a binder would swallow the comma behind it. */
export function asItem(piece: Piece): string {
  return piece.level === Level.Binder && !/^\([^()]*\) =>/.test(piece.text) ? `(${piece.text})` : piece.text;
}

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}\p{Pc}]*$/u;

/** A field name as one step of a path. The first step is also told apart from words such as `today`. */
export function stepText(name: string, isFirst: boolean): string {
  const kind = kindOfWord(name);
  const isWord = isFirst ? kind !== TokenKind.Identifier : isReservedWord(kind);
  return PLAIN_NAME.test(name) && !isWord ? name : `\`${name}\``;
}

/** True for a name that even backticks cannot spell. */
export function isUnspeakable(name: string): boolean {
  return name === "" || /[`\n\r]/.test(name);
}
