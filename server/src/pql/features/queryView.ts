/**
 * What every feature is given: a parsed query, where its clauses lie, and what their names mean.
 * An interface, because an editor keeps a query under edit in its own way and the command line in another.
 */
import type { ClauseFindings } from "../semantics/check";
import type { Environment } from "../semantics/environment";
import type { TraitsList } from "../semantics/traits";
import type { ClauseOffsets } from "../syntax/edit";
import type { Clause } from "../syntax/query";

/** A query as features see it. All offsets count from the start of the whole text unless they are said to be a clause's. */
export interface QueryView extends TraitsList, ClauseOffsets {
  readonly environment: Environment;
  /** There is always at least one. */
  readonly clauses: readonly Clause[];
  /** Length of the whole text in UTF-16 code units. */
  readonly textLength: number;
  /** What the check found in a clause; made now if it was not checked before. */
  findingsOf(clause: number): ClauseFindings;
}
