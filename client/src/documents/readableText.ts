/**
 * Lays mark-up out line by line, so that two versions can be compared although they were stored in one line each. Changes
 * white space only, and nothing inside personalisation tokens. Loaded when something is compared.
 */
import { html as layOutMarkup } from "js-beautify";
import type { ReadablePart } from "./readableThings";

/** Lines longer than this are broken where that changes nothing. */
const LINE_LENGTH = 110;

/** The part laid out; parts that are not mark-up only end in a line break. */
export function toReadableText({ file, text }: ReadablePart): string {
  const plain = text.replaceAll("\r\n", "\n");
  const laidOut = file.endsWith(".html")
    ? layOutMarkup(plain, {
        ...{ indent_size: 2, wrap_line_length: LINE_LENGTH, preserve_newlines: false },
        ...{ indent_inner_html: true, extra_liners: [], templating: ["handlebars", "django"] },
      })
    : plain;
  return `${laidOut.trimEnd()}\n`;
}
