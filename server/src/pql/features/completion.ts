/**
 * What can be typed at a cursor. A first, small form: fields of a path, fields and functions anywhere else, values of an
 * enum behind a comparison. Never more than a capped, ranked list; documentation is made when an entry is chosen.
 */
import { allFunctions, type PqlFunction } from "../language/catalogue";
import { EnumKind, ROOT_FIELD } from "../schema/model";
import { childrenWithPrefix, findChildren } from "../schema/search";
import { TokenKind } from "../syntax/tokens";
import type { Span } from "../text/span";
import { type Cursor, findCursor } from "./cursor";
import { type FieldPlace, findFieldPlace, isNameToken, pathTokens } from "./fieldPaths";
import type { QueryView } from "./queryView";

/** One suggestion. */
export type Suggestion =
  | { readonly kind: "field"; readonly place: FieldPlace }
  | { readonly kind: "value"; readonly value: string; readonly title: string }
  | { readonly kind: "function" | "method"; readonly entry: PqlFunction };

/** Suggestions, best first, and the text that a chosen one replaces. */
export interface Suggestions {
  readonly span: Span;
  readonly items: readonly Suggestion[];
  /** True where typing on may bring others. */
  readonly isIncomplete: boolean;
}

const MOST_ITEMS = 200;

/** What can be typed at an offset. */
export function findSuggestions(query: QueryView, offset: number): Suggestions {
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return { span: { start: offset, end: offset }, items: [], isIncomplete: false };
  const { tokens } = cursor.clause.tree;
  const isTyping =
    isNameToken(cursor.clause.tree.tokenKind(cursor.token)) &&
    (tokens.starts[cursor.token] ?? 0) < cursor.treeOffset &&
    cursor.treeOffset <= (tokens.ends[cursor.token] ?? 0);
  const start = isTyping ? (tokens.starts[cursor.token] ?? 0) : cursor.treeOffset;
  const before = isTyping ? cursor.token - 1 : lastTokenBefore(cursor);
  const prefix = tokens.text.slice(start, cursor.treeOffset);
  const span = cursor.toText(start, cursor.treeOffset);
  return { span, ...suggest(query, cursor, { before, prefix }) };
}

interface Typed {
  /** Index of the token in front of what is being typed; negative where there is none. */
  readonly before: number;
  readonly prefix: string;
}

function suggest(query: QueryView, cursor: Cursor, typed: Typed): Omit<Suggestions, "span"> {
  const { tree } = cursor.clause;
  const kind = typed.before < 0 ? TokenKind.EndOfText : tree.tokenKind(typed.before);
  if (kind === TokenKind.Dot) return suggestMembers(query, cursor, typed);
  if (kind === TokenKind.Equal || kind === TokenKind.NotEqual) {
    const values = suggestValues(query, cursor, typed.before);
    if (values.length > 0) return { items: values, isIncomplete: false };
  }
  return suggestStarts(query, typed.prefix);
}

function lastTokenBefore({ clause, token, treeOffset }: Cursor): number {
  return (clause.tree.tokens.ends[token] ?? 0) <= treeOffset && token < clause.tree.tokens.count - 1
    ? token
    : token - 1;
}

function suggestMembers(query: QueryView, cursor: Cursor, typed: Typed): Omit<Suggestions, "span"> {
  const { tree } = cursor.clause;
  const names = pathTokens(tree, typed.before - 1).map((token) => tree.name(token));
  const place = findFieldPlace(query.environment, names);
  const methods = suggestFunctions("method", typed.prefix);
  if (place === undefined) return { items: methods, isIncomplete: false };
  const found = findChildren(place.schema, place.field, typed.prefix, MOST_ITEMS);
  const fields = found.fields.map((field): Suggestion => ({ kind: "field", place: { ...place, field } }));
  return { items: [...fields, ...methods].slice(0, MOST_ITEMS), isIncomplete: found.isIncomplete };
}

function suggestValues({ environment }: QueryView, { clause }: Cursor, operator: number): Suggestion[] {
  if (operator < 1 || !isNameToken(clause.tree.tokenKind(operator - 1))) return [];
  const names = pathTokens(clause.tree, operator - 1).map((token) => clause.tree.name(token));
  const place = findFieldPlace(environment, names);
  if (place === undefined || place.schema.enumKind(place.field) === EnumKind.None) return [];
  return place.schema.enumValues(place.field).map(({ value, title }) => ({ kind: "value", value, title }));
}

function suggestStarts({ environment }: QueryView, prefix: string): Omit<Suggestions, "span"> {
  const { profile } = environment;
  const functions = suggestFunctions("function", prefix);
  if (profile === undefined) return { items: functions, isIncomplete: false };
  const found = childrenWithPrefix(profile.schema, ROOT_FIELD, prefix, MOST_ITEMS);
  const fields = found.fields.map(
    (field): Suggestion => ({ kind: "field", place: { schema: profile.schema, field, root: "profile" } }),
  );
  return { items: [...fields, ...functions].slice(0, MOST_ITEMS), isIncomplete: found.isIncomplete };
}

function suggestFunctions(style: "function" | "method", prefix: string): Suggestion[] {
  const folded = prefix.toLowerCase();
  return allFunctions()
    .filter((entry) => entry.style === style && entry.status !== "historical" && entry.isIn("segmentation"))
    .filter(({ name }) => name.toLowerCase().startsWith(folded))
    .map((entry) => ({ kind: style, entry }));
}
