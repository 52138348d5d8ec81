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

/** Whether the row's name or id contains the text, without regard to case. */
export function containsName(row: ResourceRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return row.name.toLowerCase().includes(wanted) || row.id.toLowerCase().includes(wanted);
}

/** The rows by name, as people order them. */
export function sortedByName(rows: readonly ResourceRow[]): readonly ResourceRow[] {
  return [...rows].sort((one, other) => one.name.localeCompare(other.name, "en", { sensitivity: "base" }));
}
