/**
 * Flags the key of a map behind a dot, which the service refuses as a type error. Only warns in decision rules, whose
 * documentation still shows the form. Objects are read by dot and ignored here.
 */
import type { CheckState } from "../checkState";

/** Reports the name at a token as the key of a map. */
export function reportMapByDot(state: CheckState, token: number): void {
  const key = state.nameOf(token);
  const newText = `.get(${JSON.stringify(key)})`;
  const span = { start: state.tokenSpan(token - 1).start, end: state.tokenSpan(token).end };
  state.reportToken(token, {
    code: "pql.mapByDot",
    severity: state.environment.dialect === "decisioning" ? "warning" : "error",
    message: `A key of a map is read with brackets, not by dot: write \`${newText}\`.`,
    fix: { title: `Write ${newText}`, edits: [{ span, newText }], isPreferred: true },
  });
}
