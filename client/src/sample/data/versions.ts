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
  put(id: string, row: Row, time: number): void;
  remove(id: string, time: number): void;
}

interface Version<Row> {
  readonly since: number;
  readonly row: Row | undefined;
}

const KEPT = 12;

/** Returns a table that has held `rows` for ever. */
export function createVersionTable<Row>(rows: Iterable<readonly [string, Row]>): VersionTable<Row> {
  const histories = new Map<string, Version<Row>[]>();
  for (const [id, row] of rows) histories.set(id, [{ since: Number.NEGATIVE_INFINITY, row }]);
  const at = (history: readonly Version<Row>[], time: number): Row | undefined =>
    history.findLast((version) => version.since <= time)?.row;
  const write = (id: string, version: Version<Row>): void => {
    histories.set(id, [...(histories.get(id) ?? []).slice(-KEPT), version]);
  };
  return {
    find: (id, time = Number.POSITIVE_INFINITY) => at(histories.get(id) ?? [], time),
    list: (time = Number.POSITIVE_INFINITY) =>
      [...histories.values()].flatMap((history) => {
        const row = at(history, time);
        return row === undefined ? [] : [row];
      }),
    put: (id, row, time) => write(id, { since: time, row }),
    remove: (id, time) => write(id, { since: time, row: undefined }),
  };
}
