/**
 * New names for variables, parameters and labels. Refuses a name that would make the text mean something else: the text is
 * read again with it and every name has to mean what it meant.
 */

import { applyEdits } from "../printer/printer";
import { toPathStep } from "../schema/pathText";
import { analyseClause } from "../semantics/analyse";
import type { ClauseAnalysis } from "../semantics/analysis";
import { parseFragment } from "../syntax/parser";
import { type Clause, clauseText } from "../syntax/query";
import { type Span, shifted, type TextEdit } from "../text/span";
import { findNameAt, type NameAtCursor, variableOccurrences } from "./names";
import type { QueryView } from "./queryView";

/** What can be renamed at a cursor: the name and where it stands. */
export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

/** The edits of a rename, or why it cannot be. */
export type RenamePlan = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/** What can be renamed at an offset. Fields and audiences belong to the platform. */
export function findRenamable(query: QueryView, offset: number): Renamable | undefined {
  const found = findNameAt(query, offset);
  if (found?.thing.kind !== "variable") return undefined;
  return { span: found.span, name: found.thing.variable.name };
}

/** The rename of what stands at an offset. A name that is no plain word is written in backticks. */
export function planRename(query: QueryView, offset: number, newName: string): RenamePlan {
  const found = findNameAt(query, offset);
  if (found?.thing.kind !== "variable") {
    return { refusal: "Only variables, parameters and labels of steps can be renamed." };
  }
  const name = newName.trim().replace(/^`(.*)`$/, "$1");
  if (name === "" || name.includes("`"))
    return { refusal: "A name needs at least one character and no backtick." };
  const newText = toPathStep(name, true);
  const edits = variableOccurrences(found.placed, found.thing.variable).map(({ span }) => ({
    span,
    newText,
  }));
  return keepsMeaning(query, found, edits)
    ? { edits }
    : { refusal: `\`${name}\` means something else here already.` };
}

function keepsMeaning(
  query: QueryView,
  { thing, placed }: NameAtCursor,
  edits: readonly TextEdit[],
): boolean {
  if (thing.kind !== "variable") return false;
  const { clause, index } = placed;
  const start = query.startOf(index);
  const local = edits.map((edit) => ({ ...edit, span: shifted(edit.span, -start) }));
  const place = { isStart: index === 0, isEnd: index === query.clauses.length - 1 };
  const [renamed, ...more] = parseFragment(applyEdits(clauseText(clause), local), place) ?? [];
  if (renamed === undefined || more.some(({ length }) => length > 0)) return false;
  return meansTheSame(thing.analysis, analyseClause(renamed, query.environment));
}

/** True where both have the same tokens and every name stands for the same field or the variable of the same place. */
function meansTheSame(before: ClauseAnalysis, after: ClauseAnalysis): boolean {
  const count = tokenCount(before.clause);
  if (tokenCount(after.clause) !== count) return false;
  const distance = after.clause.firstToken - before.clause.firstToken;
  for (let token = before.clause.firstToken; token < before.clause.endToken; token++) {
    const same = token + distance;
    const [variable, other] = [before.findVariable(token), after.findVariable(same)];
    if ((variable && variable.declaration + distance) !== other?.declaration) return false;
    if (before.findField(token)?.field !== after.findField(same)?.field) return false;
  }
  return true;
}

function tokenCount({ firstToken, endToken }: Clause): number {
  return endToken - firstToken;
}
