/**
 * Chooses which problems of a document are shown: all, or, where there are too many, errors first and the number of the rest.
 */
import type { Diagnostic } from "vscode-languageserver-types";
import { toDiagnostic, toMoreProblemsNote } from "../convert/diagnostics";
import type { Problem } from "../pql/problems/problem";
import type { ClientFacts } from "./clientFacts";
import type { PqlDocument } from "./document";

/** More than this helps nobody, and costs more on the wire than all the work before it. */
const MOST_SHOWN = 200;

interface PlacedProblem {
  readonly problem: Problem;
  readonly origin: number;
}

/** The diagnostics of a document that is checked, errors first, each group in the order of the text. */
export function listDiagnostics(document: PqlDocument, { knowsDiagnosticTags }: ClientFacts): Diagnostic[] {
  const errors: PlacedProblem[] = [];
  const others: PlacedProblem[] = [];
  let count = 0;
  document.checks.forEachProblem((problem, clause) => {
    count++;
    const group = problem.severity === "error" ? errors : others;
    if (group.length < MOST_SHOWN) group.push({ problem, origin: document.startOf(clause) });
  });
  const style = { positions: document, hasTags: knowsDiagnosticTags };
  const shown = [...errors, ...others].slice(0, MOST_SHOWN);
  const diagnostics = shown.map(({ problem, origin }) => toDiagnostic(problem, origin, style));
  const hidden = count - shown.length;
  return hidden === 0
    ? diagnostics
    : [...diagnostics, toMoreProblemsNote(hidden, document.textLength, document)];
}
