/**
 * Asks the platform what a report file says, table by table, and puts the answers together. Keeps nothing. A failure of one metric or
 * of one breakdown stays where it is; a failure of a table ends the run.
 */
import { type ApiError, isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { type DataView as AnalyticsView, fetchDataView } from "../api/cjaDataViews";
import { fetchReport, type Report, type ReportRequest, toReportBody } from "../api/cjaReports";
import { fetchAllComponents, fetchComponents } from "./reportComponents";
import { type DayRange, isDateDimension, toDayRange, toRangeBefore, toToday } from "./reportDates";
import type { ReportBreakdown, ReportFile, ReportTable } from "./reportFile";
import { isOfDataView } from "./reportProblems";
import {
  type BrokenItem,
  PAGE_ROWS,
  type TableQuestion,
  toBreakdownLimits,
  toBreakdownRequest,
  toItemsRequest,
  toRowLimit,
  toTableRequest,
} from "./reportRequests";
import {
  ComponentNames,
  type ResultRow,
  type ResultTable,
  toColumns,
  toRows,
  toValues,
} from "./reportResult";

/** How far a run is. The platform accepts about one request a second, so many requests take their time. */
export interface ReportProgress {
  readonly table: string;
  readonly rows: number;
  readonly requests: number;
  /** Why the platform has to be asked again, in so many milliseconds: it asks to slow down, or has a problem of its own. */
  readonly wait?: { readonly milliseconds: number; readonly isThrottled: boolean };
}

/** What a run needs beside the report. */
export interface ReportRun {
  readonly session: ApiSession;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onProgress?: (progress: ReportProgress) => void;
}

/** Everything the platform answered. */
export interface ReportResult {
  readonly title: string;
  readonly dataView: Pick<AnalyticsView, "id" | "name" | "timeZone">;
  readonly range: DayRange;
  readonly before: DayRange | undefined;
  readonly tables: readonly ResultTable[];
}

/** Runs a report. Rejects with `ApiError`, also when it is cancelled. */
export async function runReport(report: ReportFile, run: ReportRun): Promise<ReportResult> {
  const { session, signal } = run;
  const view = await fetchDataView(session, report.dataView, { signal });
  const isMadeByPeople = report.tables.some(({ metrics }) => !metrics.every(isOfDataView));
  const read = isMadeByPeople ? fetchAllComponents : fetchComponents;
  const names = new ComponentNames(await read(session, view.id, signal));
  const range = toDayRange(report.dates, toToday(run.now, view.timeZone));
  const before = report.compareBefore === true ? toRangeBefore(range) : undefined;
  const tables: ResultTable[] = [];
  for (const table of report.tables) {
    tables.push(await new TableRun({ report, table, range }, { ...run, names, before }).run());
  }
  const { id, name, timeZone } = view;
  return { title: report.title, dataView: { id, name, timeZone }, range, before, tables };
}

interface TableParts extends ReportRun {
  readonly names: ComponentNames;
  readonly before: DayRange | undefined;
}

/** What rows of a dimension are broken down into, and the items they belong to. */
interface Breaking {
  readonly breakdown: ReportBreakdown;
  readonly dimension: string;
  readonly within: readonly BrokenItem[];
}

class TableRun {
  private readonly requests: object[] = [];
  private sent = 0;
  private rows: readonly ResultRow[] = [];

  constructor(
    private readonly question: TableQuestion,
    private readonly parts: TableParts,
  ) {}

  async run(): Promise<ResultTable> {
    const { table } = this.question;
    const { names } = this.parts;
    const first = await this.readPages();
    const totalsBefore = await this.readBefore();
    await this.readBreakdowns();
    const { breakdown, steps = [] } = table;
    return {
      title: this.title,
      dimension: names.dimension(table.dimension),
      breakdowns: [breakdown, breakdown?.breakdown].flatMap((one) =>
        one === undefined ? [] : [names.dimension(one.dimension)],
      ),
      columns: toColumns(table.metrics, first, names),
      rows: this.rows,
      totals: toValues(first, first.totals, table.metrics.length),
      totalsBefore,
      allRows: Math.max(first.totalRows ?? 0, this.rows.length),
      steps: steps.map((id) => table.metrics.indexOf(id)).filter((place) => place >= 0),
      requests: this.requests,
    };
  }

  private get title(): string {
    const { table } = this.question;
    return table.title ?? this.parts.names.dimension(table.dimension).name;
  }

  /** Returns the first answer, which has the totals. A page that repeats the one before ends the walk. */
  private async readPages(): Promise<Report> {
    const { table } = this.question;
    const most = toRowLimit(table);
    const first = await this.send(toTableRequest(this.question, 0), "shown");
    this.rows = toRows(first, table.metrics.length);
    let answer = first;
    for (let page = 1; !answer.isLastPage && this.rows.length < most && page * PAGE_ROWS < most; page++) {
      const lastId = answer.rows.at(-1)?.id;
      answer = await this.send(toTableRequest(this.question, page));
      if (answer.rows.length === 0 || answer.rows.at(-1)?.id === lastId) break;
      this.rows = [...this.rows, ...toRows(answer, table.metrics.length)];
    }
    this.rows = this.rows.slice(0, most);
    return first;
  }

  /** Adds to each row what it was before; days are matched by their place, items by their id. Returns the totals of then. */
  private async readBefore(): Promise<ResultTable["totalsBefore"]> {
    const { before: range } = this.parts;
    if (range === undefined) return undefined;
    const then = { ...this.question, range };
    const count = this.question.table.metrics.length;
    if (isDateDimension(this.question.table.dimension)) {
      const answer = await this.send(toTableRequest({ ...then, table: this.oldestFirst() }, 0), "shown");
      const rows = toRows(answer, count);
      const places = this.toPlaces();
      this.rows = this.rows.map((row, index) => ({ ...row, before: rows[places[index] ?? index]?.values }));
      return toValues(answer, answer.totals, count);
    }
    // Totals are those of everything, which only a request without items has.
    const whole = await this.send({ ...toTableRequest(then, 0), limit: 1 }, "shown");
    const found = new Map<string, ResultRow>();
    for (let start = 0; start < this.rows.length; start += PAGE_ROWS) {
      const ids = this.rows.slice(start, start + PAGE_ROWS).map(({ id }) => id);
      const answer = await this.send(toItemsRequest(then, ids), start === 0 ? "shown" : undefined);
      for (const row of toRows(answer, count)) found.set(row.id, row);
    }
    this.rows = this.rows.map((row) => ({ ...row, before: found.get(row.id)?.values }));
    return toValues(whole, whole.totals, count);
  }

  private oldestFirst(): ReportTable {
    return { ...this.question.table, order: "natural" };
  }

  /** The place in time of each row, whatever order they are in. */
  private toPlaces(): readonly number[] {
    const order = [...this.rows.keys()].sort((one, other) =>
      (this.rows[one]?.id ?? "").localeCompare(this.rows[other]?.id ?? ""),
    );
    const places: number[] = [];
    order.forEach((row, place) => {
      places[row] = place;
    });
    return places;
  }

  private async readBreakdowns(): Promise<void> {
    const { breakdown, dimension } = this.question.table;
    if (breakdown !== undefined)
      this.rows = await this.breakDown(this.rows, { breakdown, dimension, within: [] });
  }

  /** The first of the rows with what they are made of, and that again where a second level is asked for. */
  private async breakDown(
    rows: readonly ResultRow[],
    { breakdown, dimension, within }: Breaking,
  ): Promise<readonly ResultRow[]> {
    const { rows: most } = toBreakdownLimits(breakdown);
    const broken: ResultRow[] = [];
    for (const row of rows.slice(0, most)) {
      const path = [...within, { dimension, itemId: row.id }];
      broken.push(await this.readParts(row, breakdown, path));
    }
    return [...broken, ...rows.slice(most)];
  }

  private async readParts(
    row: ResultRow,
    breakdown: ReportBreakdown,
    within: readonly BrokenItem[],
  ): Promise<ResultRow> {
    try {
      const answer = await this.send(toBreakdownRequest(this.question, breakdown, within), "shown");
      const parts = toRows(answer, this.question.table.metrics.length);
      const { breakdown: next, dimension } = breakdown;
      if (next === undefined) return { ...row, parts };
      return { ...row, parts: await this.breakDown(parts, { breakdown: next, dimension, within }) };
    } catch (error) {
      if (!isApiError(error) || error.code === "cancelled") throw error;
      return { ...row, failure: error.message };
    }
  }

  private async send(request: ReportRequest, shown?: "shown"): Promise<Report> {
    const { session, signal, onProgress } = this.parts;
    if (shown !== undefined) this.requests.push(toReportBody(request));
    this.sent += 1;
    const progress = { table: this.title, rows: this.rows.length, requests: this.sent };
    onProgress?.(progress);
    const onWait = (milliseconds: number, error: ApiError): void =>
      onProgress?.({ ...progress, wait: { milliseconds, isThrottled: error.code === "throttled" } });
    return await fetchReport(session, request, { signal, onWait });
  }
}
