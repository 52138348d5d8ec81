/**
 * What the core reports: a code that never changes, a severity, one sentence and, where a rewrite exists, its fixes.
 * Holds no rule and no text of a rule; those stand beside the check that raises them.
 */
import { type Span, shifted, type TextEdit } from "../text/span";
import type { ProblemCode, Severity } from "./problemCodes";

/** A rewrite that repairs a problem. Edits are relative to the same origin as the problem's span. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True for the one rewrite that is right nearly always, so that "fix all" may apply it. */
  readonly isPreferred: boolean;
}

/** One finding. `span` is relative to the clause while a clause owns it, and absolute once `service` hands it out. */
export interface Problem {
  /** `pql.json` is told of a tree that stands for no text. */
  readonly code: ProblemCode | "pql.json";
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

/** A fix of one replacement. */
export function replacementFix(title: string, span: Span, newText: string): Fix {
  return { title, edits: [{ span, newText }], isPreferred: true };
}

/** The problem with its places, those of its fixes included, moved by a distance. */
export function movedProblem(problem: Problem, distance: number): Problem {
  if (distance === 0) return problem;
  const fixes = problem.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ span, newText }) => ({ span: shifted(span, distance), newText })),
  }));
  return { ...problem, span: shifted(problem.span, distance), fixes };
}
