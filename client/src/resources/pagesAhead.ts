/**
 * A walk of which pages can be read before they are walked over: none is read twice, and a page that failed is asked for again. Pure but
 * for the walk it is handed.
 */
import type { ResourceRow, RowPage, RowWalk } from "../model/rows";

/** The walk, with what was read of it ahead. */
export class PagesAhead implements RowWalk {
  private readonly ahead: RowPage[] = [];

  constructor(private readonly walk: RowWalk) {}

  /** The page that comes next, which then still comes next. */
  async readFirst(signal: AbortSignal): Promise<RowPage> {
    const [first] = this.ahead;
    return first ?? (await this.readAhead(signal));
  }

  /** All rows that follow, where they stand on few pages; undefined where there are more. */
  async readWhole(mostPages: number, signal: AbortSignal): Promise<readonly ResourceRow[] | undefined> {
    while (this.ahead.at(-1)?.isLast !== true) {
      if (this.ahead.length >= mostPages) return undefined;
      await this.readAhead(signal);
    }
    return this.ahead.flatMap(({ rows }) => rows);
  }

  async nextPage(signal: AbortSignal): Promise<RowPage> {
    return this.ahead.shift() ?? (await this.walk.nextPage(signal));
  }

  private async readAhead(signal: AbortSignal): Promise<RowPage> {
    const page = await this.walk.nextPage(signal);
    this.ahead.push(page);
    return page;
  }
}
