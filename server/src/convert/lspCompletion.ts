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
import type { SayPhrase } from "../pql/text/phrases";
import { type PositionSource, toRange } from "./lspRanges";

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
/** Insert the text as it is, and indent nothing for it. */
const AS_IS = 1;
const DEPRECATED = 1;

/** What a client takes, the same for all its lists. */
export interface ItemStyle {
  /** The client takes the range that all items share from the list. */
  readonly sharesRange: boolean;
  /** The same for what an item carries until it is resolved. */
  readonly sharesData: boolean;
  readonly insertsSnippets: boolean;
  /** The client can be told to leave white space as it is: in the list, in each item, or not at all. */
  readonly keepsWhiteSpace: "shared" | "each" | "unknown";
  /** Says what a construct is for; the details of all others are names. */
  readonly say: SayPhrase;
  /** The client lets its user choose between inserting and replacing. */
  readonly replaces: boolean;
}

/** A list to be written. */
export interface ListPlace {
  readonly positions: PositionSource;
  /** Number of the list, kept by its items so that they can be resolved. */
  readonly list: number;
}

/** Writes the lists of one client. */
export class CompletionWriter {
  readonly #style: ItemStyle;

  constructor(style: ItemStyle) {
    this.#style = style;
  }

  /** The list of suggestions. */
  toList(found: Suggestions, { positions, list }: ListPlace): CompletionList {
    const { sharesRange, sharesData, keepsWhiteSpace } = this.#style;
    const range = this.#toEditRange(found, positions);
    const items: CompletionItem[] = [];
    const isOffered = this.#offersOnce();
    found.items.forEach((suggestion, rank) => {
      if (!isOffered(suggestion)) return;
      const item = this.#toItem(suggestion, rank);
      if (!sharesData) item.data = list;
      if (!sharesRange) item.textEdit = this.#toTextEdit(range, suggestion);
      items.push(item);
    });
    const itemDefaults: CompletionList["itemDefaults"] = {
      ...(sharesRange && { editRange: range }),
      ...(sharesData && { data: list }),
      ...(keepsWhiteSpace === "shared" && { insertTextMode: AS_IS }),
    };
    const isShared = Object.keys(itemDefaults).length > 0;
    return { isIncomplete: found.isIncomplete, ...(isShared && { itemDefaults }), items };
  }

  /** Constructs that differ only at their tab stops are one to a client without them. */
  #offersOnce(): (suggestion: Suggestion) => boolean {
    const written = new Set<string>();
    return (suggestion) => {
      if (this.#style.insertsSnippets || suggestion.kind !== "snippet") return true;
      const text = this.#textOf(suggestion);
      return !written.has(text) && written.add(text) !== undefined;
    };
  }

  /** Written member by member: a list has a hundred items, is made for each key, and most items have four members. */
  #toItem(suggestion: Suggestion, rank: number): CompletionItem {
    const { label, detail, filter } = suggestion;
    const { sharesRange, insertsSnippets, keepsWhiteSpace, say } = this.#style;
    const text = this.#textOf(suggestion);
    const item: CompletionItem = {
      label,
      kind: KINDS[suggestion.kind],
      sortText: SORT_TEXTS[rank] ?? toSortText(rank),
    };
    if (detail !== undefined) item.detail = suggestion.kind === "snippet" ? say(detail) : detail;
    if (filter !== undefined && filter !== label) item.filterText = filter;
    if (text !== label) {
      if (sharesRange) item.textEditText = text;
      else if (completesBeginning(suggestion, text)) item.insertText = text;
    }
    if (insertsSnippets && suggestion.snippet !== undefined) item.insertTextFormat = SNIPPET;
    if (keepsWhiteSpace === "each") item.insertTextMode = AS_IS;
    if (suggestion.isDeprecated === true) item.tags = [DEPRECATED];
    return item;
  }

  #textOf({ label, text, snippet }: Suggestion): string {
    return (this.#style.insertsSnippets ? snippet : undefined) ?? text ?? label;
  }

  #toTextEdit(range: EditRange, suggestion: Suggestion): TextEdit | InsertReplaceEdit {
    const newText = this.#textOf(suggestion);
    return "insert" in range ? { ...range, newText } : { range, newText };
  }

  #toEditRange({ span, replaceEnd }: Suggestions, positions: PositionSource): EditRange {
    const insert = toRange(span, positions);
    if (!this.#style.replaces || replaceEnd === span.end) return insert;
    return { insert, replace: toRange({ start: span.start, end: replaceEnd }, positions) };
  }
}

type EditRange = Range | { readonly insert: Range; readonly replace: Range };

/**
 * Whether what is typed begins the inserted text but not the label, as inside quotes. Some clients (eglot with `completion-at-point`)
 * hold what is typed against the text to insert, never against the filter text; the others go by the edit and pass over it.
 */
function completesBeginning({ label, filter }: Suggestion, text: string): boolean {
  return filter !== undefined && text !== label && text.startsWith(filter);
}

const DIGITS = 36;

/** The rank of an item as two letters or digits, which sort as the ranks do. */
function toSortText(rank: number): string {
  return rank < DIGITS ? `0${rank.toString(DIGITS)}` : rank.toString(DIGITS);
}

/** Those of the first ones, made once; most lists end before. */
const SORT_TEXTS = Array.from({ length: 200 }, (_, rank) => toSortText(rank));

/** The suggestion an item was made of, if it is of the list with this number. */
export function findSubject(
  { data, sortText }: CompletionItem,
  list: number,
  items: readonly Suggestion[],
): Subject | undefined {
  return data === list && sortText !== undefined
    ? items[Number.parseInt(sortText, DIGITS)]?.subject
    : undefined;
}
