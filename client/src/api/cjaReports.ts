/**
 * Reports of Customer Journey Analytics (docs/platform.md#analytics). Refuses to turn `NaN`, infinity or null into
 * zero, and to hide the errors of single metrics that arrive with status 200.
 */
import * as z from "zod";
import type { ApiSession, CallOptions } from "./apiSession";
import { count, findNumber, findText, flag, getShape, listOf, part, readList, text } from "./tolerantShapes";

/** The gateway gives up after 60 s by itself. */
const REPORT_DEADLINE_MS = 75_000;

/** What to count, over what, for when. */
export interface ReportRequest {
  readonly dataViewId: string;
  /** E.g. `variables/daterangeday`. */
  readonly dimension: string;
  /** Metric ids, e.g. `metrics/visits`; at most 20. */
  readonly metrics: readonly string[];
  /** Two times without zone, in the time zone of the data view, joined by `/`. */
  readonly dateRange: string;
  /** CJA filter ids. */
  readonly segmentIds?: readonly string[] | undefined;
  /** Counts only people, sessions or events where a dimension has a value. */
  readonly conditions?: readonly ReportFilterCondition[] | undefined;
  /** Counts only what belongs to these items of other dimensions. */
  readonly within?: readonly { readonly dimension: string; readonly itemId: string }[] | undefined;
  /** Only these items of the dimension, whatever their rank. */
  readonly itemIds?: readonly string[] | undefined;
  /** Rows per page, at most 1,000; default 400. */
  readonly limit?: number | undefined;
  readonly page?: number | undefined;
  /** `asc` or `desc` by the first metric, or by the dimension itself. */
  readonly sort?: { readonly by: "metric" | "dimension"; readonly direction: "asc" | "desc" } | undefined;
  readonly search?: string | undefined;
}

/** A filter that stands in the request instead of being made on the platform first. */
export interface ReportFilterCondition {
  readonly dimension: string;
  readonly equals: string;
  readonly of: "person" | "session" | "event";
}

/** The platform's words for what a filter keeps whole. */
const CONTEXTS = { person: "visitors", session: "visits", event: "hits" } as const;

const numbersWhenSent = z
  .unknown()
  .optional()
  .transform((value) => (value === undefined ? undefined : readNumbers(value)));

const rowShape = z
  .object({ itemId: text, value: text, data: z.unknown().optional().transform(readNumbers) })
  .transform(({ itemId, value, data }) => ({ id: itemId, label: value ?? "", values: data }));

const reportShape = z
  .object({
    totalPages: count,
    totalElements: count,
    lastPage: flag,
    number: count,
    columns: part(
      z.object({
        columnIds: z
          .unknown()
          .optional()
          .transform((value) => readList(value).flatMap((id) => findText(id) ?? [])),
        columnErrors: listOf(z.object({ columnId: text, errorCode: text, errorDescription: text })),
      }),
    ),
    rows: listOf(rowShape),
    summaryData: part(
      z.object({
        totals: numbersWhenSent,
        filteredTotals: numbersWhenSent,
      }),
    ),
  })
  .transform((raw) => ({
    /** One row per item of the dimension; a value is undefined where the platform has no number. */
    rows: raw.rows,
    columnIds: raw.columns?.columnIds ?? [],
    /** Metrics that failed although the report as a whole did not. */
    columnErrors: raw.columns?.columnErrors ?? [],
    totals: raw.summaryData?.filteredTotals ?? raw.summaryData?.totals ?? [],
    totalRows: raw.totalElements,
    isLastPage: raw.lastPage ?? (raw.totalPages ?? 1) <= (raw.number ?? 0) + 1,
  }));

/** One page of a report. */
export type Report = z.output<typeof reportShape>;

/** The body a report request sends; pure, so that it can be shown and saved. */
export function toReportBody(request: ReportRequest): Readonly<Record<string, unknown>> {
  const { sort, within = [] } = request;
  const filters = within.map((_item, index) => String(index));
  return {
    dataId: request.dataViewId,
    dimension: request.dimension,
    globalFilters: [
      { type: "dateRange", dateRange: request.dateRange },
      ...(request.segmentIds ?? []).map((segmentId) => ({ type: "segment", segmentId })),
      ...(request.conditions ?? []).map((condition) => ({
        type: "segment",
        segmentDefinition: toDefinition(condition),
      })),
    ],
    metricContainer: {
      ...(within.length === 0
        ? {}
        : {
            metricFilters: within.map((item, index) => ({ id: String(index), type: "breakdown", ...item })),
          }),
      metrics: request.metrics.map((id, index) => ({
        columnId: String(index),
        id,
        ...(within.length === 0 ? {} : { filters }),
        ...(sort?.by === "metric" && index === 0 ? { sort: sort.direction } : {}),
      })),
    },
    settings: {
      limit: Math.min(1_000, request.limit ?? 400),
      page: request.page ?? 0,
      countRepeatInstances: true,
      nonesBehavior: "return-nones",
      ...(sort?.by === "dimension" ? { dimensionSort: sort.direction } : {}),
    },
    ...toSearch(request),
  };
}

function toSearch({ search, itemIds }: ReportRequest): object {
  if (!search && itemIds === undefined) return {};
  return { search: { ...(search ? { clause: search } : {}), ...(itemIds === undefined ? {} : { itemIds }) } };
}

function toDefinition({ dimension, equals, of }: ReportFilterCondition): object {
  const value = { func: "attr", name: dimension };
  const pred = { func: "streq", str: equals, val: value };
  return {
    func: "segment",
    version: [1, 0, 0],
    container: { func: "container", context: CONTEXTS[of], pred },
  };
}

/** Runs a report. It only reads, so it is asked again when the service is busy; `throttled` when it stays so. */
export async function fetchReport(
  session: ApiSession,
  request: ReportRequest,
  options: CallOptions = {},
): Promise<Report> {
  const { body } = await session.send({
    host: "cja",
    scope: "organisation",
    method: "POST",
    path: "/reports",
    body: toReportBody(request),
    deadlineMs: REPORT_DEADLINE_MS,
    repeat: "patient",
    ...options,
  });
  return getShape(reportShape, body, "a report");
}

function readNumbers(value: unknown): readonly (number | undefined)[] {
  return readList(value).map(findNumber);
}
