/**
 * A piece of lines in, the answers of its lines out: what `pql evaluate --jsonl` does, in whichever thread does it. Reads and writes
 * nothing. Other tools rely on the names of an answer.
 */
import {
  type CheckSources,
  type Clock,
  type CompiledRule,
  checkProfile,
  compileRule,
  type Environment,
  mayLoseDigits,
  type ProfileProblem,
  parseProfile,
  type RuleSource,
  readEnvironment,
} from "../pql/service";
import { toReport } from "./evaluationReport";
import { cutLines, type LinePiece } from "./linePieces";
import { ExitCode } from "./pqlFailures";

/** What is asked of every line. */
export interface LineQuestion {
  /** What the input is called where a line is at fault. */
  readonly file: string;
  readonly rule: CompiledRule;
  readonly clock: Clock;
  readonly isExplained: boolean;
  /** The schemas profiles are checked against; undefined without any. */
  readonly environment: Environment | undefined;
}

/** The same in a form that can be sent to another thread. */
export interface PlainLineQuestion extends Pick<LineQuestion, "file" | "clock" | "isExplained"> {
  readonly source: RuleSource;
  readonly steps: number | undefined;
  readonly schemas: CheckSources | undefined;
}

/** The question of its plain form; the rule of this has no errors. */
export function openQuestion({ source, steps, schemas, ...rest }: PlainLineQuestion): LineQuestion {
  const { rule } = compileRule(source, { steps });
  if (rule === undefined) throw new Error("The rule has errors.");
  return { ...rest, rule, environment: schemas === undefined ? undefined : readEnvironment(schemas) };
}

/** What is printed for a piece, and the exit code of its worst line. */
export interface PieceAnswer {
  readonly output: string;
  readonly complaints: string;
  readonly exitCode: number;
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

/** An answer for each line that is not blank, and a complaint for each that is at fault. */
export function answerPiece({ bytes, firstLine }: LinePiece, question: LineQuestion): PieceAnswer {
  let output = "";
  let complaints = "";
  let exitCode: number = ExitCode.Success;
  let number = firstLine - 1;
  for (const row of cutLines(bytes)) {
    number++;
    if (row !== undefined && row[0] !== "{" && row.trim() === "") continue;
    const answer = answerLine(number === 1 ? row?.replace(/^\ufeff/, "") : row, question);
    for (const { pointer, message } of answer.problems)
      complaints += `${question.file}:${number}: ${pointer === "" ? "" : `${pointer}: `}${message}\n`;
    exitCode = Math.max(exitCode, answer.exitCode);
    output += `{"line":${number},${answer.report}}\n`;
  }
  return { output, complaints, exitCode };
}

function answerLine(
  row: string | undefined,
  { rule, clock, isExplained, environment }: LineQuestion,
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
