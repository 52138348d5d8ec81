/**
 * `pql evaluate --jsonl`: one profile a line in, one answer a line out. A line at fault gets an answer of its own and is named
 * on the error stream; the lines behind it keep their places. Holds a piece of the input at a time, never all of it.
 * Other tools rely on the names of an answer.
 */
import {
  type Clock,
  type CompiledRule,
  checkProfile,
  type Environment,
  type Explanation,
  LineIndex,
  mayLoseDigits,
  type ProfileProblem,
  parseProfile,
  printExplanation,
  type Verdict,
} from "../pql/service";
import { type CommandLine, type InputText, readLines } from "./pqlCommandLine";
import { ExitCode } from "./pqlFailures";

interface LinesEvaluation {
  readonly file: string;
  readonly rule: CompiledRule;
  readonly clock: Clock;
  readonly isExplained: boolean;
  /** The schemas profiles are checked against; undefined without any. */
  readonly environment: Environment | undefined;
}

/** Writes an answer for each line that is not blank; the exit code is that of the worst line. */
export async function evaluateLines(evaluation: LinesEvaluation, line: CommandLine): Promise<number> {
  let exitCode: number = ExitCode.Success;
  let number = 0;
  for await (const lines of readLines(evaluation.file)) {
    let output = "";
    for (const row of lines) {
      number++;
      if (row !== undefined && row[0] !== "{" && row.trim() === "") continue;
      const answer = evaluateLine(number === 1 ? row?.replace(/^\ufeff/, "") : row, evaluation);
      for (const { pointer, message } of answer.problems) {
        line.complain(`${evaluation.file}:${number}: ${pointer === "" ? "" : `${pointer}: `}${message}\n`);
      }
      exitCode = Math.max(exitCode, answer.exitCode);
      output += `{"line":${number},${answer.report}}\n`;
    }
    line.print(output);
    await line.drained();
  }
  return exitCode;
}

interface LineAnswer {
  /** The members of the report behind the number of the line. */
  readonly report: string;
  readonly problems: readonly ProfileProblem[];
  readonly exitCode: number;
}

const NO_PROBLEMS: readonly ProfileProblem[] = [];
/** What nearly all lines get; spares writing JSON a million times. */
const PLAIN = {
  true: {
    report: '"value":true,"reasons":[],"problems":[]',
    problems: NO_PROBLEMS,
    exitCode: ExitCode.Success,
  },
  false: {
    report: '"value":false,"reasons":[],"problems":[]',
    problems: NO_PROBLEMS,
    exitCode: ExitCode.Success,
  },
} as const;

const NO_TEXT: ProfileProblem = { pointer: "", message: "The line is not UTF-8 text." };

function evaluateLine(
  row: string | undefined,
  { rule, clock, isExplained, environment }: LinesEvaluation,
): LineAnswer {
  if (row === undefined) return unread(NO_TEXT);
  const { profile, problem } = parseProfile(row, true);
  if (problem !== undefined) return unread(problem);
  const problems = checkProfile(profile, environment);
  const answer = (subject: unknown) =>
    isExplained ? rule.explain(subject, clock) : rule.evaluate(subject, clock);
  const first = answer(profile);
  // Reading every number with all its digits would cost each line; only an answer that hangs on them pays for it.
  const hangsOnDigits = first.reasons.some(({ code }) => code === "numberPrecision");
  const verdict = hangsOnDigits && mayLoseDigits(row) ? answer(parseProfile(row).profile) : first;
  const { value, reasons } = verdict;
  const isPlain = problems.length === 0 && reasons.length === 0 && !isExplained;
  if (isPlain && value !== "unknown") return value ? PLAIN.true : PLAIN.false;
  return answerWith(toReport(verdict, problems), problems);
}

function unread(problem: ProfileProblem): LineAnswer {
  return answerWith({ value: null, reasons: [], problems: [problem] }, [problem]);
}

function answerWith(report: ReturnType<typeof toReport>, problems: readonly ProfileProblem[]): LineAnswer {
  const found = report.value === "unknown" ? ExitCode.Found : ExitCode.Success;
  return {
    report: JSON.stringify(report).slice(1, -1),
    problems,
    exitCode: problems.length > 0 ? ExitCode.BadInput : found,
  };
}

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
    return `${ruleFile}:${line + 1}:${character + 1}: ${message} [${code}]\n`;
  });
  const why = "clauses" in verdict ? printExplanation(verdict, text) : "";
  return `${file}: ${verdict.value}\n${reasons.join("")}${why}`;
}
