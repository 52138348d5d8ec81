/**
 * The why of an answer as an indented list for people, one clause a line. Used wherever text is shown: on the command line,
 * in pipelines and in the editor's test results.
 */
import type { ClauseExplanation } from "./explanationTrace";

const SIGNS = { true: "✔", false: "✘", unknown: "?" } as const;
const LONGEST_CLAUSE = 100;

/** How an explanation is shown. */
export interface ExplanationLayout {
  /** The text of the rule. */
  readonly text: string;
  /** Two blanks each. */
  readonly depth: number;
  /** Clauses to point at, with an arrow at the left edge. */
  readonly marked?: readonly ClauseExplanation[];
}

/** A clause and those inside it: its value, the sides of a comparison, the items that matched and what was missing. */
export function toExplanationText(clause: ClauseExplanation, layout: ExplanationLayout): string {
  const { text, depth, marked } = layout;
  const { span, value, times, operands, items, missing, children } = clause;
  const written = text.slice(span.start, span.end).replace(/\s+/g, " ");
  const shown = written.length > LONGEST_CLAUSE ? `${written.slice(0, LONGEST_CLAUSE - 1)}…` : written;
  const notes = [
    value === undefined ? `${times.true} true, ${times.false} false, ${times.unknown} unknown` : "",
    items === undefined ? "" : `${items.matched} of ${items.of} items`,
    operands.join(" against "),
    missing.length === 0 ? "" : `missing: ${missing.join(", ")}`,
  ].filter((note) => note !== "");
  const sign = value === undefined ? "·" : SIGNS[`${value}`];
  const indent = "  ".repeat(depth);
  const edge = marked?.includes(clause) === true ? `→ ${indent.slice(2)}` : indent;
  const own = `${edge}${sign} ${shown}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}\n`;
  return own + children.map((child) => toExplanationText(child, { ...layout, depth: depth + 1 })).join("");
}
