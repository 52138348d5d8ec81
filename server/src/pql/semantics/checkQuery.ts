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

/** Every problem of a query, in the order of the text. Spans count from its start. */
export function checkQuery(query: CheckedQuery): Problem[] {
  // First of all, because a document sums up what was checked so far.
  const own = query.clauses.flatMap((_, index) =>
    problemsOfClause(query, index).map((problem) => movedProblem(problem, query.startOf(index))),
  );
  const whole = [...checkWhole(query), ...checkPairs(query)];
  return [...own, ...whole].sort(({ span: a }, { span: b }) => a.start - b.start || a.end - b.end);
}

/** The problems of one clause, in syntax and in meaning; spans count from its start. */
export function problemsOfClause(query: CheckedQuery, index: number): readonly Problem[] {
  const syntax = query.clauses[index]?.problems ?? [];
  const meaning = query.findingsOf(index).problems;
  if (syntax.length === 0) return meaning;
  return meaning.length === 0 ? syntax : [...syntax, ...meaning];
}

/**
 * The problems of all clauses together; spans count from the start of the text. `aggregations` are the clauses that have any, in order:
 * all are looked at where nobody keeps count.
 */
export function checkWhole(query: CheckedQuery, aggregations?: readonly number[]): Problem[] {
  const { environment, textLength: length } = query;
  // Other dialects have limits that count every clause.
  const counted = environment.dialect === "segmentation" ? aggregations : undefined;
  return checkLimits(
    { clauses: counted === undefined ? query : partOf(query, counted), length },
    environment,
  );
}

function checkPairs(query: CheckedQuery): Problem[] {
  return query.clauses.flatMap((_, index) => checkPair(query, index) ?? []);
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
