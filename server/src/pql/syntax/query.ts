/**
 * A parsed query: the clauses that `and` and `or` join at top level, each with its own tree and its own problems.
 * Everything inside a clause is relative to its start, so that an edit re-reads one clause and moves the others for free.
 */
import type { Problem } from "../problems/problem";
import type { NodeId } from "./nodeKinds";
import type { Tree } from "./syntaxTree";

/** What joins a clause to the next one. */
export type Connective = "and" | "or";

/**
 * One operand of the top-level `and`/`or` list. Its segment of the text runs from its first token (the first clause: from the
 * start of the text) to the first token of the next clause, so segments tile the text.
 */
export interface Clause {
  readonly tree: Tree;
  readonly root: NodeId;
  /** Offset of the segment in `tree.tokens.text`, to be taken off every offset the tree tells. */
  readonly origin: number;
  /** Length of the segment in UTF-16 code units, the connective behind the clause and its trivia included. */
  readonly length: number;
  /** First token of the clause in its tree. */
  readonly firstToken: number;
  /** Index just behind the last token of the clause, its connective not included. */
  readonly endToken: number;
  /** True for the clause that begins the query. */
  readonly isFirst: boolean;
  /** The connective behind the clause; undefined for the last one. */
  readonly connective: Connective | undefined;
  /** Syntax problems, relative to the segment. */
  readonly problems: readonly Problem[];
}

/** A parsed text. There is always at least one clause. */
export interface Query {
  readonly clauses: readonly Clause[];
}

/** The text of a clause's segment. */
export function clauseText(clause: Clause): string {
  return clause.tree.tokens.text.slice(clause.origin, clause.origin + clause.length);
}

/** The whole text of a query, put together from its segments. */
export function queryText(query: Query): string {
  return query.clauses.map(clauseText).join("");
}

/** True where the clause has no syntax problem of error severity. */
export function isWellFormed(clause: Clause): boolean {
  return !clause.problems.some((problem) => problem.severity === "error");
}
