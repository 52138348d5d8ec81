/**
 * Suggestions of the core as completion items of LSP. Keeps items small: what all share is sent once where the client
 * can take it, and documentation is made for the one item that is looked at.
 */
import type {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  MarkupContent,
} from "vscode-languageserver-types";
import type { Suggestion, Suggestions } from "../pql/features/completion";
import { describeField } from "../pql/features/fieldDocumentation";
import { findFunction, findMethod } from "../pql/language/catalogue";
import { describeFunction } from "../pql/language/documentation";
import { fieldKindName } from "../pql/schema/model";
import { toPathStep } from "../pql/schema/pathText";
import type { Environment } from "../pql/semantics/environment";
import { toPlainText } from "./markdown";
import { type PositionSource, toRange } from "./ranges";

const KINDS: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
  field: 5,
  value: 20,
  function: 3,
  method: 2,
};

/** How items are written for a client. */
export interface CompletionStyle {
  readonly positions: PositionSource;
  readonly uri: string;
  /** The client takes what all items share from the list. */
  readonly sharesDefaults: boolean;
}

/** What an item carries until it is resolved. */
interface ItemData {
  readonly uri?: string;
  readonly field?: number;
  readonly root?: "profile" | "event";
}

/** The list of suggestions. */
export function toCompletionList(found: Suggestions, style: CompletionStyle): CompletionList {
  const range = toRange(found.span, style.positions);
  const items = found.items.map((suggestion, rank) => {
    const item = toItem(suggestion, rank, style.uri);
    return style.sharesDefaults ? item : { ...item, textEdit: { range, newText: textOf(item) } };
  });
  const { isIncomplete } = found;
  return style.sharesDefaults
    ? { isIncomplete, itemDefaults: { editRange: range }, items }
    : { isIncomplete, items };
}

function textOf({ insertText, label }: CompletionItem): string {
  return insertText ?? label;
}

function toItem(suggestion: Suggestion, rank: number, uri: string): CompletionItem {
  const kind = KINDS[suggestion.kind];
  const sortText = rank.toString(36).padStart(3, "0");
  if (suggestion.kind === "field") {
    const { schema, field, root } = suggestion.place;
    const label = toPathStep(schema.name(field), false);
    const data: ItemData = { uri, field, root };
    return { label, kind, detail: fieldKindName(schema.kind(field)), sortText, data };
  }
  if (suggestion.kind === "value") {
    return { label: JSON.stringify(suggestion.value), kind, detail: suggestion.title, sortText };
  }
  return { label: suggestion.entry.name, kind, sortText };
}

/** The item with its documentation. */
export function toResolvedItem(
  item: CompletionItem,
  environment: Environment | undefined,
  showsMarkdown: boolean,
): CompletionItem {
  const markdown = describeItem(item, environment);
  if (markdown === undefined) return item;
  const documentation: MarkupContent = showsMarkdown
    ? { kind: "markdown", value: markdown }
    : { kind: "plaintext", value: toPlainText(markdown) };
  return { ...item, documentation };
}

/** The document an item was suggested in. */
export function readItemUri({ data }: CompletionItem): string | undefined {
  return (data as ItemData | undefined)?.uri;
}

function describeItem({ kind, label, data }: CompletionItem, environment?: Environment): string | undefined {
  if (kind === KINDS.function || kind === KINDS.method) {
    const entry = kind === KINDS.method ? findMethod(label) : findFunction(label);
    return entry && describeFunction(entry);
  }
  const { field, root } = (data ?? {}) as ItemData;
  const schema = root === undefined ? undefined : environment?.[root]?.schema;
  if (field === undefined || root === undefined || schema === undefined) return undefined;
  return describeField({ schema, field, root });
}
