/**
 * "Did you mean": the name closest to a mistyped word. Only proposes names within a slip or two of the keyboard, because
 * a far-fetched proposal is worse than none. For fields of a large schema use schema/fieldSearch.ts, which has an index.
 */

/** Edits that still count as a slip, by the length of the word. */
function largestSlip(length: number): number {
  if (length < 3) return 0;
  return length < 6 ? 1 : length < 12 ? 2 : 3;
}

/** Cheapest way to the cell at `column`: the usual three edits, or the swap of two neighbours. */
function cellCost(
  rows: readonly [Int32Array, Int32Array, Int32Array],
  column: number,
  swapped: boolean,
): number {
  const [beforeLast, last, current] = rows;
  const swap = swapped ? beforeLast[column - 2] : Number.POSITIVE_INFINITY;
  return Math.min(last[column] + 1, current[column - 1] + 1, swap + 1);
}

/**
 * Damerau-Levenshtein distance (restricted: a swapped pair is not edited again), or `limit + 1` as soon as it is certain
 * to be larger than `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  const width = right.length + 1;
  let beforeLast = new Int32Array(width);
  let last = Int32Array.from({ length: width }, (_, column) => column);
  let current = new Int32Array(width);
  for (let row = 1; row <= left.length; row++) {
    current[0] = row;
    let best = row;
    for (let column = 1; column < width; column++) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const cost = isSame ? last[column - 1] : cellCost([beforeLast, last, current], column, isSwap);
      current[column] = isSame ? cost : Math.min(cost, last[column - 1] + 1);
      best = Math.min(best, current[column]);
    }
    if (best > limit) return limit + 1;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[right.length], limit + 1);
}

/**
 * The candidate closest to `word`; undefined when none is close. A candidate that differs only in case always wins,
 * then fewer edits, then the one that comes first.
 */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let limit = largestSlip(word.length);
  let nearest: string | undefined;
  for (const candidate of candidates) {
    const lowered = candidate.toLowerCase();
    if (lowered === wanted) return candidate;
    const distance = editDistance(wanted, lowered, limit);
    if (distance > limit) continue;
    nearest = candidate;
    // From now on only a strictly better candidate counts.
    limit = distance - 1;
  }
  return nearest;
}
