/**
 * Text for terminals and logs whose words come from elsewhere: names, rules and what services say may hold signs that move the
 * cursor, hide what stands before them or turn their surroundings around. They are shown as what they are, so that a
 * preview says what would be sent.
 */

import { toShownLine } from "../../../server/src/pql/text/shownLine";

/** The text with signs that steer a terminal written as escapes, its line breaks and tabs as they are. */
export function toVisible(text: string): string {
  return text.replace(/[^\n\t]+/g, toShownLine);
}

/** The text as one line, so that no name can pass for a line of ours. */
export function toOneLine(text: string): string {
  const lines = text.split(/[\n\r\v\f\u0085\u2028\u2029]/).map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ⏎ ");
}
