/**
 * Problems of the core as diagnostics of LSP.
 */
import type { Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { Problem } from "../pql/problems/problem";
import type { Severity } from "../pql/problems/problemCodes";
import { shifted } from "../pql/text/span";
import { type PositionSource, toRange } from "./lspRanges";
import type { Translate } from "./translatedTexts";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};
const DEPRECATED: DiagnosticTag = 2;
const SOURCE = "pql";
/** Code of the note that more was found than is shown. */
const MORE_PROBLEMS = "pql.moreProblems";

/** How diagnostics are written for a client. */
export interface DiagnosticStyle {
  readonly positions: PositionSource;
  readonly hasTags: boolean;
  readonly translate: Translate;
}

/** One problem whose spans count from `origin`. */
export function toDiagnostic(problem: Problem, origin: number, style: DiagnosticStyle): Diagnostic {
  const { code, message } = problem;
  const range = toRange(shifted(problem.span, origin), style.positions);
  const diagnostic: Diagnostic = {
    range,
    severity: SEVERITIES[problem.severity],
    code,
    source: SOURCE,
    message: style.translate(message),
  };
  if (style.hasTags && /\.(deprecated|obsolete)/i.test(code)) diagnostic.tags = [DEPRECATED];
  return diagnostic;
}

/** The note, at the end of the text, that `hidden` problems are not shown. */
export function toMoreProblemsNote(
  hidden: number,
  end: number,
  { positions, translate }: Omit<DiagnosticStyle, "hasTags">,
): Diagnostic {
  return {
    range: toRange({ start: end, end }, positions),
    severity: SEVERITIES.information,
    code: MORE_PROBLEMS,
    source: SOURCE,
    message: translate(
      hidden === 1 ? `${hidden} more problem is not shown.` : `${hidden} more problems are not shown.`,
    ),
  };
}
