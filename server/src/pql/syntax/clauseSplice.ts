/**
 * Applies one edit to a parsed query by reading again only the clauses it touches.
 * The result always equals a parse of the whole new text; where that cannot be promised, more is read again.
 * Clauses are those of the top level. A text in one pair of brackets is one clause and read whole with each key: some twenty
 * milliseconds for a megabyte, one for fifty kilobytes, which is far above what people write in brackets. Splitting further
 * down would need a tree whose nodes can move, and each key in ordinary texts would pay for it.
 */
import type { TextEdit } from "../text/span";
import { parseFragment } from "./parser";
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

/**
 * The splice that turns `query` into the query of the edited text. A bracket left open or a connective spoilt makes a
 * clause reach into the next ones; how far is tried in growing steps, so that it costs what it reaches.
 */
export function spliceForEdit(query: Query, offsets: ClauseOffsets, edit: TextEdit): ClauseSplice {
  const { clauses } = query;
  // One code unit to the left, because what is typed at a border may grow onto the token before it.
  const first = offsets.clauseAt(Math.max(0, edit.span.start - 1));
  const touched = offsets.clauseAt(edit.span.end) + 1;
  const start = offsets.startOf(first);
  const before = textOf(clauses, first, touched);
  let text = before.slice(0, edit.span.start - start) + edit.newText + before.slice(edit.span.end - start);
  for (let end = touched, step = 1; ; step *= STEP_GROWTH) {
    const isEnd = end === clauses.length;
    const inserted = parseFragment(text, { isStart: first === 0, isEnd });
    if (inserted !== undefined || isEnd)
      return { index: first, removed: end - first, inserted: inserted ?? [] };
    const next = Math.min(clauses.length, end + step);
    text += textOf(clauses, end, next);
    end = next;
  }
}

/** What is read in vain is at most a third of what is read at last. */
const STEP_GROWTH = 4;

function textOf(clauses: readonly Clause[], from: number, to: number): string {
  return clauses.slice(from, to).map(clauseText).join("");
}
