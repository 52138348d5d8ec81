/**
 * A table whose readers can look a little into the past, as a search index or a list does after a write.
 * Keeps the last few versions of each row; the newest is always the truth.
 */

/** Rows by id, each with its recent versions. */
export interface VersionTable<Row> {
  /** The row as of `time` (default: now), or undefined when it did not exist. */
  find(id: string, time?: number): Row | undefined;
  /** Every row as of `time`, in order of creation. */
  list(time?: number): Row[];
  /** What `make` makes of `list(time)`, made once for as long as nothing is written: `key` says what that is. */
  derive<Made>(key: string, time: number, make: (rows: Row[]) => Made): Made;
  put(id: string, row: Row, time: number): void;
  remove(id: string, time: number): void;
}

interface Version<Row> {
  readonly since: number;
  readonly row: Row | undefined;
}

const KEPT = 12;

/** How much that was made of the rows is kept: enough for the lists that somebody walks through. */
const MOST_DERIVED = 8;

/** Returns a table that has held `rows` for ever. */
export function createVersionTable<Row>(rows: Iterable<readonly [string, Row]>): VersionTable<Row> {
  const histories = new Map<string, Version<Row>[]>();
  for (const [id, row] of rows) histories.set(id, [{ since: Number.NEGATIVE_INFINITY, row }]);
  const at = (history: readonly Version<Row>[], time: number): Row | undefined =>
    history.findLast((version) => version.since <= time)?.row;
  const derived = new Map<string, unknown>();
  let lastWrite = Number.NEGATIVE_INFINITY;
  const write = (id: string, version: Version<Row>): void => {
    histories.set(id, [...(histories.get(id) ?? []).slice(-KEPT), version]);
    derived.clear();
    lastWrite = Math.max(lastWrite, version.since);
  };
  const list = (time = Number.POSITIVE_INFINITY): Row[] =>
    [...histories.values()].flatMap((history) => {
      const row = at(history, time);
      return row === undefined ? [] : [row];
    });
  return {
    find: (id, time = Number.POSITIVE_INFINITY) => at(histories.get(id) ?? [], time),
    list,
    derive<Made>(key: string, time: number, make: (rows: Row[]) => Made): Made {
      // While a write has not shown everywhere, what is listed depends on the time.
      if (time < lastWrite) return make(list(time));
      if (!derived.has(key)) {
        if (derived.size >= MOST_DERIVED) derived.clear();
        derived.set(key, make(list(time)));
      }
      return derived.get(key) as Made;
    },
    put: (id, row, time) => write(id, { since: time, row }),
    remove: (id, time) => write(id, { since: time, row: undefined }),
  };
}
