/**
 * Where each clause of a document begins, as offset and as line and column, and positions of LSP as offsets and back.
 * Keeps running sums over clauses, so that a position is found by a search and a look at one clause. A part that changes its
 * length moves all behind it by the same amount: that amount is kept beside the sums, and only what lies between two such places
 * is touched. Positions outside the text are moved to the nearest place inside.
 */
import type { ClauseOffsets, ClauseSplice } from "../pql/syntax/clauseSplice";
import { type Clause, clauseText } from "../pql/syntax/query";
import {
  type LinePosition,
  LineStarts,
  lastAtMost,
  lineEndBefore,
  nextLineStart,
} from "../pql/text/lineIndex";
import type { Span } from "../pql/text/span";

/** Sums of the lengths in front of each place. Right as far as they were added up; its owner knows how far that is. */
class ShiftedSums {
  #sums = new Int32Array(1);
  /** Sums behind this place lack `#shift`. */
  #shiftedBehind = 0;
  #shift = 0;

  /** The sum at a place; 0 where none was made. */
  at(place: number): number {
    return (this.#sums[place] ?? 0) + this.#shiftOf(place);
  }

  /** Makes room for so many sums. */
  reserve(count: number): void {
    const sums = new Int32Array(count);
    sums.set(this.#sums);
    this.#sums = sums;
  }

  /** Makes the sums behind `start` up to `end` from the one at `start`. */
  addUp(lengths: Int32Array, { start, end }: Span): void {
    let sum = this.at(start);
    for (let i = start; i < end; i++) {
      sum += lengths[i] ?? 0;
      this.#sums[i + 1] = sum - this.#shiftOf(i + 1);
    }
  }

  /** Makes the sums behind `start` up to `end` anew and moves all behind them along. */
  replace(lengths: Int32Array, { start, end }: Span): void {
    const before = this.at(end);
    this.#shiftBehind(end);
    this.addUp(lengths, { start, end });
    this.#shift += this.at(end) - before;
  }

  /** The last of the first `count` places whose sum is not above `limit`; 0 where all are. */
  lastAtMost(count: number, limit: number): number {
    const shifted = this.#shiftedBehind + 1;
    if (shifted >= count || limit < this.at(shifted)) {
      return lastAtMost(this.#sums, Math.min(count, shifted), limit);
    }
    const sums = this.#sums.subarray(shifted, count);
    return shifted + lastAtMost(sums, sums.length, limit - this.#shift);
  }

  #shiftOf(place: number): number {
    return place > this.#shiftedBehind ? this.#shift : 0;
  }

  /** Lets the shift begin behind another place. */
  #shiftBehind(place: number): void {
    const [from, shift] = [this.#shiftedBehind, this.#shift];
    if (shift !== 0) {
      for (let i = from + 1; i <= place; i++) this.#sums[i] = (this.#sums[i] ?? 0) + shift;
      for (let i = place + 1; i <= from; i++) this.#sums[i] = (this.#sums[i] ?? 0) - shift;
    }
    this.#shiftedBehind = place;
  }
}

const SPARE = 1.25;
/** Clauses added up at a time when a place is looked for. */
const STRIDE = 512;
/** Clauses behind an edit within which its line mostly ends. */
const NEAR = 8;

/** The layout of one list of clauses. The list itself belongs to the document and is changed by it alone. */
export class ClauseLayout implements ClauseOffsets {
  #clauses: readonly Clause[] = [];
  #length = 0;
  #lengths = new Int32Array(0);
  /** Line breaks in each clause. */
  #breaks = new Int32Array(0);
  /** Code units behind the last line break of each clause. */
  #tails = new Int32Array(0);
  /** Offset at which each clause begins; one more than clauses, for the end of the text. */
  readonly #starts = new ShiftedSums();
  /** Line and column at which each clause begins. */
  #lines = new Int32Array(1);
  #columns = new Int32Array(1);
  /** Clauses whose end is known in the sums; the rest is added up as far as somebody asks, for an edit shifts all that follows. */
  #summed = 0;

  /** Measures a new list of clauses. */
  reset(clauses: readonly Clause[]): void {
    this.#clauses = clauses;
    this.#length = 0;
    this.#reserve(clauses.length);
    this.#measure(0, clauses.length);
    this.#summed = 0;
  }

  /** Follows a splice that was made in the list of clauses. */
  follow({ index, removed, inserted }: ClauseSplice): void {
    const count = this.#clauses.length;
    const countBefore = count - inserted.length + removed;
    this.#reserve(count);
    for (let i = index; i < index + removed; i++) this.#length -= this.#lengths[i] ?? 0;
    if (inserted.length !== removed) {
      this.#lengths.copyWithin(index + inserted.length, index + removed, countBefore);
      this.#breaks.copyWithin(index + inserted.length, index + removed, countBefore);
      this.#tails.copyWithin(index + inserted.length, index + removed, countBefore);
    }
    this.#measure(index, index + inserted.length);
    const isRepaired = inserted.length === removed && this.#repairSums(index, index + removed);
    if (!isRepaired) this.#summed = Math.min(this.#summed, index);
  }

  /** Length of the text in UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  clauseAt(offset: number): number {
    while (this.#summed < this.#clauses.length && this.#starts.at(this.#summed) <= offset) this.#addUpMore();
    return this.#starts.lastAtMost(this.#summed, offset);
  }

  startOf(clause: number): number {
    this.#addUp(clause);
    return this.#starts.at(clause);
  }

  /** The line and column at which a clause begins. */
  positionOf(clause: number): LinePosition {
    this.#addUp(clause);
    return { line: this.#lines[clause] ?? 0, character: this.#columns[clause] ?? 0 };
  }

  /** The line and column of an offset. */
  positionAt(offset: number): LinePosition {
    const inside = Math.max(0, Math.min(offset, this.length));
    const clause = this.clauseAt(inside);
    const local = inside - this.startOf(clause);
    const text = this.#textOf(clause);
    let line = this.#lines[clause] ?? 0;
    let character = (this.#columns[clause] ?? 0) + local;
    for (let at = nextLineStart(text, 0, local); at >= 0; at = nextLineStart(text, at, local)) {
      line++;
      character = local - at;
    }
    return { line, character };
  }

  /** The offset of a line and column; beyond the end of a line, that end. */
  offsetAt({ line, character }: LinePosition): number {
    if (line < 0) return 0;
    while (this.#summed < this.#clauses.length && (this.#lines[this.#summed] ?? 0) <= line) this.#addUpMore();
    if (line > (this.#lines[this.#summed] ?? 0)) return this.length;
    const start = this.#lineStart(line);
    const offset = start + Math.max(0, character);
    const lastClause = lastAtMost(this.#lines, this.#summed, line);
    // The line ends in the last clause that begins on it, or at the end of the text.
    if (offset < this.startOf(lastClause)) return offset;
    return Math.min(offset, this.#lineEnd(lastClause, start));
  }

  /** Offset of the first character of a line that exists. */
  #lineStart(line: number): number {
    if (line === 0) return 0;
    const clause = lastAtMost(this.#lines, this.#summed, line - 1);
    const text = this.#textOf(clause);
    let at = 0;
    for (let rest = line - (this.#lines[clause] ?? 0); rest > 0; rest--)
      at = nextLineStart(text, at, text.length);
    return this.startOf(clause) + at;
  }

  /** Offset of the end of the line that begins at `lineStart` and goes on into `clause` at least. */
  #lineEnd(clause: number, lineStart: number): number {
    const text = this.#textOf(clause);
    const start = this.startOf(clause);
    const next = nextLineStart(text, Math.max(0, lineStart - start), text.length);
    return next < 0 ? start + text.length : start + lineEndBefore(text, next);
  }

  #textOf(clause: number): string {
    const found = this.#clauses[clause];
    return found === undefined ? "" : clauseText(found);
  }

  #measure(from: number, to: number): void {
    let starts: LineStarts | undefined;
    for (let i = from; i < to; i++) {
      const clause = this.#clauses[i];
      if (clause === undefined) return;
      const { text } = clause.tree.tokens;
      // Clauses that were read together lie side by side in one text.
      if (starts?.text !== text) starts = new LineStarts(text, clause.origin);
      const end = clause.origin + clause.length;
      let breaks = 0;
      let last = clause.origin;
      for (let at = starts.next(end); at >= 0; at = starts.next(end)) {
        breaks++;
        last = at;
      }
      this.#length += clause.length;
      this.#lengths[i] = clause.length;
      this.#breaks[i] = breaks;
      this.#tails[i] = end - last;
    }
  }

  #addUpMore(): void {
    this.#addUp(Math.min(this.#clauses.length, this.#summed + STRIDE));
  }

  /** Adds up until the start of a clause is known. */
  #addUp(clause: number): void {
    if (clause <= this.#summed) return;
    this.#starts.addUp(this.#lengths, { start: this.#summed, end: clause });
    for (let i = this.#summed; i < clause; i++) this.#addLines(i);
    this.#summed = clause;
  }

  /** Adds the line breaks of a clause up; true where that gives what was there already. */
  #addLines(clause: number): boolean {
    const [lines, columns] = [this.#lines, this.#columns];
    const count = this.#breaks[clause] ?? 0;
    const line = (lines[clause] ?? 0) + count;
    const column = (count === 0 ? (columns[clause] ?? 0) : 0) + (this.#tails[clause] ?? 0);
    const next = clause + 1;
    if (lines[next] === line && columns[next] === column) return true;
    lines[next] = line;
    columns[next] = column;
    return false;
  }

  /**
   * Sets the sums right that an edit of the clauses from `from` to before `to` has changed, where that is a matter of a few:
   * most edits leave the lines behind them as they were, and offsets are shifted as a whole. False where it is not.
   */
  #repairSums(from: number, to: number): boolean {
    if (this.#summed < to) return false;
    let isAsBefore = false;
    for (let i = from; i < to; i++) isAsBefore = this.#addLines(i);
    const last = Math.min(to + NEAR, this.#summed);
    // What comes out equal behind the edit stays equal from there on.
    for (let i = to; i < last && !isAsBefore; i++) isAsBefore = this.#addLines(i);
    if (!isAsBefore && last < this.#summed) return false;
    this.#starts.replace(this.#lengths, { start: from, end: to });
    return true;
  }

  #reserve(count: number): void {
    if (count < this.#lines.length) return;
    const capacity = Math.ceil(count * SPARE) + 8;
    this.#lengths = widened(this.#lengths, capacity);
    this.#breaks = widened(this.#breaks, capacity);
    this.#tails = widened(this.#tails, capacity);
    this.#starts.reserve(capacity + 1);
    this.#lines = widened(this.#lines, capacity + 1);
    this.#columns = widened(this.#columns, capacity + 1);
  }
}

function widened(from: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(capacity);
  to.set(from);
  return to;
}
