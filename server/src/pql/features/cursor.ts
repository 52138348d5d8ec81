/**
 * Where a cursor stands in a query: its clause, the token it touches, and offsets of the tree turned into those of the text.
 */
import type { Clause } from "../syntax/query";
import { tokenAt } from "../syntax/tokenList";
import type { Span } from "../text/span";
import type { QueryView } from "./queryView";

/** A place in a query. */
export interface Cursor {
  /** Index of the clause in the query. */
  readonly index: number;
  readonly clause: Clause;
  /** Offset in the text of the clause's tree. */
  readonly treeOffset: number;
  /** Index of the token that the cursor stands in or directly behind; else of the one before it. */
  readonly token: number;
  /** A span of the tree as a span of the whole text. */
  toText(start: number, end: number): Span;
}

/** The cursor at an offset; at a border the token that ends there is taken. */
export function findCursor(query: QueryView, offset: number): Cursor | undefined {
  // A word typed up to the start of the next clause still belongs to the clause it ends.
  const index = query.clauseAt(offset);
  const clause = query.clauses[index];
  if (clause === undefined) return undefined;
  const shift = query.startOf(index) - clause.origin;
  const treeOffset = offset - shift;
  const { tokens } = clause.tree;
  const at = tokenAt(tokens, treeOffset);
  const isBehindPrevious = at > 0 && tokens.starts[at] === treeOffset && tokens.ends[at - 1] === treeOffset;
  return {
    index,
    clause,
    treeOffset,
    token: isBehindPrevious ? at - 1 : at,
    toText: (start, end) => ({ start: start + shift, end: end + shift }),
  };
}
