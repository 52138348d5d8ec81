/**
 * Puts an edited text in the place of the pql/json it was printed from. Refuses wherever the way to text and back does not
 * keep a tree exactly: what cannot be told would be lost without anybody seeing it.
 */
import { parseQuery } from "../syntax/parser";
import { printExactJson, toNumericValue } from "../text/exactJson";
import { isJsonObject, parseTree } from "./jsonEnvelope";
import { jsonToText } from "./jsonToText";
import { findDigits, isNumber } from "./pqlJson";
import { queryToJson } from "./textToJson";

/** The new tree as JSON text, or why there is none, in a sentence. */
export type RewrittenTree = { readonly value: string } | { readonly problem: string };

/** The tree that `text` says, where `stored` is the one it replaces. */
export function rewriteTree(stored: string, text: string): RewrittenTree {
  const before = jsonToText(stored);
  if (before.text === undefined) {
    return { problem: `Its tree has no text: ${before.problems[0]?.message ?? "a part of it is not known"}` };
  }
  if (toCanonical(toTree(before.text)) !== toCanonical(parseTree(stored))) {
    return { problem: "Its tree says something that text cannot say, and sending text back would lose it." };
  }
  const { node, problems } = queryToJson(parseQuery(text));
  if (node === undefined) return { problem: problems[0]?.message ?? "The text has no form as a tree." };
  if (toCanonical(node) === toCanonical(parseTree(stored))) return { value: stored };
  const value = printExactJson(node);
  const again = jsonToText(value).text;
  if (again === undefined || toCanonical(toTree(again)) !== toCanonical(node)) {
    return { problem: "What the text says cannot be written as a tree and read back the same." };
  }
  return { value };
}

function toTree(text: string): unknown {
  return queryToJson(parseQuery(text)).node;
}

/** The order of members says nothing, and neither does the spelling of a number. */
function toCanonical(value: unknown): string {
  if (isNumber(value)) return toNumericValue(findDigits(value) ?? "");
  if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? "";
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${toCanonical(inner)}`).join()}}`;
}
