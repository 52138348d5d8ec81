/**
 * The rewrites that repair problems: those of one place, and all that are safe at once.
 * Invents none; each rule says how its problem is repaired.
 */

import { applyEdits } from "../printer/printer";
import type { Fix, Problem } from "../problems/problem";
import { checkClausePair } from "../semantics/chainPairs";
import { checkClauses } from "../semantics/check";
import type { Environment } from "../semantics/environment";
import { parseFragment } from "../syntax/parser";
import { preferredEdits } from "../syntax/preferredEdits";
import { clauseText } from "../syntax/query";
import { type Span, shifted, type TextEdit } from "../text/span";
import { findWrappingOf } from "../wrapping/wrapping";
import { allClauses, clausesIn, type PlacedClause } from "./cursor";
import type { QueryView } from "./queryView";
import { repetitionFix } from "./repeatedComparison";

/** A problem of the text and the rewrites that repair it; all offsets count from the start of the text. */
export interface RepairableProblem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

/** The problems that touch a span, those that nobody can repair included. */
export function problemsAt(query: QueryView, span: Span): RepairableProblem[] {
  const wrapping = findWrappingOf(query);
  if (wrapping !== undefined) return [wrapping];
  const found: RepairableProblem[] = [];
  const add = (problem: Problem, index: number) => {
    const moved = moveProblem(problem, query.startOf(index));
    if (moved.span.start <= span.end && span.start <= moved.span.end) found.push(moved);
  };
  for (const placed of clausesIn(query, span)) {
    const { index } = placed;
    for (const problem of problemsOf(query, placed)) add(withRepetition(problem, query, index), index);
    for (const problem of index > 0 ? pairProblemsOf(query, index - 1) : []) add(problem, index - 1);
  }
  return found;
}

function problemsOf(query: QueryView, { clause, index }: PlacedClause): Problem[] {
  return [...clause.problems, ...query.findingsOf(index).problems];
}

function withRepetition(problem: Problem, { clauses }: QueryView, index: number): Problem {
  const fix = problem.code === "pql.booleanPlace" ? repetitionFix(clauses, index) : undefined;
  return fix === undefined ? problem : { ...problem, fixes: [fix, ...problem.fixes] };
}

/** Problems of a clause together with the one behind it, relative to the first. */
function pairProblemsOf({ clauses, environment }: QueryView, index: number): Problem[] {
  const [first, second] = [clauses[index], clauses[index + 1]];
  if (first === undefined || second === undefined) return [];
  const problem = checkClausePair(first, second, environment);
  return problem === undefined ? [] : [problem];
}

function moveProblem({ code, message, span, fixes }: Problem, distance: number): RepairableProblem {
  return {
    code,
    message,
    span: shifted(span, distance),
    fixes: fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, span: shifted(edit.span, distance) })),
    })),
  };
}

/** The edits that apply every preferred fix of the text, in text order, again and again until none is left. */
export function planFixAll(query: QueryView): TextEdit[] {
  return [...eachRepair(query)].flat();
}

/** As `planFixAll`, clause by clause, so that the work on a long text can be interrupted. */
export function* eachRepair(query: QueryView): Generator<readonly TextEdit[]> {
  const wrapping = findWrappingOf(query);
  if (wrapping !== undefined) yield preferredEdits([wrapping]);
  else for (const placed of allClauses(query)) yield repairClause(query, placed);
}

/** A fix may uncover another problem; this often is enough for any text a person writes. */
const MOST_ROUNDS = 8;

function repairClause(query: QueryView, placed: PlacedClause): TextEdit[] {
  const first = preferredEdits(problemsOf(query, placed));
  if (first.length === 0) return [];
  const before = clauseText(placed.clause);
  const isLast = placed.index === query.clauses.length - 1;
  const place = { isStart: placed.index === 0, isEnd: isLast };
  let after = applyEdits(before, first);
  let rounds = 1;
  for (
    let next = editsFor(after, place, query.environment);
    next.length > 0 && rounds < MOST_ROUNDS;
    rounds++
  ) {
    after = applyEdits(after, next);
    next = editsFor(after, place, query.environment);
  }
  const start = query.startOf(placed.index);
  const edits = rounds === 1 ? first : [replacement(before, after)];
  return edits.map((edit) => ({ ...edit, span: shifted(edit.span, start) }));
}

function editsFor(
  text: string,
  place: { readonly isStart: boolean; readonly isEnd: boolean },
  environment: Environment,
): TextEdit[] {
  const clauses = parseFragment(text, place) ?? [];
  const findings = checkClauses(clauses, environment);
  let start = 0;
  return clauses.flatMap((clause, index) => {
    const edits = preferredEdits([...clause.problems, ...(findings[index]?.problems ?? [])]);
    const moved = edits.map((edit) => ({ ...edit, span: shifted(edit.span, start) }));
    start += clause.length;
    return moved;
  });
}

/** One edit that turns a text into another, as small as its two ends allow. */
function replacement(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  return {
    span: { start, end: before.length - tail },
    newText: after.slice(start, after.length - tail),
  };
}
