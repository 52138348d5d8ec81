/**
 * Walks over rows made of walks over platform answers, and the filter by name for services that have none: it reads on
 * until a page holds something, so that a filtered list is never empty by accident. Pure but for what it is handed.
 */
import type { PageWalk } from "../api/pages";
import type { ResourceRow, RowPage, RowWalk } from "../model/rows";

/** The walk with each item as a row. */
export function toRowWalk<Item>(walk: PageWalk<Item>, toRow: (item: Item) => ResourceRow): RowWalk {
  return {
    async nextPage(signal) {
      const page = await walk.nextPage(signal);
      return page === undefined
        ? { rows: [], total: undefined, isLast: true }
        : { rows: page.items.map(toRow), total: page.total, isLast: page.isLast };
    },
  };
}

/** The walk with only the rows whose name or id contains `filter`; totals are then unknown until the end. */
export function withNameFilter(walk: RowWalk, filter: string | undefined): RowWalk {
  if (filter === undefined) return walk;
  let found = 0;
  return withoutEmptyPages({
    async nextPage(signal): Promise<RowPage> {
      const { rows, isLast } = await walk.nextPage(signal);
      const wanted = rows.filter((row) => containsName(row, filter));
      found += wanted.length;
      return { rows: wanted, total: isLast ? found : undefined, isLast };
    },
  });
}

/** The walk that reads on until a page holds something or nothing follows. */
export function withoutEmptyPages(walk: RowWalk): RowWalk {
  return {
    async nextPage(signal): Promise<RowPage> {
      for (;;) {
        const page = await walk.nextPage(signal);
        if (page.rows.length > 0 || page.isLast) return page;
      }
    },
  };
}

/**
 * The walk that reads on until a page is full or nothing follows, but at most so many pages of the walk for one of its own, which may then
 * be empty. What was read is kept when a page behind it fails.
 */
export function withFullPages(
  walk: RowWalk,
  { pageSize, mostRead }: { readonly pageSize: number; readonly mostRead: number },
): RowWalk {
  let rows: readonly ResourceRow[] = [];
  return {
    async nextPage(signal): Promise<RowPage> {
      for (let read = 1; ; read++) {
        const page = await walk.nextPage(signal);
        rows = [...rows, ...page.rows];
        if (rows.length < pageSize && !page.isLast && read < mostRead) continue;
        const full = { ...page, rows };
        rows = [];
        return full;
      }
    },
  };
}

/** A whole list that a service sends at once, shown page by page; a failed reading can be asked for again. */
export function inPages(
  pageSize: number,
  read: (signal: AbortSignal) => Promise<readonly ResourceRow[]>,
): RowWalk {
  let all: readonly ResourceRow[] | undefined;
  let shown = 0;
  return {
    async nextPage(signal): Promise<RowPage> {
      all ??= await read(signal);
      const rows = all.slice(shown, shown + pageSize);
      shown += rows.length;
      return { rows, total: all.length, isLast: shown >= all.length };
    },
  };
}

/** Whether the row's name or id contains the text, without regard to case. */
export function containsName(row: ResourceRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return row.name.toLowerCase().includes(wanted) || row.id.toLowerCase().includes(wanted);
}

/** The rows by name, as people order them. */
export function sortedByName(rows: readonly ResourceRow[]): readonly ResourceRow[] {
  return [...rows].sort((one, other) => one.name.localeCompare(other.name, "en", { sensitivity: "base" }));
}
