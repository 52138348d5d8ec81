/**
 * Runs the report of a page and hands it over. The result is kept in memory while the window lives, for opening it in other forms,
 * and never on disk.
 */

import { UserError } from "../../model/userError";
import { findFindings } from "../../reports/findings";
import { findItemTime, isDateDimension, sayDays } from "../../reports/reportDates";
import { getRunnableReport } from "../../reports/reportProblems";
import type { ResultRow, ResultTable, ResultValue } from "../../reports/reportResult";
import { toResultText } from "../../reports/resultText";
import { type ReportResult, runReport } from "../../reports/runReport";
import type { ReportProgress } from "../../reports/tableAsking";
import { say, sayDay, sayNumber } from "../../words/say";
import { type PageContent, type PageContext, type PageHost, withoutAbsent } from "../frame/pageHost";
import type { PagePlace } from "../frame/protocol";
import {
  type ReportContent,
  type ReportPartContent,
  type ReportRowContent,
  type ReportTableContent,
  type ReportTrendContent,
  reportRequestShape,
} from "./reportPageContent";

/** What the page of a report needs of the editor. */
export interface ReportEditor {
  /** The text of a report file as it stands in the editor; undefined where there is none. */
  read(file: string): Promise<string | undefined>;
  /** Opens a report file. */
  open(file: string): Promise<void>;
  /** Shows how far a run is, with a way to end it. */
  showProgress<Result>(
    title: string,
    task: (signal: AbortSignal, report: (text: string) => void) => Promise<Result>,
  ): Promise<Result>;
  readonly now: () => number;
}

/** More rows than anybody reads at once; the page turns through the others. */
const MOST_DRAWN = 500;

/** The page of reports; the id of its place is the address of the file. */
export function toReportPage(editor: ReportEditor): PageHost {
  const results = new Map<string, ReportResult>();
  return {
    load: async (context) => {
      const result = isOfFile(context.place) ? await runFile(editor, context) : getHanded(context.handed);
      results.set(toKey(context.place), result);
      return toContent(result, context.place);
    },
    answer: async ({ place, editor: { create } }, request) => {
      const asked = reportRequestShape.parse(request);
      if (asked.type === "openFile") return await editor.open(place.id);
      const result = results.get(toKey(place));
      if (result === undefined) throw resultGone();
      if (asked.type === "rows") return listRows(result.tables[asked.table], asked.from);
      return await create(toResultText(result, asked.form), asked.form === "csv" ? "plaintext" : asked.form);
    },
  };
}

/** The address of a file has a scheme; what was counted for a template has no file, and is called like the template. */
function isOfFile({ id }: Pick<PagePlace, "id">): boolean {
  return id.includes(":");
}

/** Commands hand over a whole result, and keep it no longer than the window lives. */
function getHanded(handed: unknown): ReportResult {
  if (handed === undefined) throw resultGone();
  return handed as ReportResult;
}

function resultGone(): UserError {
  return new UserError("gone", say("The result is gone; run the report again."));
}

async function runFile(editor: ReportEditor, { place, session, signal }: PageContext): Promise<ReportResult> {
  const text = await editor.read(place.id);
  if (text === undefined) throw new UserError("gone", say("The file of this report is gone."));
  const report = getRunnableReport(text);
  return await editor.showProgress(say("Running “{0}”", report.title), (cancelling, tell) =>
    runReport(report, {
      session,
      signal: AbortSignal.any([signal, cancelling]),
      now: editor.now(),
      onProgress: (progress) => tell(toProgressText(progress)),
    }),
  );
}

/** The platform takes about one request a second, so that whoever waits knows for what. */
function toProgressText({ table, rows, ofRows, requests, wait }: ReportProgress): string {
  if (wait !== undefined) {
    const seconds = Math.max(1, Math.ceil(wait.milliseconds / 1_000));
    return wait.isThrottled
      ? say(
          "{0}: The platform asks to slow down. Request {1} is sent again in {2} s.",
          table,
          requests,
          seconds,
        )
      : say(
          "{0}: The platform did not answer. Request {1} is sent again in {2} s.",
          table,
          requests,
          seconds,
        );
  }
  if (rows === 0) return say("{0}: request {1}. The platform takes about one a second.", table, requests);
  return ofRows === undefined || ofRows <= rows
    ? say(
        "{0}: request {1}, {2} rows so far. The platform takes about one a second.",
        table,
        requests,
        sayNumber(rows),
      )
    : say(
        "{0}: request {1}, {2} of {3} rows so far. The platform takes about one a second.",
        table,
        requests,
        sayNumber(rows),
        sayNumber(ofRows),
      );
}

