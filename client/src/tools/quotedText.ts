/**
 * Text of others inside a prompt: marked as quoted, so that it is read as data and can end its own quotation nowhere.
 */

/** The text between marks that it cannot hold itself, each line set off, at most 4,000 characters. */
export function quoteForPrompt(text: string): string {
  const clean = text
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" ? sign : " "))
    .replaceAll(/[<>]/g, (sign) => (sign === "<" ? "‹" : "›"));
  return `<quoted>\n${clean.slice(0, LONGEST_QUOTE)}\n</quoted>`;
}

const LONGEST_QUOTE = 4_000;
