/**
 * Whole texts in another form: as pql/json and back, and as the formatter writes them. What has no such form is named, never left out.
 */
import { jsonToText } from "../json/jsonToText";
import type { PqlJsonNode } from "../json/pqlJson";
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

interface StoredText {
  readonly format?: string | undefined;
  readonly value: string;
}

/** The text of a rule as the platform stores it; undefined where it is a tree that no text stands for. */
export function toRuleText({ format, value }: StoredText): string | undefined {
  return format === "pql/json" ? jsonToText(value).text : value;
}

/** The text, formatted. Clauses with a syntax problem stay as they are. */
export function formatText(text: string): string {
  return formatQuery(parseQuery(text));
}
