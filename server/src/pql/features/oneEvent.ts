/**
 * Fields of events that stand side by side in a rule, as a statement over a table of events has them: `eventType = "x" and timestamp
 * occurs …`. Reading each on `xEvent` would let each hold for another event; this rewrite asks one event for all of them.
 */
import type { Fix, Problem } from "../problems/problem";
import { problemsOfClause } from "../semantics/checkQuery";
import { NodeKind } from "../syntax/nodeKinds";
import { nodeSpan, placeClause, type QueryView } from "./queryCursor";

/** The problem of a clause with the rewrite in front of its own, where several conditions of one `and` read events; relative to the clause. */
export function withOneEvent(problem: Problem, query: QueryView, index: number): Problem {
  const isOfEvents = problem.code === "pql.eventFieldOnProfile";
  const fix = isOfEvents ? oneEventFix(query, index) : undefined;
  return fix === undefined ? problem : { ...problem, fixes: [fix, ...problem.fixes] };
}

function oneEventFix(query: QueryView, index: number): Fix | undefined {
  if (!readsEvents(query, index)) return undefined;
  const { clauses } = query;
  let [first, last] = [index, index];
  while (clauses[first - 1]?.connective === "and" && readsEvents(query, first - 1)) first--;
  while (clauses[last]?.connective === "and" && readsEvents(query, last + 1)) last++;
  const [from, to] = [placeClause(query, first), placeClause(query, last)];
  if (from === undefined || to === undefined || countEventFields(query, first, last) < 2) return undefined;
  const origin = query.startOf(index);
  const start = nodeSpan(from, from.clause.root).start - origin;
  const end = nodeSpan(to, to.clause.root).end - origin;
  return {
    title: "Ask for one event that meets all of it: `xEvent[…]`",
    edits: [
      { span: { start, end: start }, newText: "xEvent[" },
      { span: { start: end, end }, newText: "]" },
    ],
    isPreferred: false,
  };
}

/** Whether a clause reads a field of events, and is no negation, which would change its meaning in brackets. */
function readsEvents(query: QueryView, index: number): boolean {
  const clause = query.clauses[index];
  if (clause === undefined || clause.tree.kind(clause.root) === NodeKind.Not) return false;
  return countEventFields(query, index, index) > 0;
}

function countEventFields(query: QueryView, first: number, last: number): number {
  let count = 0;
  for (let index = first; index <= last; index++) {
    const problems = problemsOfClause(query, index);
    count += problems.filter(
      ({ code, fixes }) => code === "pql.eventFieldOnProfile" && isOnEvents(fixes),
    ).length;
  }
  return count;
}

/** The same code tells of fields that lack their variable; those are repaired in their place. */
function isOnEvents(fixes: readonly Fix[]): boolean {
  return fixes.some(({ edits }) => edits[0]?.newText === "xEvent.");
}
