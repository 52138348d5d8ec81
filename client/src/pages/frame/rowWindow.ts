/**
 * Long lists of rows of equal height: which rows need to exist because they are in sight, and where keys lead. Pure.
 */

/** Which of `count` rows of equal height are in sight, with some to spare on both sides. */
export function findWindow(
  count: number,
  { top, height, rowHeight }: { readonly top: number; readonly height: number; readonly rowHeight: number },
): { readonly first: number; readonly last: number } {
  const spare = 10;
  // A list that became shorter has not told its new position yet.
  const from = Math.max(0, Math.min(top, count * rowHeight - height));
  const first = Math.max(0, Math.floor(from / rowHeight) - spare);
  return { first, last: Math.min(count, Math.ceil((from + height) / rowHeight) + spare) };
}

/** Rows moved by the page keys. */
const PAGE_ROWS = 15;

/** The row a key leads to; undefined for keys that lead nowhere. */
export function findNextRow(active: number, key: string, count: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    Home: 0,
    End: count - 1,
    PageDown: active + PAGE_ROWS,
    PageUp: active - PAGE_ROWS,
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.max(0, Math.min(count - 1, next));
}
