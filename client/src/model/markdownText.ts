/**
 * Texts of others inside Markdown: nothing in a name can become a link, a picture, mark-up or another line. Pure.
 */

const SPECIAL = /[\\`*_[\]<>|~$&@]|!(?=\[)|:(?=\/\/)|(?<=www)\./gi;
/** What begins a heading, a list or a quotation. */
const BEGINNING = /^(?:[#+\-=>]|\d+(?=[.)]))/;

/** The text on one line, as it reads. */
export function escapeMarkdown(text: string): string {
  const line = text
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  return line
    .replace(SPECIAL, "\\$&")
    .replace(BEGINNING, (sign) => (/\d/.test(sign) ? `${sign}\\` : `\\${sign}`));
}
