/**
 * A whole text as the formatter writes it.
 */
import { formatQuery } from "../printer/queryPrinter";
import { parseQuery } from "../syntax/parser";

/** The text, formatted. Clauses with a syntax problem stay as they are. */
export function formatText(text: string): string {
  return formatQuery(parseQuery(text));
}
