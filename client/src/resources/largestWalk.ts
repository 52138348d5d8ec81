/**
 * Audiences by size, which the platform does not sort by: the latest evaluations name the sizes of all at once, so that only the rows in
 * sight are read. Behind them stand those that nobody counted, in the usual order, whose first page says at once how many there are of
 * both. Reads only.
 */
import type { ApiSession } from "../api/apiSession";
import { fetchKnownSizes } from "../api/audienceSize";
import { fetchAudiences } from "../api/audiences";
import { toAudienceRow } from "../model/resourceRows";
import type { RowPage, RowWalk } from "../model/rows";
import { containsName, withoutEmptyPages } from "./rowWalks";

/** `usual` walks the same list, filtered, in the usual order. */
export function openLargest(
  session: ApiSession,
  { pageSize, filter = "" }: { readonly pageSize: number; readonly filter: string | undefined },
  usual: RowWalk,
): RowWalk {
  let sizes: ReadonlyMap<string, number> | undefined;
  let first: RowPage | undefined;
  let total: number | undefined;
  let asked = 0;
  const readUsual = async (signal: AbortSignal): Promise<RowPage> => {
    const page = first ?? (await usual.nextPage(signal));
    first = undefined;
    return page;
  };
  const readLargest = async (known: ReadonlyMap<string, number>, signal: AbortSignal): Promise<RowPage> => {
    const ids = [...known].sort(([, one], [, other]) => other - one).map(([id]) => id);
    const found = await fetchAudiences(session, ids.slice(asked, asked + pageSize), { signal });
    asked += pageSize;
    const rows = [...found.values()].flatMap((audience) =>
      audience instanceof Error ? [] : [toAudienceRow(audience)],
    );
    return { rows: rows.filter((row) => containsName(row, filter)), total, isLast: false };
  };
  return withoutEmptyPages({
    async nextPage(signal): Promise<RowPage> {
      if (sizes === undefined) {
        first ??= await usual.nextPage(signal);
        total = first.total;
        sizes = await fetchKnownSizes(session, signal);
      }
      const known = sizes;
      if (asked < known.size) return await readLargest(known, signal);
      const page = await readUsual(signal);
      return { ...page, rows: page.rows.filter(({ id }) => !known.has(id)) };
    },
  });
}
