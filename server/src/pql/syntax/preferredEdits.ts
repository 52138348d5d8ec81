/**
 * Picks the edits that repair a list of problems at once. Only preferred fixes count, because nobody looks at each of them.
 */
import type { Problem } from "../problems/problem";
import type { TextEdit } from "../text/span";

/** The edits of all preferred fixes in text order; of two that overlap the first wins. */
export function preferredEdits(problems: readonly Problem[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of problems) {
    const fix = fixes.find(({ isPreferred }) => isPreferred);
    if (fix !== undefined && !fix.edits.some((edit) => overlapsAny(edit, taken))) taken.push(...fix.edits);
  }
  return taken.sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}

function overlapsAny({ span }: TextEdit, taken: readonly TextEdit[]): boolean {
  return taken.some((other) => span.start <= other.span.end && other.span.start <= span.end);
}
