/**
 * An expression that stands inside another text, and the way between both: offsets there and back, and how new text and
 * suggestions are written where it stands: spans of the whole, quotes escaped. Decides nothing about what is offered.
 */
import type { Span, TextEdit } from "../../text/span";
import type { Suggestion, Suggestions } from "../completion/suggestion";

export interface EmbeddedExpression {
  /** The expression as PQL, without the escapes or the indentation of the text around it. */
  readonly text: string;
  /** Where it stands in the text around it. */
  readonly span: Span;
  /** The place in the text around it for each code unit of `text`, and one more for its end. */
  readonly offsets: Int32Array;
  /** New PQL text as it has to be written there. */
  encode(newText: string): string;
}

/** A span of the expression in the text around it. */
export function toOuterSpan({ offsets }: EmbeddedExpression, { start, end }: Span): Span {
  const last = offsets.length - 1;
  return { start: offsets[Math.min(start, last)], end: offsets[Math.min(end, last)] };
}

/** An edit of the expression as one of the text around it. */
export function toOuterEdit(expression: EmbeddedExpression, { span, newText }: TextEdit): TextEdit {
  return { span: toOuterSpan(expression, span), newText: expression.encode(newText) };
}

/** The offset in the expression of an offset of the text around it; the nearest one before it. */
export function toInnerOffset({ offsets }: EmbeddedExpression, offset: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Collects an expression unit by unit. */
export class ExpressionBuilder {
  readonly #units: string[] = [];
  readonly #places: number[] = [];

  /** Adds text whose first unit stands at `at` and whose units all stand there, as an escape's do, or each one further. */
  add(text: string, at: number, isEscape: boolean): void {
    this.#units.push(text);
    for (let unit = 0; unit < text.length; unit++) this.#places.push(isEscape ? at : at + unit);
  }

  /** The expression, which ends at `end`. */
  finish(span: Span, encode: (newText: string) => string): EmbeddedExpression {
    const offsets = Int32Array.from([...this.#places, span.end]);
    return { text: this.#units.join(""), span, offsets, encode };
  }
}

/** The suggestions in the text around the expression. */
export function toOuterSuggestions(expression: EmbeddedExpression, found: Suggestions): Suggestions {
  const { span, replaceEnd, items, isIncomplete } = found;
  return {
    span: toOuterSpan(expression, span),
    replaceEnd: toOuterSpan(expression, { start: replaceEnd, end: replaceEnd }).end,
    items: items.map((item) => toOuterSuggestion(expression, item)),
    isIncomplete,
  };
}

/** Editors hold what is typed, escapes included, against the filter. */
function toOuterSuggestion(expression: EmbeddedExpression, item: Suggestion): Suggestion {
  const { label, text = label, filter = label, snippet } = item;
  return {
    ...item,
    text: expression.encode(text),
    filter: expression.encode(filter),
    ...(snippet !== undefined && { snippet: encodeSnippet(expression, snippet) }),
  };
}

/** What a snippet writes is escaped for the text around it first, and then once more for the snippet. */
function encodeSnippet(expression: EmbeddedExpression, snippet: string): string {
  return snippet.replace(SNIPPET_PIECES, (piece, escaped: string | undefined) =>
    expression.encode(escaped ?? piece).replace(escaped === undefined ? /\\/g : /[\\$}]/g, "\\$&"),
  );
}

/** An escaped character of a snippet, or one that may need an escape in the text around it. */
const SNIPPET_PIECES = /\\([\\$}])|["\n\r\t]/g;
