/**
 * The JSON that `pql check --json` and `--jsonl` write; other tools rely on its names. With `--jsonl`, one expression a
 * line goes in, and one report a line comes out, in the same order; a line that cannot be read gets a report of its own, so that the
 * lines behind it keep their places.
 */
import {
  type CheckedText,
  checkText,
  type Environment,
  LineIndex,
  type LinePosition,
  type Problem,
  type Severity,
  type Span,
} from "../pql/service";
import type { CommandLine, InputText } from "./pqlCommandLine";
import { ExitCode } from "./pqlFailures";

/** A range as in LSP: lines and UTF-16 columns from 0. */
interface ReportRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

interface ReportProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportRange;
}

/** Why an engine cannot evaluate the expression, or not for sure. */
interface ReportReason {
  readonly engine: "edge" | "streaming" | "batch";
  readonly answer: string;
  readonly message: string;
  readonly range: ReportRange;
}

/** What was found in one text. */
interface CheckReport {
  readonly evaluation: {
    readonly edge: string;
    readonly streaming: string;
    readonly batch: string;
    readonly reasons: readonly ReportReason[];
  };
  readonly problems: readonly ReportProblem[];
}

/** The report on a checked text. */
export function toCheckReport(text: string, { problems, evaluation }: CheckedText): CheckReport {
  const lines = new LineIndex(text);
  const { edge, streaming, batch } = evaluation;
  const reasons = (["edge", "streaming", "batch"] as const).flatMap((engine) =>
    evaluation[engine].reasons.map((reason) => ({
      engine,
      answer: evaluation[engine].answer,
      message: reason.text,
      range: toRange(lines, reason.span ?? { start: 0, end: text.length }),
    })),
  );
  return {
    evaluation: { edge: edge.answer, streaming: streaming.answer, batch: batch.answer, reasons },
    problems: problems.map((problem) => toReportProblem(lines, problem)),
  };
}

function toReportProblem(lines: LineIndex, { code, severity, message, span }: Problem): ReportProblem {
  return { code, severity, message, range: toRange(lines, span) };
}

function toRange(lines: LineIndex, { start, end }: Span): ReportRange {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** What texts are checked against, and which problems fail the call. */
export interface Judgement {
  readonly environment: Environment;
  readonly isFault: (problem: Pick<Problem, "severity">) => boolean;
}

/** What the platform would refuse. */
export function isRefused({ severity }: Pick<Problem, "severity">): boolean {
  return severity === "error";
}

/** What the platform would refuse, or take for something else than was meant. */
export function isDoubtful({ severity }: Pick<Problem, "severity">): boolean {
  return severity === "error" || severity === "warning";
}

interface ExpressionLine {
  readonly id: unknown;
  readonly expression: string;
}

/** Writes a report for each line that is not blank; the exit code is that of the worst line. */
export function checkLines({ text }: InputText, judgement: Judgement, line: CommandLine): number {
  let exitCode: number = ExitCode.Success;
  for (const row of text.split(/\r?\n/)) {
    if (row.trim() === "") continue;
    exitCode = Math.max(exitCode, checkLine(row, judgement, line));
  }
  return exitCode;
}

function checkLine(row: string, { environment, isFault }: Judgement, line: CommandLine): number {
  const read = readLine(row);
  if (typeof read === "string") {
    const nowhere = { line: 0, character: 0 };
    const problem = {
      code: "pql.unreadableLine",
      severity: "error",
      message: read,
      range: { start: nowhere, end: nowhere },
    };
    line.print(`${JSON.stringify({ id: null, problems: [problem], evaluation: null })}\n`);
    return ExitCode.BadInput;
  }
  const found = checkText(read.expression, environment);
  const { problems, evaluation } = toCheckReport(read.expression, found);
  line.print(`${JSON.stringify({ id: read.id, problems, evaluation })}\n`);
  return found.problems.some(isFault) ? ExitCode.Found : ExitCode.Success;
}

/** The expression of a line, or why there is none. */
function readLine(row: string): ExpressionLine | string {
  try {
    const value: unknown = JSON.parse(row);
    if (typeof value !== "object" || value === null) return "The line is not a JSON object.";
    const { id = null, expression } = value as { id?: unknown; expression?: unknown };
    return typeof expression === "string" ? { id, expression } : "The line has no string in `expression`.";
  } catch {
    return "The line is not JSON.";
  }
}
