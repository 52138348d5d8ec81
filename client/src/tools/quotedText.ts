/**
 * Text of others inside a prompt: marked as quoted, so that it is read as data and can end its own quotation nowhere.
 */

/** The text between marks that it cannot hold itself, cut where it is too long. */
export function quoteForPrompt(text: string, longest = LONGEST_QUOTE): string {
  const clean = text
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" ? sign : " "))
    .replaceAll(/[<>]/g, (sign) => (sign === "<" ? "‹" : "›"));
  return `<quoted>\n${clean.slice(0, longest)}\n</quoted>`;
}

const LONGEST_QUOTE = 4_000;
