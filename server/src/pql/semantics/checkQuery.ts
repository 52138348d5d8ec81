/**
 * A query as a whole: the findings of its clauses, of neighbours and of all clauses together, put together in one place.
 * Checks no clause itself; whoever keeps count of what is in which clause says where to look, so that it can be asked on each key.
 */
import { movedProblem, type Problem } from "../problems/problem";
import type { Clause } from "../syntax/query";
import type { ClauseFindings } from "./checkClauses";
import type { Environment } from "./checkEnvironment";
import { checkClausePair } from "./clausePairs";
import type { TraitsList } from "./clauseTraits";
import { checkLimits } from "./queryLimits";

/** A query whose clauses are checked, or are checked when they are asked for. */
export interface CheckedQuery extends TraitsList {
  readonly environment: Environment;
  readonly clauses: readonly Clause[];
  /** Length of the whole text in UTF-16 code units. */
  readonly textLength: number;
  findingsOf(clause: number): ClauseFindings;
}

/** The clauses that can matter to the query as a whole, in order. All of them, where nobody keeps count. */
export interface ClausesToJudge {
  readonly aggregations: readonly number[];
  /** The first of each two that are looked at together. */
  readonly pairs: readonly number[];
}

/** What no clause has by itself; spans count from the start of the text. */
export interface WholeProblems {
  /** Of all clauses together. */
  readonly limits: readonly Problem[];
  /** Of two that follow each other. */
  readonly pairs: readonly Problem[];
}

/** Every problem of a query, in the order of the text. Spans count from its start. */
export function checkQuery(query: CheckedQuery): Problem[] {
  // First of all, because a document sums up what was checked so far.
  const own = query.clauses.flatMap((_, index) =>
    problemsOfClause(query, index).map((problem) => movedProblem(problem, query.startOf(index))),
  );
  const { limits, pairs } = checkWhole(query);
  return [...own, ...limits, ...pairs].sort(({ span: a }, { span: b }) => a.start - b.start || a.end - b.end);
}

/** The problems of one clause, in syntax and in meaning; spans count from its start. */
export function problemsOfClause(query: CheckedQuery, index: number): readonly Problem[] {
  const syntax = query.clauses[index]?.problems ?? [];
  const meaning = query.findingsOf(index).problems;
  if (syntax.length === 0) return meaning;
  return meaning.length === 0 ? syntax : [...syntax, ...meaning];
}

/** The problems of the query beyond those of its clauses. */
export function checkWhole(query: CheckedQuery, among?: ClausesToJudge): WholeProblems {
  const { environment, textLength: length } = query;
  // Other dialects have limits that count every clause.
  const counted = environment.dialect === "segmentation" ? among?.aggregations : undefined;
  const clauses = counted === undefined ? query : partOf(query, counted);
  return { limits: checkLimits({ clauses, length }, environment), pairs: checkPairs(query, among?.pairs) };
}

function checkPairs(query: CheckedQuery, firsts: readonly number[] | undefined): Problem[] {
  const found: Problem[] = [];
  const count = firsts?.length ?? query.clauses.length;
  for (let at = 0; at < count; at++) {
    const problem = checkPair(query, firsts?.[at] ?? at);
    if (problem !== undefined) found.push(problem);
  }
  return found;
}

/** The problem of a clause together with the one behind it. */
export function checkPair(query: CheckedQuery, index: number): Problem | undefined {
  const [first, second] = [query.clauses[index], query.clauses[index + 1]];
  if (first === undefined || second === undefined) return undefined;
  const problem = checkClausePair(first, second, query.environment);
  return problem && movedProblem(problem, query.startOf(index));
}

function partOf(query: TraitsList, indexes: readonly number[]): TraitsList {
  return {
    length: indexes.length,
    traitsAt: (at) => query.traitsAt(indexes[at] ?? 0),
    startOf: (at) => query.startOf(indexes[at] ?? 0),
  };
}
