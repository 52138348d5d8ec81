/**
 * The columns of preview rows, in the order they first appear; rows of one dataset may differ in their fields. Pure.
 */

/** Columns drawn; a wider table is of no use to anybody. */
const MOST_COLUMNS = 200;

/** Names of the columns and how many were left out. */
export function findColumns(rows: readonly Readonly<Record<string, unknown>>[]): {
  readonly names: readonly string[];
  readonly leftOut: number;
} {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { names: names.slice(0, MOST_COLUMNS), leftOut: Math.max(0, names.length - MOST_COLUMNS) };
}
