/**
 * Suggestions for an expression inside another text, written as that text has them: spans of the whole, quotes escaped.
 * Decides nothing about what is offered.
 */
import type { Suggestion, Suggestions } from "../completion/suggestion";
import { type EmbeddedExpression, toOuterSpan } from "./expression";

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
