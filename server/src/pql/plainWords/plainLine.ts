/**
 * An explanation in plain words as an outline: lines with lines below them, and how it is printed.
 * Knows nothing of queries.
 */
import type { Span } from "../text/span";

/** One statement of an explanation. */
export interface PlainLine {
  /** Plain text without a line break; what comes from the query or the schema stands in it as it is. */
  readonly text: string;
  /** The part of the query it explains. */
  readonly span: Span;
  /** What it consists of, in the order of the query. */
  readonly lines: readonly PlainLine[];
}

/** What stands before each line but the first, and how deep the lines below it stand. */
const BULLET = "- ";
const INDENT = "  ";

/** The outline as text: one line a statement, deeper ones indented behind a dash. */
export function printPlainLine(line: PlainLine): string {
  return [line.text, ...printBelow(line.lines, "")].join("\n");
}

function printBelow(lines: readonly PlainLine[], indent: string): readonly string[] {
  return lines.flatMap(({ text, lines: below }) => [
    `${indent}${BULLET}${text}`,
    ...printBelow(below, indent + INDENT),
  ]);
}

/** Every statement of the outline, from above. */
export function plainTexts({ text, lines }: PlainLine): readonly string[] {
  return [text, ...lines.flatMap(plainTexts)];
}
