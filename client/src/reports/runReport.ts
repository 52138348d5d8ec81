/**
 * Asks the platform what a report file says, table by table, and puts the answers together. Keeps nothing. What fails stays where it
 * is: a metric in its column, a breakdown in its row, pages and days before and whole tables beside the others. A run ends only where
 * no table could be counted.
 */
import type { ApiSession } from "../api/apiSession";
import { type DataView as AnalyticsView, fetchDataView } from "../api/cjaDataViews";
import { say } from "../words/say";
import { listCountedParts } from "./countedParts";
import { readPeriodBefore } from "./periodBefore";
import { fetchAllComponents, fetchComponents } from "./reportComponents";
import { type DayRange, toDayRange, toRangeBefore, toToday } from "./reportDates";
import type { ReportBreakdown, ReportFile } from "./reportFile";
import { isOfDataView } from "./reportProblems";
import { type BrokenItem, type TableQuestion, toBreakdownLimits, toBreakdownRequest } from "./reportRequests";
import {
  ComponentNames,
  type ResultRow,
  type ResultTable,
  toColumns,
  toRows,
  toValues,
} from "./reportResult";
import { type ReportProgress, TableAsking, toReason } from "./tableAsking";
import { readTablePages } from "./tablePages";

/** What a run needs beside the report. */
export interface ReportRun {
  readonly session: ApiSession;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onProgress?: ((progress: ReportProgress) => void) | undefined;
}

/** Everything the platform answered. */
export interface ReportResult {
  readonly title: string;
  readonly dataView: Pick<AnalyticsView, "id" | "name" | "timeZone">;
  readonly range: DayRange;
  readonly before: DayRange | undefined;
  /** What of the data view is counted, a sentence each; empty where everything is. */
  readonly parts: readonly string[];
  readonly tables: readonly ResultTable[];
}

/** Runs a report. Rejects with `ApiError`, also when it is cancelled. */
export async function runReport(report: ReportFile, run: ReportRun): Promise<ReportResult> {
  const { session, signal } = run;
  const view = await fetchDataView(session, report.dataView, { signal });
  const isMadeByPeople = report.tables.some(({ metrics }) => !metrics.every(isOfDataView));
  const hasFilters = (report.filters ?? []).length > 0;
  const read = isMadeByPeople || hasFilters ? fetchAllComponents : fetchComponents;
  const names = new ComponentNames(await read(session, view.id, signal));
  const range = toDayRange(report.dates, toToday(run.now, view.timeZone));
  const before = report.compareBefore === true ? toRangeBefore(range) : undefined;
  const tables: ResultTable[] = [];
  const failures: unknown[] = [];
  for (const table of report.tables) {
    const tableRun = new TableRun({ report, table, range }, { ...run, names, before });
    try {
      tables.push(await tableRun.run());
    } catch (error) {
      tables.push(tableRun.toFailed(toReason(error)));
      failures.push(error);
    }
  }
  if (failures.length === tables.length) throw failures[0];
  const { id, name, timeZone } = view;
  const parts = listCountedParts(report, names);
  return { title: report.title, dataView: { id, name, timeZone }, range, before, parts, tables };
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
  private readonly asking: TableAsking;

  constructor(
    private readonly question: TableQuestion,
    private readonly parts: TableParts,
  ) {
    this.asking = new TableAsking(this.title, parts);
  }

  async run(): Promise<ResultTable> {
    const { metrics } = this.question.table;
    const { names, before: range } = this.parts;
    const { first, rows, allRows, gaps } = await readTablePages(this.question, this.asking);
    const before =
      range === undefined ? undefined : await readPeriodBefore(this.question, { rows, range }, this.asking);
    return {
      ...this.toHead(),
      columns: toColumns(metrics, first, names),
      rows: await this.readBreakdowns(before?.rows ?? rows),
      totals: toValues(first, first.totals, metrics.length),
      totalsBefore: before?.totalsBefore,
      allRows,
      gaps: [...gaps, ...(before?.gaps ?? [])],
    };
  }

  /** The table of which nothing is known but why. */
  toFailed(failure: string): ResultTable {
    const { metrics } = this.question.table;
    return {
      ...this.toHead(),
      columns: metrics.map((id) => ({ ...this.parts.names.column(id), failure: undefined })),
      rows: [],
      totals: metrics.map(() => undefined),
      totalsBefore: undefined,
      allRows: 0,
      gaps: [say("This table could not be counted: {0}", failure)],
    };
  }

  /** What a table is, whatever its numbers are. */
  private toHead(): Pick<ResultTable, "title" | "dimension" | "breakdowns" | "steps" | "requests"> {
    const { dimension, breakdown, steps = [], metrics } = this.question.table;
    const { names } = this.parts;
    return {
      title: this.title,
      dimension: names.dimension(dimension),
      breakdowns: [breakdown, breakdown?.breakdown].flatMap((one) =>
        one === undefined ? [] : [names.dimension(one.dimension)],
      ),
      steps: steps.map((id) => metrics.indexOf(id)).filter((place) => place >= 0),
      requests: this.asking.requests,
    };
  }

  private get title(): string {
    const { table } = this.question;
    return table.title ?? this.parts.names.dimension(table.dimension).name;
  }

  private async readBreakdowns(rows: readonly ResultRow[]): Promise<readonly ResultRow[]> {
    const { breakdown, dimension } = this.question.table;
    if (breakdown === undefined) return rows;
    return await this.breakDown(rows, { breakdown, dimension, within: [] });
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
      const answer = await this.asking.send(toBreakdownRequest(this.question, breakdown, within), "shown");
      const parts = toRows(answer, this.question.table.metrics.length);
      const { breakdown: next, dimension } = breakdown;
      if (next === undefined) return { ...row, parts };
      return { ...row, parts: await this.breakDown(parts, { breakdown: next, dimension, within }) };
    } catch (error) {
      return { ...row, failure: toReason(error) };
    }
  }
}
