/**
 * The why of an answer as an indented list for people, one clause a line. Used wherever text is shown: on the command line,
 * in pipelines and in the editor's test results.
 */
import { type SayPhrase, sayEnglish } from "../text/phrases";
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
  /** English where it is missing. */
  readonly say?: SayPhrase | undefined;
}

/** A clause and those inside it: its value, the sides of a comparison, the items that matched and what was missing. */
export function toExplanationText(clause: ClauseExplanation, layout: ExplanationLayout): string {
  const { text, depth, marked, say = sayEnglish } = layout;
  const { span, value, times, operands, items, missing, children } = clause;
  const written = text.slice(span.start, span.end).replace(/\s+/g, " ");
  const shown = written.length > LONGEST_CLAUSE ? `${written.slice(0, LONGEST_CLAUSE - 1)}…` : written;
  const notes = [
    value === undefined ? sayTimes(times, say) : "",
    items === undefined ? "" : say("{0} of {1} items", `${items.matched}`, `${items.of}`),
    operands.map((operand) => sayOperand(operand, say)).join(say(" against ")),
    missing.length === 0 ? "" : say("missing: {0}", missing.join(", ")),
  ].filter((note) => note !== "");
  const sign = value === undefined ? "·" : SIGNS[`${value}`];
  const indent = "  ".repeat(depth);
  const edge = marked?.includes(clause) === true ? `→ ${indent.slice(2)}` : indent;
  const own = `${edge}${sign} ${shown}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}\n`;
  return own + children.map((child) => toExplanationText(child, { ...layout, depth: depth + 1 })).join("");
}

function sayTimes(times: ClauseExplanation["times"], say: SayPhrase): string {
  return say("{0} true, {1} false, {2} unknown", `${times.true}`, `${times.false}`, `${times.unknown}`);
}

/** A side as the trace has it: texts stand in quotes there. */
function sayOperand(operand: string, say: SayPhrase): string {
  const [, count] = /^(\d+) items?$/.exec(operand) ?? [];
  if (count !== undefined) return say(count === "1" ? "{0} item" : "{0} items", count);
  return operand === "missing" ? say("missing") : operand;
}
