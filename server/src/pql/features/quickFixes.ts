/**
 * The rewrites that repair problems: those of one place, and all that are safe at once. Each rule says how its problem is
 * repaired; only the comparison repeated before a lone value (`city = "Oslo" or "Bergen"`) is made here, because it looks at
 * neighbouring clauses, which the check of one clause cannot.
 */
import { applyEdits } from "../printer/queryPrinter";
import { type Fix, movedProblem, type Problem } from "../problems/problem";
import { findRedundancy } from "../relations/clauseRedundancy";
import { checkClauses } from "../semantics/checkClauses";
import type { Environment } from "../semantics/checkEnvironment";
import { checkPair, problemsOfClause } from "../semantics/checkQuery";
import { isLiteral } from "../semantics/literalFacts";
import { NodeKind } from "../syntax/nodeKinds";
import { parseFragment } from "../syntax/parser";
import { preferredEdits } from "../syntax/preferredEdits";
import { type Clause, clauseText } from "../syntax/query";
import { type Span, shifted, type TextEdit } from "../text/span";
import { findWrappingOf } from "../wrapping/wrapping";
import { withOneEvent } from "./oneEvent";
import { allClauses, clausesIn, type PlacedClause, type QueryView } from "./queryCursor";

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
  const isTouched = (problem: Problem, start: number) =>
    problem.span.start + start <= span.end && span.start <= problem.span.end + start;
  for (const placed of clausesIn(query, span)) {
    const { index } = placed;
    const own = problemsOfClause(query, index);
    const start = query.startOf(index);
    for (const problem of own) {
      if (!isTouched(problem, start)) continue;
      const safe = withoutHarm(problem, { query, placed, errors: countErrors(own) });
      found.push(movedProblem(withOneEvent(withRepetition(safe, query, index), query, index), start));
    }
    const pair = checkPair(query, index - 1);
    if (pair !== undefined && isTouched(pair, 0)) found.push(pair);
  }
  found.push(...findRedundancy(query).filter((problem) => isTouched(problem, 0)));
  return found;
}

function countErrors(problems: readonly Problem[]): number {
  return problems.reduce((count, { severity }) => count + Number(severity === "error"), 0);
}

/** Checking a longer clause once for each fix would be felt. */
const LONGEST_PROVED = 20_000;

interface Standing {
  readonly query: QueryView;
  readonly placed: PlacedClause;
  /** Errors of the clause as it stands. */
  readonly errors: number;
}

/** The problem without fixes that would leave more errors than there are: what repairs one place may spoil another. */
function withoutHarm(problem: Problem, { query, placed, errors }: Standing): Problem {
  const { clause, index } = placed;
  if (problem.fixes.length === 0 || clause.length > LONGEST_PROVED) return problem;
  const before = clauseText(clause);
  const place = { isStart: index === 0, isEnd: index === query.clauses.length - 1 };
  const fixes = problem.fixes.filter(({ edits }) => {
    // What reaches into the next clause cannot be proved by this one alone.
    if (edits.some(({ span }) => span.end > before.length)) return true;
    const after = applyEdits(before, inOrder(edits));
    return errorsIn(after, place, query.environment) <= errors;
  });
  return fixes.length === problem.fixes.length ? problem : { ...problem, fixes };
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}

type ClausePlace = { readonly isStart: boolean; readonly isEnd: boolean };

/** Errors of an edited clause; none where it no longer ends where the clause ended, so that nothing can be said of it alone. */
function errorsIn(text: string, place: ClausePlace, environment: Environment): number {
  const clauses = parseFragment(text, place);
  if (clauses === undefined) return 0;
  const findings = checkClauses(clauses, environment);
  return clauses.reduce(
    (count, { problems }, index) =>
      count + countErrors(problems) + countErrors(findings[index]?.problems ?? []),
    0,
  );
}

function withRepetition(problem: Problem, { clauses }: QueryView, index: number): Problem {
  const fix = problem.code === "pql.booleanPlace" ? repetitionFix(clauses, index) : undefined;
  return fix === undefined ? problem : { ...problem, fixes: [fix, ...problem.fixes] };
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
  const own = problemsOfClause(query, placed.index);
  const before = clauseText(placed.clause);
  const isLast = placed.index === query.clauses.length - 1;
  const place = { isStart: placed.index === 0, isEnd: isLast };
  let first = preferredEdits(own);
  const standing = { query, placed, errors: countErrors(own) };
  const isHarmful =
    first.length > 0 &&
    before.length <= LONGEST_PROVED &&
    first.every(({ span }) => span.end <= before.length) &&
    errorsIn(applyEdits(before, first), place, query.environment) > standing.errors;
  if (isHarmful) first = preferredEdits(own.map((problem) => withoutHarm(problem, standing)));
  if (first.length === 0) return [];
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

function editsFor(text: string, place: ClausePlace, environment: Environment): TextEdit[] {
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

/** The fix for the clause with this index, relative to it; undefined where no comparison stands before a lone value. */
function repetitionFix(clauses: readonly Clause[], index: number): Fix | undefined {
  const clause = clauses[index];
  if (clause === undefined || !isValue(clause)) return undefined;
  let before = index - 1;
  while (before >= 0 && isValueAt(clauses, before)) before--;
  const comparison = clauses[before];
  if (comparison === undefined) return undefined;
  const { tree, root } = comparison;
  if (tree.kind(root) !== NodeKind.Comparison) return undefined;
  const start = clause.tree.start(clause.root) - clause.origin;
  const newText = `${tree.text(tree.firstChild(root))} ${tree.tokenText(tree.detail(root))} `;
  const neighbour = clauses[index - 1];
  const lead = neighbour === undefined || /\s$/.test(clauseText(neighbour)) ? "" : " ";
  return {
    title: `Write \`${newText}${clause.tree.text(clause.root)}\``,
    edits: [{ span: { start, end: start }, newText: `${lead}${newText}` }],
    isPreferred: false,
  };
}

function isValueAt(clauses: readonly Clause[], index: number): boolean {
  const clause = clauses[index];
  return clause !== undefined && isValue(clause);
}

function isValue({ tree, root }: Clause): boolean {
  const kind = tree.kind(root);
  return isLiteral(kind) && kind !== NodeKind.BooleanLiteral;
}
