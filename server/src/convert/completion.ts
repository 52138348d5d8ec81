/**
 * Suggestions of the core as completion items of LSP. Keeps items small: what all share is sent once where the client
 * can take it, and documentation is made for the one item that is looked at.
 */
import type {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  InsertReplaceEdit,
  Range,
  TextEdit,
} from "vscode-languageserver-types";
import type { Subject, Suggestion, Suggestions } from "../pql/features/completion/suggestion";
import { type PositionSource, toRange } from "./ranges";

const KINDS: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
  field: 5,
  value: 20,
  audience: 18,
  variable: 6,
  function: 3,
  method: 2,
  keyword: 14,
  operator: 24,
  snippet: 15,
};
const SNIPPET = 2;
const DEPRECATED = 1;

/** How items are written for a client. */
export interface CompletionStyle {
  readonly positions: PositionSource;
  /** Number of the list, kept by its items so that they can be resolved. */
  readonly list: number;
  /** The client takes what all items share from the list. */
  readonly sharesDefaults: boolean;
  readonly insertsSnippets: boolean;
  /** The client lets its user choose between inserting and replacing. */
  readonly replaces: boolean;
}

/** What an item carries until it is resolved: the number of its list and its place in it. */
interface ItemData {
  readonly list: number;
  readonly rank: number;
}

/** The list of suggestions. */
export function toCompletionList(found: Suggestions, style: CompletionStyle): CompletionList {
  const edit = toEditRange(found, style);
  const items = found.items.map((suggestion, rank) => {
    const item = toItem(suggestion, rank, style);
    return style.sharesDefaults ? item : { ...item, textEdit: toTextEdit(edit, textOf(suggestion, style)) };
  });
  const { isIncomplete } = found;
  return style.sharesDefaults
    ? { isIncomplete, itemDefaults: { editRange: edit }, items }
    : { isIncomplete, items };
}

type EditRange = Range | { readonly insert: Range; readonly replace: Range };

function toEditRange({ span, replaceEnd }: Suggestions, { positions, replaces }: CompletionStyle): EditRange {
  const insert = toRange(span, positions);
  if (!replaces || replaceEnd === span.end) return insert;
  return { insert, replace: toRange({ start: span.start, end: replaceEnd }, positions) };
}

function toTextEdit(range: EditRange, newText: string): TextEdit | InsertReplaceEdit {
  return "insert" in range ? { ...range, newText } : { range, newText };
}

function textOf(suggestion: Suggestion, { insertsSnippets }: CompletionStyle): string {
  const { label, text, snippet } = suggestion;
  return (insertsSnippets ? snippet : undefined) ?? text ?? label;
}

function toItem(suggestion: Suggestion, rank: number, style: CompletionStyle): CompletionItem {
  const { label, detail, filter, subject } = suggestion;
  const text = textOf(suggestion, style);
  const data: ItemData = { list: style.list, rank };
  return {
    label,
    kind: KINDS[suggestion.kind],
    sortText: rank.toString(36).padStart(2, "0"),
    ...(detail !== undefined && { detail }),
    ...(filter !== undefined && filter !== label && { filterText: filter }),
    ...(text !== label && style.sharesDefaults && { textEditText: text }),
    ...(style.insertsSnippets && suggestion.snippet !== undefined && { insertTextFormat: SNIPPET }),
    ...(suggestion.isDeprecated === true && { tags: [DEPRECATED] }),
    ...(subject !== undefined && { data }),
  };
}

/** The suggestion an item was made of, if it is of the list with this number. */
export function findSubject(
  { data }: CompletionItem,
  list: number,
  items: readonly Suggestion[],
): Subject | undefined {
  const known = data as Partial<ItemData> | undefined;
  return known?.list === list && known.rank !== undefined ? items[known.rank]?.subject : undefined;
}
