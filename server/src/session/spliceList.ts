/**
 * Replaces a stretch of a long list in place. The built-in `splice` takes the new items as arguments, of which there
 * cannot be tens of thousands.
 */

const MOST_ARGUMENTS = 10_000;

/** What to replace: `inserted` goes where `removed` items from `index` on stand. */
export interface ListSplice<T> {
  readonly index: number;
  readonly removed: number;
  readonly inserted: readonly T[];
}

/** Makes the replacement in `list`. */
export function spliceList<T>(list: T[], { index, removed, inserted }: ListSplice<T>): void {
  if (inserted.length === removed) {
    for (let i = 0; i < removed; i++) list[index + i] = inserted[i] as T;
    return;
  }
  if (inserted.length <= MOST_ARGUMENTS) {
    list.splice(index, removed, ...inserted);
    return;
  }
  const behind = list.slice(index + removed);
  list.length = index;
  for (const item of inserted) list.push(item);
  for (const item of behind) list.push(item);
}
