/**
 * What completion proposes, as plain data. How it looks in an editor is for `convert/lspCompletion.ts`.
 */
import type { Span } from "../../text/span";

/** What a suggestion is; decides its icon. */
export type SuggestionKind =
  | "field"
  | "value"
  | "audience"
  | "variable"
  | "function"
  | "method"
  | "keyword"
  | "operator"
  | "snippet";

/** What documentation is made of once a suggestion is looked at. */
export type Subject =
  | { readonly kind: "field"; readonly root: "profile" | "event"; readonly field: number }
  | { readonly kind: "function" | "method" | "word"; readonly name: string };

export interface Suggestion {
  readonly label: string;
  readonly kind: SuggestionKind;
  /** The text it writes; the label where missing. */
  readonly text?: string;
  /** The same with tab stops, in the syntax of LSP, for editors that take it. */
  readonly snippet?: string;
  /** A few words: the type and title of a field, the title of a value. */
  readonly detail?: string;
  /** What typed text is held against; the label where missing. */
  readonly filter?: string;
  readonly subject?: Subject;
  readonly isDeprecated?: boolean;
}

/** Suggestions, best first, and the text that a chosen one replaces. */
export interface Suggestions {
  /** Up to the cursor. */
  readonly span: Span;
  /** Behind the word the cursor stands in. */
  readonly replaceEnd: number;
  readonly items: readonly Suggestion[];
  /** True where typing on may bring others. */
  readonly isIncomplete: boolean;
}

/** Some of the suggestions of one place. */
export interface Offer {
  readonly items: readonly Suggestion[];
  readonly isIncomplete: boolean;
}

/** Nothing to propose. */
export const NO_OFFER: Offer = { items: [], isIncomplete: false };

/** A pattern with tab stops such as `{1:value}` in the syntax of LSP. */
export function toSnippet(pattern: string): string {
  return pattern.replace(/\{(?=\d)/g, () => "$".concat("{"));
}

/** Several offers one behind the other. */
export function joinOffers(...offers: readonly Offer[]): Offer {
  const none: readonly Suggestion[] = [];
  return {
    items: none.concat(...offers.map(({ items }) => items)),
    isIncomplete: offers.some(({ isIncomplete }) => isIncomplete),
  };
}

/** The suggestions as an offer that is complete, those left that answer to what is typed. */
export function offer(items: readonly Suggestion[], prefix: string): Offer {
  if (prefix === "") return { items, isIncomplete: false };
  const typed = prefix.toLowerCase();
  return {
    items: items.filter(({ label, filter }) => answersTo(filter ?? label, typed)),
    isIncomplete: false,
  };
}

/**
 * Values as an offer. Those that hold the typed letters side by side push the others out, because editors rank letters spread over the
 * beginning of `push.tracking` before the whole word in `commerce.purchases`; so values of several words are asked for with each key.
 */
export function offerTexts(items: readonly Suggestion[], prefix: string): Offer {
  const fitting = offer(items, prefix).items;
  const typed = prefix.toLowerCase();
  const holding = fitting.filter(({ label, filter = label }) => filter.toLowerCase().includes(typed));
  const isIncomplete = items.some(({ label, filter = label }) => /[^\p{L}\p{N}]/u.test(filter));
  return { items: holding.length === 0 ? fitting : holding, isIncomplete };
}

/** True where the letters typed stand in the name in this order, the first at the start of a word of it. */
function answersTo(name: string, typed: string): boolean {
  const folded = name.toLowerCase();
  if (folded.startsWith(typed)) return true;
  for (
    let start = folded.indexOf(typed.charAt(0));
    // Where the letters do not follow one place, they follow no later one.
    start >= 0 && holdsInOrder(folded, typed, start);
    start = folded.indexOf(typed.charAt(0), start + 1)
  ) {
    if (beginsWord(name, start)) return true;
  }
  return false;
}

function beginsWord(name: string, at: number): boolean {
  return at === 0 || /[^\p{L}\p{N}]/u.test(name.charAt(at - 1)) || /\p{Lu}/u.test(name.charAt(at));
}

function holdsInOrder(name: string, letters: string, from: number): boolean {
  let at = from;
  for (const letter of letters) {
    const found = name.indexOf(letter, at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}
