/**
 * The two texts of a pair: written in the form the files already have (line breaks, byte-order mark, indentation), so that
 * a pull shows in version control as what changed and nothing else. Pure.
 */
import { parseExactJson, printExactJson } from "../../../server/src/pql/text/exactJson";
import { type AudienceFile, type SeenAudience, toAudienceFileText } from "../model/audienceFile";

/** The text of the `.audience.json` file, in the form of the text it replaces. */
export function toFieldsText(file: AudienceFile, seen: SeenAudience, before: string | undefined): string {
  const text = toAudienceFileText(file, seen);
  const indentation = before?.match(/^\uFEFF?\s*\{\r?\n([ \t]+)"/)?.[1];
  const indented =
    indentation === undefined || indentation === "  "
      ? text
      : `${printExactJson(parseExactJson(text), indentation)}\n`;
  return inFormOf(indented, before);
}

/** The text of the `.pql` file, in the form of the text it replaces. */
export function toExpressionText(expression: string, before: string | undefined): string {
  return inFormOf(`${expression.replace(/\s+$/, "")}\n`, before);
}

function inFormOf(text: string, before: string | undefined): string {
  const plain = text.replace(/\r\n?/g, "\n");
  if (before === undefined) return plain;
  const mark = before.startsWith("\uFEFF") ? "\uFEFF" : "";
  return mark + (/\r\n/.test(before) ? plain.replace(/\n/g, "\r\n") : plain);
}
