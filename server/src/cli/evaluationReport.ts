/**
 * An answer as JSON for tools, and as lines for people. Other tools rely on the names.
 */
import type { ProfileProblem } from "../pql/evaluate/profile";
import type { Explanation } from "../pql/evaluate/rule";
import type { ClauseExplanation } from "../pql/evaluate/trace";
import type { Verdict } from "../pql/evaluate/verdict";
import { LineIndex } from "../pql/text/lineIndex";
import type { InputText } from "./commandLine";

/** The JSON of an answer; `clauses` where it was explained. Spans count from the start of the rule's text. */
export function toReport(
  { value, reasons, ...rest }: Verdict | Explanation,
  problems: readonly ProfileProblem[],
): { readonly value: unknown; readonly [name: string]: unknown } {
  return { value, reasons, problems, ...("clauses" in rest ? { clauses: rest.clauses } : {}) };
}

const SIGNS = { true: "✔", false: "✘", unknown: "?" } as const;
const LONGEST_CLAUSE = 100;

/** The answer, its reasons and, where it was explained, its clauses as an indented list. */
export function toExplainedText(
  file: string,
  verdict: Verdict | Explanation,
  { file: ruleFile, text }: InputText,
): string {
  const lines = new LineIndex(text);
  const reasons = verdict.reasons.map(({ span, message, code }) => {
    const { line, character } = lines.positionAt(span.start);
    return `${ruleFile}:${line + 1}:${character + 1}: ${message} [${code}]\n`;
  });
  const clauses = "clauses" in verdict ? verdict.clauses.map((clause) => toLines(clause, text, 1)) : [];
  return `${file}: ${verdict.value}\n${reasons.join("")}${clauses.join("")}`;
}

function toLines(clause: ClauseExplanation, text: string, depth: number): string {
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
  const own = `${"  ".repeat(depth)}${sign} ${shown}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}\n`;
  return own + children.map((child) => toLines(child, text, depth + 1)).join("");
}
