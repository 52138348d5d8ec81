/**
 * What can be folded: every bracket that reaches over a line break, and clauses that do.
 * Reads tokens and the white space between them once; asks nobody for line numbers.
 */

import type { TokenList } from "../syntax/tokenList";
import { isOpening } from "../syntax/tokens";
import { nextLineStart } from "../text/lineIndex";
import { allClauses, type PlacedClause } from "./cursor";
import type { QueryView } from "./queryView";

/** Lines that fold into the first, counted from 0. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
}

/** The folds of a query, in the order of their first lines. */
export function listFolds(query: QueryView): Fold[] {
  const folds: Fold[] = [];
  let line = 0;
  for (const placed of allClauses(query)) line = foldClause(placed, line, folds);
  return folds.sort((one, other) => one.startLine - other.startLine || other.endLine - one.endLine);
}

/** Adds the folds of a clause that begins on a line; returns the line the next one begins on. */
function foldClause({ clause }: PlacedClause, firstLine: number, folds: Fold[]): number {
  const { tokens } = clause.tree;
  const lines = new LineCounter(tokens, clause.origin, firstLine);
  const opened = new Map<number, number>();
  const starts = new Set<number>();
  const begin = lines.at(tokens.starts[clause.firstToken]);
  for (let token = clause.firstToken; token < clause.endToken; token++) {
    const line = lines.at(tokens.starts[token]);
    if (isOpening(tokens.kinds[token]) && tokens.partners[token] > token)
      opened.set(tokens.partners[token], line);
    const startLine = opened.get(token);
    // The closing bracket stays in sight on a line of its own.
    if (startLine !== undefined && line - 1 > startLine && !starts.has(startLine)) {
      folds.push({ startLine, endLine: line - 1 });
      starts.add(startLine);
    }
  }
  const last = clause.endToken > clause.firstToken ? lines.at(tokens.starts[clause.endToken - 1]) : begin;
  if (last > begin && !starts.has(begin)) folds.push({ startLine: begin, endLine: last });
  return lines.at(clause.origin + clause.length);
}

/** Counts lines forward through a text. */
class LineCounter {
  constructor(
    private readonly tokens: TokenList,
    private offset: number,
    private line: number,
  ) {}

  /** The line of an offset, which must not lie before the last one asked for. */
  at(offset: number): number {
    const { text } = this.tokens;
    let next = nextLineStart(text, this.offset, offset);
    while (next >= 0) {
      this.line++;
      this.offset = next;
      next = nextLineStart(text, next, offset);
    }
    this.offset = Math.max(this.offset, offset);
    return this.line;
  }
}
