/**
 * How deep a pql/json tree may be. Deeper ones are neither read nor written, so that whoever has one may recurse.
 */
import type { Problem } from "../problems/problem";
import type { Clause } from "../syntax/query";
import type { PqlJsonNode } from "./pqlJson";

/** Levels of the query; no rule that a person wrote comes near. */
export const MAX_TREE_DEPTH = 400;

/** True for a tree that nobody reads. */
export function isTooDeep(root: PqlJsonNode): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    // Each node adds an object and often an array, so a level of the query is two of the JSON.
    if (depth > MAX_TREE_DEPTH * 2) return true;
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null
        ? Object.values(value).filter((item) => typeof item === "object")
        : [],
    );
  }
  return false;
}

/** Why these clauses have no tree: a sum of text is flat, that of a tree holds each one before it. */
export function tooDeepProblem(clauses: readonly Clause[]): Problem {
  return {
    code: "pql.nestedTooDeep",
    severity: "error",
    message: `As pql/json, this would be more than ${MAX_TREE_DEPTH} levels deep.`,
    span: { start: 0, end: clauses.reduce((sum, { length }) => sum + length, 0) },
    fixes: [],
  };
}
