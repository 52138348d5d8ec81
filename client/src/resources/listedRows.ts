/**
 * A list that is read once and then searched here, for services that allow few requests a minute: whoever types a name would ask them
 * with every pause. A list too long to be read whole is searched by its service as before. Reads only.
 */
import type { ResourceRow, RowWalk } from "../model/rows";
import { containsName, inPages } from "./rowWalks";

/** Twenty pages of such a service. */
const MOST_KEPT = 2_000;

/** The rows of a list as far as they were read. A reading that was given up is gone on with by the next who asks. */
export class ListedRows {
  private readonly rows = new Map<string, ResourceRow>();
  private isComplete = false;

  /** The walk must not be filtered. */
  constructor(private readonly walk: RowWalk) {}

  /** Every row; undefined where there are too many. */
  async readAll(signal: AbortSignal): Promise<readonly ResourceRow[] | undefined> {
    while (!this.isComplete) {
      if (this.rows.size >= MOST_KEPT) return undefined;
      const { rows, isLast } = await this.walk.nextPage(signal);
      for (const row of rows) this.rows.set(row.id, row);
      this.isComplete = isLast;
    }
    return [...this.rows.values()];
  }
}

/** What is looked for in a list. */
export interface NameSearch {
  readonly filter: string;
  readonly pageSize: number;
  /** Has the service search, for a list that is too long. */
  readonly openAtService: () => RowWalk;
}

/** The rows whose name contains the filter, or whose id does if that is what somebody pasted, page by page. */
export function searchListed(listed: ListedRows, { filter, pageSize, openAtService }: NameSearch): RowWalk {
  let walk: RowWalk | undefined;
  return {
    async nextPage(signal) {
      if (walk === undefined) {
        const rows = await listed.readAll(signal);
        walk = rows === undefined ? openAtService() : inPages(pageSize, async () => findRows(rows, filter));
      }
      return await walk.nextPage(signal);
    },
  };
}

/** A few letters stand in many ids by chance; what is as long as this was pasted. */
const SHORTEST_ID = 8;

function findRows(rows: readonly ResourceRow[], filter: string): readonly ResourceRow[] {
  const isIdMeant = filter.trim().length >= SHORTEST_ID;
  return rows.filter((row) => containsName(isIdMeant ? row : { ...row, id: "" }, filter));
}
