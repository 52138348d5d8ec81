/**
 * Text that others wrote, put into Markdown so that it reads as it is: no link, no picture, no heading, no HTML.
 */

const SIGNS = /[\\`*_{}[\]()#+!|<>~&]/g;

/** The text as Markdown shows it sign by sign, on one line; an address in it is not made a link. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(SIGNS, "\\$&")
    .replaceAll("://", ":\\/\\/")
    .replaceAll(/\b(www)\./gi, "$1\\.")
    .replaceAll("@", "\\@");
}

/** The text as code within a line, whatever backticks it holds. */
export function inlineCode(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${padding}${text.replaceAll(/\s+/g, " ")}${padding}${fence}`;
}
