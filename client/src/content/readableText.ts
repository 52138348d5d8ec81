/**
 * Lays mark-up out line by line, so that two versions can be compared although they were stored in one line each. Changes
 * white space only, and not a byte of a personalisation expression, wherever it stands. Loaded when something is compared.
 */
import { html as layOutMarkup } from "js-beautify";
import type { ReadablePart } from "./readableThings";

/** Lines longer than this are broken where that changes nothing. */
const LINE_LENGTH = 110;

/**
 * Comments, then `{{{…}}}`, `{{…}}` and `{%…%}`; what closes an expression counts as its content inside a quoted text, as long
 * as no other expression begins in there.
 */
const QUOTED = /"(?:(?!\{\{|\{%)[^"\n])*"|'(?:(?!\{\{|\{%)[^'\n])*'/.source;
const EXPRESSION = new RegExp(
  [
    /\{\{!--[\s\S]*?--\}\}/.source,
    String.raw`\{\{\{(?:${QUOTED}|(?!\}\}\})[\s\S])*\}\}\}`,
    String.raw`\{\{(?:${QUOTED}|(?!\}\})[\s\S])*\}\}`,
    String.raw`\{%(?:${QUOTED}|(?!%\})[\s\S])*%\}`,
  ].join("|"),
  "g",
);

/** The part laid out; parts that are not mark-up only end in a line break. */
export function toReadableText({ file, text }: ReadablePart): string {
  const expressions: string[] = [];
  const mark = toUnusedMark(text);
  const masked = text
    .replace(EXPRESSION, (expression) => `${mark}${expressions.push(expression) - 1}x`)
    .replaceAll("\r\n", "\n");
  const laidOut = file.endsWith(".html") ? layOut(masked) : masked;
  const whole = laidOut.replace(
    new RegExp(`${mark}(\\d+)x`, "g"),
    (_, at: string) => expressions[Number(at)] ?? "",
  );
  return `${/\}$/.test(whole) ? whole : whole.trimEnd()}\n`;
}

function layOut(markup: string): string {
  return layOutMarkup(markup, {
    ...{ indent_size: 2, wrap_line_length: LINE_LENGTH, preserve_newlines: false },
    ...{ indent_inner_html: true, extra_liners: [] },
  });
}

/** A word that stands nowhere in the text, so that what it begins was put there here. */
function toUnusedMark(text: string): string {
  let mark = "pz";
  while (text.toLowerCase().includes(mark)) mark += "z";
  return mark;
}
