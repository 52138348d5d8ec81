/**
 * Bridges the moment in which the platform's lists lag behind a write: what was just written and read back is laid over
 * the rows a list returned, until the list itself shows it. Pure; takes the time as an argument.
 */
import type { ResourceRow } from "./rows";

/** Something written here: the row as it was read back, or only its id when it was deleted. */
export interface RecentWrite {
  readonly id: string;
  readonly row: ResourceRow | undefined;
  /** Whether no list had it before: it was created, or brought back. */
  readonly isNew?: boolean;
  /** When it was read back, milliseconds since 1970. */
  readonly at: number;
}

/** Longer than any lag we know of (lists: under a second, propagation: seconds); after it the list is believed. */
const LAG_MS = 60_000;

/** The writes that may still be ahead of the lists at `now`. */
export function stillAhead(writes: readonly RecentWrite[], now: number): readonly RecentWrite[] {
  return writes.filter((write) => now - write.at < LAG_MS);
}

/**
 * The rows as they will be once the list has caught up. New things stand first, but below what was changed after them: the list
 * may show the last write already while the one before waits on its next page.
 */
export function withRecentWrites(
  rows: readonly ResourceRow[],
  writes: readonly RecentWrite[],
  filter: string | undefined,
): readonly ResourceRow[] {
  if (writes.length === 0) return rows;
  const written = new Map(writes.map((write) => [write.id, write.row]));
  const listed = new Set(rows.map((row) => row.id));
  const added = writes.flatMap(({ id, row }) =>
    row !== undefined && !listed.has(id) && matches(row, filter) ? [row] : [],
  );
  return added.reduce(insertRow, rows).flatMap((row) => {
    if (!written.has(row.id)) return [row];
    const newer = written.get(row.id);
    return newer === undefined ? [] : [isNewer(row, newer) ? row : newer];
  });
}

/** How many more rows (fewer, when negative) the list will have once it has caught up: a lagging list counts as it did before. */
export function countAhead(
  rows: readonly ResourceRow[],
  writes: readonly RecentWrite[],
  filter: string | undefined,
): number {
  const listed = new Set(rows.map((row) => row.id));
  const changes = writes.map(({ id, row, isNew = false }): number => {
    if (row === undefined) return listed.has(id) ? -1 : 0;
    return isNew && !listed.has(id) && matches(row, filter) ? 1 : 0;
  });
  return changes.reduce((sum, change) => sum + change, 0);
}

/** Puts a row before the first one that is not newer. */
function insertRow(rows: readonly ResourceRow[], row: ResourceRow): readonly ResourceRow[] {
  const place = rows.findIndex((other) => !isNewer(other, row));
  return place < 0 ? [...rows, row] : rows.toSpliced(place, 0, row);
}

function isNewer(listed: ResourceRow, written: ResourceRow): boolean {
  return (listed.changedAt ?? 0) > (written.changedAt ?? 0);
}

function matches(row: ResourceRow, filter: string | undefined): boolean {
  return filter === undefined || row.name.toLowerCase().includes(filter.toLowerCase());
}
