/**
 * The JSON that `pql check --json` and `--jsonl` write; other tools rely on its names.
 */
import {
  type CheckedText,
  LineIndex,
  type LinePosition,
  type Problem,
  type Severity,
  type Span,
} from "../pql/service";

/** A range as in LSP: lines and UTF-16 columns from 0. */
export interface ReportRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

/** One problem of a report. */
export interface ReportProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: ReportRange;
}

/** Why an engine cannot evaluate the expression, or not for sure. */
export interface ReportReason {
  readonly engine: "edge" | "streaming" | "batch";
  readonly answer: string;
  readonly message: string;
  readonly range: ReportRange;
}

/** What was found in one text. */
export interface CheckReport {
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
