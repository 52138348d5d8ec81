/**
 * Our own Markdown without its marks, for clients that show plain text. Knows only the forms our texts use.
 */

/** The text as a person would type it. */
export function toPlainText(markdown: string): string {
  return markdown
    .replace(/^```.*\n?/gm, "")
    .replace(/\*\*(.+?)\*\*/g, "$1")
    .replace(/(^|\s)\*(\S.*?\S|\S)\*(?=\s|$)/g, "$1$2")
    .replace(/`` (.+?) ``|`([^`\n]+)`/g, (_all, double?: string, single?: string) => double ?? single ?? "")
    .trim();
}
