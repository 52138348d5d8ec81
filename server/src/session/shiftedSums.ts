/**
 * Running sums over a list of lengths, such as the offsets of parts of a text. A part that changes its length moves all behind
 * it by the same amount: that amount is kept beside the sums, and only what lies between two such places is touched.
 */
import { lastAtMost } from "../pql/text/lineIndex";
import type { Span } from "../pql/text/span";

/** Sums of the lengths in front of each place. Right as far as they were added up; its owner knows how far that is. */
export class ShiftedSums {
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
