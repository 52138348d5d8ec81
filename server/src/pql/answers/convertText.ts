/**
 * Whole texts in another form: as pql/json and back, and as the formatter writes them. What has no such form is named, never left out.
 */
import { jsonToText, type TextConversion } from "../json/jsonToText";
import type { PqlJsonNode } from "../json/pqlJson";
import { type RewrittenTree, rewriteTree } from "../json/rewriteTree";
import { type JsonConversion, queryToJson } from "../json/textToJson";
import { formatQuery } from "../printer/queryPrinter";
import { parseQuery } from "../syntax/parser";
import { printExactJson } from "../text/exactJson";

/** The text as pql/json; what has no such form is named instead. */
export function convertToJson(text: string): JsonConversion {
  return queryToJson(parseQuery(text));
}

/** A tree as JSON text, every digit of its numbers kept. */
export function printTree(node: PqlJsonNode, indent?: number): string {
  return printExactJson(node, indent);
}

/** The text of a pql/json expression; what has no text is named instead. */
export function convertToText(json: string): TextConversion {
  return jsonToText(json);
}

/** The pql/json that an edited text stands for in the place of `stored`; refused where anything would be lost. */
export function replaceTree(stored: string, text: string): RewrittenTree {
  return rewriteTree(stored, text);
}

/** The text, formatted. Clauses with a syntax problem stay as they are. */
export function formatText(text: string): string {
  return formatQuery(parseQuery(text));
}
