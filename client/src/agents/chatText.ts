/**
 * Text of others in the chat, which shows Markdown: as words, in which nothing can be clicked and nothing is loaded. Pure.
 */

/** The text with every sign escaped that would make a link, an image, or HTML of it, and addresses that are no longer links. */
export function toUnclickable(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" ? sign : " "))
    .replaceAll(/[[\]<>!]/gu, String.raw`\$&`)
    .replaceAll("://", ":\u200B//")
    .replaceAll(/\bwww\./giu, "www\u200B.")
    .replaceAll(/\b(command|javascript|vscode|data|file|mailto):/giu, "$1\u200B:")
    .replaceAll("@", "@\u200B");
}

/** Lines of words as they stand, indents included; unlike a block, they wrap where the chat is narrow. */
export function toLines(text: string): string {
  const lines = text.trimEnd().split("\n").map(toLine);
  return `${lines.join("\n").replaceAll(/(?<=.)\n(?=.)/gu, "\\\n")}\n\n`;
}

function toLine(line: string): string {
  const words = line.trimStart();
  const indent = "\u00A0".repeat(line.length - words.length);
  const plain = words.replaceAll(/[\\`*_{}()#+\-|~$&]/gu, String.raw`\$&`);
  return indent + toUnclickable(plain).replace(/^\d+(?=[.)])/u, "$&\\");
}

/** The text as a block that is shown as it is; it cannot end the block itself. */
export function toBlock(text: string, language = ""): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/gu), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}\n`;
}
