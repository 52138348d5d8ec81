/**
 * Expressions in Markdown: fences marked `pql`, of three or more backticks or tildes, also indented as in lists.
 */
import { nextLineStart } from "../../text/lineIndex";
import { type EmbeddedExpression, ExpressionBuilder } from "./expression";

const OPENING = /^(\s*(?:(?:[-*+]|\d+[.)])\s+|>\s*)*)(`{3,}|~{3,})\s*\{?\.?pql\b[^`\n]*$/i;

interface Line {
  readonly start: number;
  /** Behind the last character, the line break not included. */
  readonly end: number;
  readonly next: number;
}

/** The expressions of a text, in order. */
export function findInMarkdown(text: string): EmbeddedExpression[] {
  if (!/pql/i.test(text)) return [];
  const found: EmbeddedExpression[] = [];
  const lines = listLines(text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    const opening = line && OPENING.exec(text.slice(line.start, line.end));
    if (!opening) continue;
    const [, indent = "", fence = "```"] = opening;
    const first = at + 1;
    while (at + 1 < lines.length && !closes(text, lines[at + 1], fence)) at++;
    // Between fences that follow each other there is no place to write at.
    if (at + 1 > first) found.push(readFence(text, lines.slice(first, at + 1), indent));
    at++;
  }
  return found;
}

function listLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const next = nextLineStart(text, start, text.length);
    const end = next < 0 ? text.length : next;
    lines.push({ start, end: start + text.slice(start, end).replace(/[\r\n]+$/, "").length, next: end });
    if (next < 0) break;
    start = next;
  }
  return lines;
}

function closes(text: string, line: Line | undefined, fence: string): boolean {
  if (line === undefined) return true;
  const closing = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(text.slice(line.start, line.end))?.[1] ?? "";
  return closing.startsWith(fence);
}

/** Lines lose as much indentation as the fence has, as far as they have it; new lines get it, quote marks included. */
function readFence(text: string, lines: readonly Line[], opening: string): EmbeddedExpression {
  const indent = opening.length;
  const margin = opening.replace(/[^>\s]/g, " ");
  const builder = new ExpressionBuilder();
  const [first] = lines;
  const last = lines.at(-1);
  for (const line of lines) {
    const start = line.start + indentOf(text.slice(line.start, line.end), indent);
    builder.add(text.slice(start, line === last ? line.end : line.next), start, false);
  }
  const span = { start: first?.start ?? 0, end: last?.end ?? first?.start ?? 0 };
  return builder.finish(span, (newText) => newText.replace(/\n/g, `\n${margin}`));
}

function indentOf(line: string, most: number): number {
  const blanks = /^[\s>]*/.exec(line)?.[0].length ?? 0;
  return Math.min(blanks, most);
}
