/**
 * What the core reports: a code that never changes, a severity, one sentence and, where a rewrite exists, its fixes.
 * Holds no rule and no text of a rule; those stand beside the check that raises them.
 */
import type { Span, TextEdit } from "../text/span";

/** How much a problem weighs: errors are refused by the platform, warnings surprise, information explains. */
export type Severity = "error" | "warning" | "information" | "hint";

/** A rewrite that repairs a problem. Edits are relative to the same origin as the problem's span. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True for the one rewrite that is right nearly always, so that "fix all" may apply it. */
  readonly isPreferred: boolean;
}

/** One finding. `span` is relative to the clause while a clause owns it, and absolute once `service` hands it out. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

/** A fix of one replacement. */
export function replacementFix(title: string, span: Span, newText: string): Fix {
  return { title, edits: [{ span, newText }], isPreferred: true };
}