function toContent(result: ReportResult, { id, connection, sandbox }: PagePlace): PageContent {
  const { title, dataView, range, before, parts, tables } = result;
  const content: ReportContent = {
    id,
    name: title,
    connection,
    sandbox,
    hasFile: isOfFile({ id }),
    dataView: dataView.name,
    days: `${sayDays(range)}${dataView.timeZone === undefined ? "" : `, ${say("days of {0}", dataView.timeZone)}`}`,
    ...withoutAbsent({ daysBefore: before && sayDays(before) }),
    parts: [...parts],
    tables: tables.map(toTableContent),
  };
  return { title, content };
}

/** A statement as people write it. */
function toRequestText(request: object): string {
  return "sql" in request ? String(request.sql) : JSON.stringify(request, undefined, 2);
}

function toTableContent(table: ResultTable): ReportTableContent {
  const { dimension, breakdowns, columns, rows, totals, totalsBefore, requests } = table;
  const { findings, recommendations } = findFindings(table);
  return {
    title: table.title,
    dimension: dimension.name,
    count: rows.length,
    allRows: table.allRows,
    breakdowns: breakdowns.map(({ name }) => name),
    gaps: [...table.gaps],
    ...withoutAbsent({ totalsBefore: totalsBefore?.map(toNullable), trend: toTrend(table) }),
    columns: columns.map(({ name, type, failure }) => ({ name, ...withoutAbsent({ type, failure }) })),
    rows: listRows(table, 0),
    totals: totals.map(toNullable),
    steps: [...table.steps],
    findings: findings.map((finding) => ({ ...finding })),
    recommendations: recommendations.map((one) => ({ ...one })),
    requests: requests.map(toRequestText),
  };
}

const DAYS = "variables/daterangeday";

function listRows(table: ResultTable | undefined, from: number): ReportRowContent[] {
  const { rows = [], dimension } = table ?? {};
  return rows.slice(from, from + MOST_DRAWN).map((row) => toRowContent(row, dimension?.id === DAYS));
}

/** Every moment, however many rows are drawn; undefined for what is no trend. */
function toTrend({ dimension, rows, columns }: ResultTable): ReportTrendContent | undefined {
  if (!isDateDimension(dimension.id)) return undefined;
  const isCompared = rows.some(({ before }) => before !== undefined);
  const moments = rows.flatMap((row) => {
    const time = findItemTime(row.id);
    return time === undefined ? [] : [{ time, row }];
  });
  moments.sort((one, other) => one.time - other.time);
  const toLines = (pick: (row: ResultRow) => ResultRow["before"]) =>
    columns.map((_column, place) => moments.map(({ row }) => toNullable(pick(row)?.[place])));
  return {
    times: moments.map(({ time }) => time),
    values: toLines(({ values }) => values),
    ...(!isCompared ? {} : { before: toLines(({ before }) => before) }),
  };
}

/** The platform writes days in English. */
function toRowContent(
  { id, label, values, before, parts, failure }: ResultRow,
  isDay: boolean,
): ReportRowContent {
  const day = isDay ? findItemTime(id) : undefined;
  return {
    label: day === undefined ? label : sayDay(day),
    values: values.map(toNullable),
    ...withoutAbsent({
      failure,
      before: before?.map(toNullable),
      parts: parts?.map(toPartContent),
    }),
  };
}

function toPartContent({ label, values, parts, failure }: ResultRow): ReportPartContent {
  return {
    label,
    values: values.map(toNullable),
    ...withoutAbsent({
      failure,
      parts: parts?.map((part) => ({ label: part.label, values: part.values.map(toNullable) })),
    }),
  };
}

function toNullable(value: ResultValue): number | null {
  return value ?? null;
}

function toKey({ connection, sandbox, id }: PagePlace): string {
  return JSON.stringify([connection, sandbox, id]);
}
