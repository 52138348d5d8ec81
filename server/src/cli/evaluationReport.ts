/**
 * The answer of a rule for one profile, as JSON and as text for people. Other tools rely on the names in the JSON.
 */
import {
  type Explanation,
  LineIndex,
  type ProfileProblem,
  printExplanation,
  type Verdict,
} from "../pql/service";
import type { InputText } from "./pqlCommandLine";

const MOST_SHOWN = 100;

/** The JSON of an answer; `clauses` where it was explained. Spans count from the start of the rule's text. */
export function toReport(
  { value, reasons, ...rest }: Verdict | Explanation,
  problems: readonly ProfileProblem[],
): { readonly value: unknown; readonly [name: string]: unknown } {
  return { value, reasons, problems, ...("clauses" in rest ? { clauses: rest.clauses } : {}) };
}

/** The answer, its reasons and, where it was explained, its clauses as an indented list. */
export function toExplainedText(
  file: string,
  verdict: Verdict | Explanation,
  { file: ruleFile, text }: InputText,
): string {
  const lines = new LineIndex(text);
  const reasons = verdict.reasons.map(({ span, message, code }) => {
    const { line, character } = lines.positionAt(span.start);
    const part = toOneLine(text.slice(span.start, span.end));
    return `${ruleFile}:${line + 1}:${character + 1}: ${message} [${code}]\n    ${part}\n`;
  });
  const why = "clauses" in verdict ? printExplanation(verdict, text) : "";
  return `${file}: ${verdict.value}\n${reasons.join("")}${why}`;
}

/** As much of a part of a rule as tells it apart; the sentence before it says "this". */
function toOneLine(part: string): string {
  const line = part.replace(/\s+/g, " ");
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}
