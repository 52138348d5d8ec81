/**
 * The check of one clause: binds its names, types its values, finds its problems and sums up what it asks for.
 * Knows nothing of other clauses; `limits.ts` and `evaluation.ts` judge the query from the traits of all of them.
 */
import type { Problem } from "../problems/problem";
import type { Clause } from "../syntax/query";
import type { Environment } from "./environment";
import { type ClauseTraits, NO_TRAITS } from "./traits";

/** What the check of a clause found. Syntax problems are not repeated here; those stand in the clause itself. */
export interface ClauseFindings {
  /** Spans and fixes are relative to the clause's segment. */
  readonly problems: readonly Problem[];
  readonly traits: ClauseTraits;
}

const NO_FINDINGS: ClauseFindings = { problems: [], traits: NO_TRAITS };

/** Checks one clause. Total: any clause of any text gives findings. */
export function checkClause(_clause: Clause, _environment: Environment): ClauseFindings {
  return NO_FINDINGS;
}

/** Checks many clauses with one walker, which is what a whole text is opened with. */
export function checkClauses(clauses: readonly Clause[], environment: Environment): ClauseFindings[] {
  return clauses.map((clause) => checkClause(clause, environment));
}
