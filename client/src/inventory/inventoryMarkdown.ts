/**
 * The Markdown of inventories: sentences, blocks, links and tables in which texts of others stay text. Pure.
 */
import { escapeMarkdown } from "../model/markdownText";

const OWN_CODE = /(`aep [a-z]+`)/;

/** The same for a sentence of ours that names a command and things of others. */
export function escapeWithCode(text: string): string {
  const parts = text.split(OWN_CODE);
  const escaped = parts.map((part) => {
    if (OWN_CODE.test(part)) return part;
    const [start] = /^ */.exec(part) ?? [""];
    const [end] = / *$/.exec(part) ?? [""];
    return `${start}${escapeMarkdown(part)}${part.trim() === "" ? "" : end}`;
  });
  return escaped.join("");
}

/** The text as a block that nothing in it can end. */
export function toFence(text: string, language = ""): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\r\n?/g, "\n").trimEnd()}\n${fence}`;
}

/** A link to a file of the folder; `target` is made by `toLink`. */
export function toMarkdownLink(text: string, target: string): string {
  return `[${escapeMarkdown(text) || "unnamed"}](${target})`;
}

/** A table; cells are Markdown already. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const toRow = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [toRow(head), toRow(head.map(() => "---")), ...rows.map(toRow)].join("\n");
}

/** `1 audience`, `2 audiences`. */
export function toCountText(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** A number of people, as the folder's language writes it; nothing where nobody counted. */
export function toMembersText(members: number | undefined): string {
  return members?.toLocaleString("en") ?? "";
}
