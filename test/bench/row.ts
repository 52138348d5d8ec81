/**
 * What a row of the report holds.
 */

/** One comparison: a figure of ours over a figure of another. */
export interface Comparison {
  readonly label: string;
  readonly atMost: number;
  readonly ours: number | undefined;
  readonly base: number | undefined;
}

/** One row of the table. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly comparisons: readonly Comparison[];
  /** Why a comparison may be missed. */
  readonly reason?: string | undefined;
}
