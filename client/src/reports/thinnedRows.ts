/**
 * Numbers larger than the rows that a result may have: each of the first rows is kept, and of the others one in so many, so that the
 * result stays short and still tells the number nearly. Pure.
 */
import { CUT_OFF } from "./trackingRemarks";

/** Up to here a number is exact. A multiple of `ONE_IN`. */
export const EXACT_ROWS = 30_000;
/** Beyond, it is rounded down to a multiple of this: less than a hundredth. So some four millions can be told. */
export const ONE_IN = 200;

/** A statement with fewer rows; `source` begins behind `SELECT`'s list. */
export function thinOut(source: string): string {
  return `SELECT 1 FROM (
SELECT ROW_NUMBER() OVER (ORDER BY timestamp) AS place ${source}
) AS numbered
WHERE place <= ${EXACT_ROWS} OR MOD(place, ${ONE_IN}) = 0`;
}

/** How many rows there were before; undefined where even the fewer may have been cut off. */
export function readThinned(rows: number): number | undefined {
  if (rows <= EXACT_ROWS) return rows;
  return rows >= CUT_OFF ? undefined : EXACT_ROWS + (rows - EXACT_ROWS) * ONE_IN;
}
