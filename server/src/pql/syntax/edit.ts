/**
 * Applies one edit to a parsed query by reading again only the clauses it touches.
 * The result always equals a parse of the whole new text; where that cannot be promised, more is read again.
 */
import type { TextEdit } from "../text/span";
import { parseFragment, parseQuery } from "./parser";
import { type Clause, clauseText, type Query } from "./query";

/** What an edit did to the list of clauses: `inserted` stand where `removed` clauses from `index` on stood before. */
export interface ClauseSplice {
  readonly index: number;
  readonly removed: number;
  readonly inserted: readonly Clause[];
}

/** Finds clauses by offset; kept by whoever keeps the query, so that an edit need not add up all lengths. */
export interface ClauseOffsets {
  /** Index of the clause whose segment holds `offset`; the last clause for the end of the text. */
  clauseAt(offset: number): number;
  /** Offset of the start of a clause's segment. */
  startOf(clause: number): number;
}

/** The splice that turns `query` into the query of the edited text. */
export function spliceForEdit(query: Query, offsets: ClauseOffsets, edit: TextEdit): ClauseSplice {
  const { clauses } = query;
  // One code unit to the left, because what is typed at a border may grow onto the token before it.
  const first = offsets.clauseAt(Math.max(0, edit.span.start - 1));
  const last = offsets.clauseAt(edit.span.end);
  const start = offsets.startOf(first);
  const before = clauses
    .slice(first, last + 1)
    .map(clauseText)
    .join("");
  const text = before.slice(0, edit.span.start - start) + edit.newText + before.slice(edit.span.end - start);
  const isEnd = last === clauses.length - 1;
  const inserted = parseFragment(text, { isStart: first === 0, isEnd });
  if (inserted !== undefined) return { index: first, removed: last - first + 1, inserted };
  const rest = clauses
    .slice(last + 1)
    .map(clauseText)
    .join("");
  return readToEnd(first, clauses.length, text + rest);
}

function readToEnd(first: number, count: number, text: string): ClauseSplice {
  const inserted =
    first === 0 ? parseQuery(text).clauses : (parseFragment(text, { isStart: false, isEnd: true }) ?? []);
  return { index: first, removed: count - first, inserted };
}
