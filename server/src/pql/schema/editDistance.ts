/**
 * How many typing slips lie between a typed name and others, up to a bound: a unit more, less or other, or two swapped.
 * Gives up as soon as the bound is passed, because most names are far from what was typed.
 */
import type { StoredName } from "./nameMatch";
import { foldUnit } from "./nameText";

/** Counts slips from one folded text; keeps its rows from name to name. */
export class SlipCounter {
  readonly #folded: string;
  #beforeLast: Int32Array;
  #last: Int32Array;
  #current: Int32Array;

  constructor(folded: string) {
    this.#folded = folded;
    this.#beforeLast = new Int32Array(folded.length + 1);
    this.#last = new Int32Array(folded.length + 1);
    this.#current = new Int32Array(folded.length + 1);
  }

  /** Slips between the text and the name, in any case; `bound + 1` where there are more than `bound`. */
  count(name: StoredName, bound: number): number {
    const length = name.end - name.start;
    const width = this.#folded.length;
    if (Math.abs(length - width) > bound) return bound + 1;
    for (let column = 0; column <= width; column++) this.#last[column] = column;
    for (let row = 1; row <= length; row++) {
      if (this.#fillRow(name, row, bound) > bound) return bound + 1;
      [this.#beforeLast, this.#last, this.#current] = [this.#last, this.#current, this.#beforeLast];
    }
    return Math.min(this.#last[width] ?? 0, bound + 1);
  }

  /**
   * Optimal string alignment, one unit of the name per row; returns the least number of slips so far.
   * Fills only the columns that can stay within the bound, and walls them off on both sides.
   */
  #fillRow({ units, start }: StoredName, row: number, bound: number): number {
    const [beforeLast, last, current] = [this.#beforeLast, this.#last, this.#current];
    const unit = foldUnit(units[start + row - 1] ?? 0);
    const before = row > 1 ? foldUnit(units[start + row - 2] ?? 0) : -1;
    const from = Math.max(1, row - bound);
    const to = Math.min(this.#folded.length, row + bound);
    current[from - 1] = from === 1 ? row : bound + 1;
    if (to < this.#folded.length) current[to + 1] = bound + 1;
    let least = current[from - 1] ?? 0;
    for (let column = from; column <= to; column++) {
      const typed = this.#folded.charCodeAt(column - 1);
      const replaced = (last[column - 1] ?? 0) + (unit === typed ? 0 : 1);
      let slips = Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (column > 1 && before === typed && unit === this.#folded.charCodeAt(column - 2)) {
        slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1);
      }
      current[column] = slips;
      least = Math.min(least, slips);
    }
    return least;
  }
}

/** Slips that still look like the same name: one in three units, at most three. */
export function tolerableSlips(length: number): number {
  return Math.min(3, Math.floor(length / 3));
}
