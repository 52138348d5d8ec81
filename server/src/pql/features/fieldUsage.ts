/**
 * Which fields a whole text reads, as paths from the root of their class: the raw material of "where used" over many
 * audiences. Needs no schema; total.
 */
import { analyseClause } from "../semantics/analyseClause";
import { createEnvironment } from "../semantics/checkEnvironment";
import { readFieldReads } from "../semantics/clauseReads";
import { parseQuery } from "../syntax/parser";

/** A field that is read. */
export interface FieldUse {
  readonly root: "profile" | "event";
  /** Names from the root, without backticks. */
  readonly steps: readonly string[];
}

/** The fields a text reads, each once. */
export function listFieldUses(text: string): readonly FieldUse[] {
  const environment = createEnvironment({ profile: undefined, event: undefined, audiences: undefined });
  const uses = new Map<string, FieldUse>();
  for (const clause of parseQuery(text).clauses) {
    for (const { root, steps } of readFieldReads(analyseClause(clause, environment)).fields) {
      if (steps.length > 0) uses.set(JSON.stringify([root, ...steps]), { root, steps });
    }
  }
  return [...uses.values()];
}
