/**
 * Pieces of query text with the operator level that tells when one needs parentheses around it, names that need backticks,
 * literals of today and of old; and what the writers of single constructs share: the place they write at, and what they may
 * ask of the whole.
 */
import { kindOfWord } from "../syntax/keywordLookup";
import { encodeString } from "../syntax/stringText";
import { isReservedWord, TokenKind } from "../syntax/tokenKinds";
import { findDigits, isNumber, type Json, type PqlJsonNode } from "./pqlJson";

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

/** The text of a piece, in parentheses where it binds looser than `level`. */
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

/** What bare names mean where a node stands, and where it stands in the JSON. */
export interface TextScope {
  /** Variables of the elements read implicitly, innermost first; none where a declaration took the name since. */
  readonly elements: readonly (string | undefined)[];
  /** Variables that the text declares around the node. */
  readonly variables: ReadonlySet<string>;
  /** JSON Pointer of the node. */
  readonly pointer: string;
}

/** Writes nodes of any kind and collects what has no text. */
export interface NodeTexts {
  /** The text of any node. */
  node(value: Json | undefined, scope: TextScope): Piece;
  /** The text of the member of a node that must be a node itself. */
  member(node: { readonly [key: string]: Json }, name: string, scope: TextScope): Piece;
  /** What the text calls a variable. */
  variable(name: string): string;
  /** Records that a node has no text; writes nothing for it. */
  refuse(scope: TextScope, message: string): Piece;
  /** Records a part that the text leaves out. */
  warn(scope: TextScope, message: string): void;
}

/** The scope in which `names` are variables as well. */
export function withDeclared(scope: TextScope, names: readonly string[]): TextScope {
  const elements = scope.elements.map((name) =>
    name !== undefined && names.includes(name) ? undefined : name,
  );
  return { ...scope, elements, variables: new Set([...scope.variables, ...names]) };
}

/** The place of a member below `scope`. */
export function below(scope: TextScope, member: string | number): TextScope {
  return { ...scope, pointer: `${scope.pointer}/${member}` };
}

const TIME_WORDS = new Set(["now", "today", "yesterday", "tomorrow"]);

function postfix(text: string): Piece {
  return { text, level: Level.Postfix };
}

/** The literal type of a node in lower case; told from the value where the node does not say. */
export function literalTypeOf(node: PqlJsonNode): string {
  const { literalType, value } = node;
  if (typeof literalType === "string") return literalType.toLowerCase();
  if (Array.isArray(value)) return "list";
  if (value === null) return "null";
  return isNumber(value) ? "number" : typeof value;
}

/** The text of a literal that is one token; undefined where the value does not fit the type. */
export function literalText(node: PqlJsonNode): Piece | undefined {
  const { value } = node;
  switch (literalTypeOf(node)) {
    case "string":
      return typeof value === "string" ? postfix(encodeString(value)) : undefined;
    case "integer":
    case "number":
      return numberPiece(value, "");
    case "long":
      return numberPiece(value, "L");
    case "double":
      return numberPiece(value, "", true);
    case "boolean":
      return value === true || value === "true"
        ? postfix("true")
        : value === false || value === "false"
          ? postfix("false")
          : undefined;
    case "null":
      return postfix("null");
    case "timestamp":
      return timestampPiece(value);
    case "timeinterval":
      return intervalPiece(node);
    default:
      return undefined;
  }
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function numberPiece(value: Json | undefined, suffix: string, isDouble = false): Piece | undefined {
  const text = findDigits(value) ?? "";
  if (!NUMBER.test(text)) return undefined;
  const whole = isDouble && /^-?\d+$/.test(text) ? `${text}.0` : text;
  return { text: whole + suffix, level: text.startsWith("-") ? Level.Unary : Level.Postfix };
}

function timestampPiece(value: Json | undefined): Piece | undefined {
  if (typeof value !== "string") return undefined;
  if (TIME_WORDS.has(value.toLowerCase())) return postfix(value.toLowerCase());
  const day = /^(\d{4})-(\d{2})-(\d{2})(?:T00:00(?::00(?:\.0+)?)?Z?)?$/.exec(value);
  return day === null ? undefined : postfix(`date(${Number(day[1])}, ${Number(day[2])}, ${Number(day[3])})`);
}

function intervalPiece(node: PqlJsonNode): Piece | undefined {
  const { relation, unit } = node;
  if (typeof relation !== "string" || typeof unit !== "string") return undefined;
  return postfix(`${relation.toLowerCase()} ${unit.toLowerCase()}`);
}
