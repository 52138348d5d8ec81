/**
 * Audiences by size, which the platform does not sort by: the latest evaluations name the sizes of all at once, so that only the rows in
 * sight are read. Behind them stand those that nobody counted, in the usual order, whose first page says at once how many there are of
 * both. Few that match a filter are sorted as a whole. Reads only.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchKnownSizes } from "../api/audienceSize";
import { fetchAudiences } from "../api/audiences";
import { toAudienceRow } from "../model/resourceRows";
import type { RowPage, RowWalk } from "../model/rows";
import { PagesAhead } from "./pagesAhead";
import { containsName, inPages, withFullPages, withoutEmptyPages } from "./rowWalks";

/** What is read at most for one page that is shown: nobody waits for a whole sandbox to be looked through. */
const MOST_READ = 10;

type Sizes = ReadonlyMap<string, number>;

interface LargestQuery {
  readonly pageSize: number;
  readonly filter: string | undefined;
}

/** `usual` walks the same list, filtered, in the usual order. */
export function openLargest(session: ApiSession, query: LargestQuery, usual: RowWalk): RowWalk {
  const { pageSize, filter } = query;
  const ahead = new PagesAhead(usual);
  let walk: RowWalk | undefined;
  const open = async (signal: AbortSignal): Promise<RowWalk> => {
    const { total } = await ahead.readFirst(signal);
    const sizes = await fetchKnownSizes(session, signal);
    if (filter !== undefined) {
      const isFew = total === undefined || total <= MOST_READ * pageSize;
      const rows = isFew ? await ahead.readWhole(MOST_READ, signal) : undefined;
      if (rows !== undefined) {
        const toSize = ({ id }: { readonly id: string }): number => sizes.get(id) ?? -1;
        const sorted = [...rows].sort((one, other) => toSize(other) - toSize(one));
        return inPages(pageSize, async () => sorted);
      }
    }
    const largest = walkLargest(session, query, { sizes, total, uncounted: ahead });
    return filter === undefined
      ? withoutEmptyPages(largest)
      : withFullPages(largest, { pageSize, mostRead: MOST_READ });
  };
  return {
    async nextPage(signal): Promise<RowPage> {
      walk ??= await open(signal);
      return await walk.nextPage(signal);
    },
  };
}

interface Known {
  readonly sizes: Sizes;
  readonly total: number | undefined;
  readonly uncounted: RowWalk;
}

/** Pages as they are read: those of a filter may be empty. */
function walkLargest(
  session: ApiSession,
  { pageSize, filter = "" }: LargestQuery,
  { sizes, total, uncounted }: Known,
): RowWalk {
  const ids = [...sizes].sort(([, one], [, other]) => other - one).map(([id]) => id);
  let asked = 0;
  return {
    async nextPage(signal): Promise<RowPage> {
      if (asked >= ids.length) {
        const page = await uncounted.nextPage(signal);
        return { ...page, rows: page.rows.filter(({ id }) => !sizes.has(id)) };
      }
      const found = await fetchAudiences(session, ids.slice(asked, asked + pageSize), { signal });
      asked += pageSize;
      const rows = [...found.values()].flatMap((audience) =>
        audience instanceof Error ? [] : [toAudienceRow(audience)],
      );
      return { rows: rows.filter((row) => containsName(row, filter)), total, isLast: false };
    },
  };
}
