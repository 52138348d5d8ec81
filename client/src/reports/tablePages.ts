/**
 * Reads the rows of a table page by page. What the pages lack is said in sentences beside the rows that did arrive: a page that failed,
 * came empty or came twice, and rows that became more or fewer meanwhile. Refuses to fill a gap, and to count a row twice.
 */
import type { Report } from "../api/cjaReports";
import { say, sayNumber } from "../words/say";
import { PAGE_ROWS, type TableQuestion, toRowLimit, toTableRequest } from "./reportRequests";
import { type ResultRow, toRows } from "./reportResult";
import { type TableAsking, toReason } from "./tableAsking";

/** The rows of a table. */
export interface TablePages {
  /** The first answer, which has the totals. */
  readonly first: Report;
  readonly rows: readonly ResultRow[];
  /** How many the platform has, of which `rows` may be the first. */
  readonly allRows: number;
  /** What is not as it was asked for, in sentences. */
  readonly gaps: readonly string[];
}

/** Reads as many rows as the table is to have. Rejects with `ApiError` where the first page fails. */
export async function readTablePages(question: TableQuestion, asking: TableAsking): Promise<TablePages> {
  const first = await asking.send(toTableRequest(question, 0), "shown");
  const walk = new RowWalk(question, first);
  let failure: string | undefined;
  for (let page = 1; failure === undefined && walk.goesOn(page); page++) {
    asking.note(walk.count, walk.wanted);
    try {
      walk.take(await asking.send(toTableRequest(question, page)));
    } catch (error) {
      failure = toReason(error);
    }
  }
  asking.note(walk.count, walk.wanted);
  return { first, rows: walk.rows, allRows: walk.allRows, gaps: walk.listGaps(failure) };
}

class RowWalk {
  private readonly most: number;
  private readonly columns: number;
  private readonly found = new Map<string, ResultRow>();
  private total: number | undefined;
  private repeated = 0;
  private end: "last" | "nothingNew" | undefined;

  constructor(
    { table }: TableQuestion,
    private readonly first: Report,
  ) {
    this.most = toRowLimit(table);
    this.columns = table.metrics.length;
    this.take(first);
  }

  get count(): number {
    return Math.min(this.found.size, this.most);
  }

  get rows(): readonly ResultRow[] {
    return [...this.found.values()].slice(0, this.most);
  }

  get allRows(): number {
    return Math.max(this.total ?? 0, this.found.size);
  }

  /** How many rows there should be in the end. */
  get wanted(): number {
    return Math.min(this.most, this.allRows);
  }

  goesOn(page: number): boolean {
    return this.end === undefined && page * PAGE_ROWS < this.most;
  }

  take(answer: Report): void {
    const before = this.found.size;
    const rows = toRows(answer, this.columns, before);
    for (const row of rows) if (!this.found.has(row.id)) this.found.set(row.id, row);
    this.repeated += before + rows.length - this.found.size;
    this.total = answer.totalRows ?? this.total;
    if (answer.isLastPage) this.end = "last";
    // A page without anything new would be followed by others of its kind.
    else if (this.found.size === before) this.end = "nothingNew";
  }

  listGaps(failure: string | undefined): readonly string[] {
    const gaps: string[] = [];
    const [count, wanted] = [sayNumber(this.count), sayNumber(this.wanted)];
    if (failure !== undefined)
      gaps.push(
        say("Only {0} of {1} rows could be read, then the platform failed: {2}", count, wanted, failure),
      );
    else if (this.count < this.wanted)
      gaps.push(
        this.end === "last"
          ? say("The platform sent only {0} of {1} rows and said that there are no more.", count, wanted)
          : say("The platform sent only {0} of {1} rows; its next page held nothing new.", count, wanted),
      );
    const { totalRows } = this.first;
    if (totalRows !== undefined && this.total !== undefined && totalRows !== this.total)
      gaps.push(
        say(
          "While the pages were read, the platform’s {0} rows became {1}; some may be missing here.",
          sayNumber(totalRows),
          sayNumber(this.total),
        ),
      );
    if (this.repeated > 0)
      gaps.push(say("The platform sent {0} rows twice; each stands here once.", sayNumber(this.repeated)));
    return gaps;
  }
}
