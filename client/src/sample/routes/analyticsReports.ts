/** Reports of Customer Journey Analytics: checks the request against the data view and computes rows with seasons in them. */
import { type Call, readBody, readNumber, readRecord } from "../call";
import { shareOfStep } from "../data/journeyNumbers";
import { listJourneyTexts } from "../data/journeyTexts";
import {
  type AnalyticsView,
  type Dimension,
  JOURNEY_DIMENSION,
  listDataViews,
  listDimensions,
  listMetrics,
  type Metric,
  STEP_DIMENSION,
} from "../data/sampleAnalytics";
import { listCalculatedMetrics } from "../data/sampleAnalyticsComponents";
import { createShares } from "../data/seasons";
import type { SampleResponse } from "../exchange";
import { analyticsError, json } from "../replies";
import { type CellScope, cellOf, wholeOf } from "./analyticsCells";
import { type DateRange, dateRows, readDateRange } from "./analyticsDates";

/** Of one page. */
const MOST_ROWS = 50_000;
const MOST_METRICS = 20;
const MOST_DAYS = 549;
/** The item id of the largest item of every dimension. */
const FIRST_ITEM = 1_000_000;

/** One column as asked for; `metric` is missing for an id that the data view does not have. */
interface Column {
  readonly columnId: string;
  readonly id: string;
  readonly sort: string;
  readonly metric: Metric | undefined;
}

interface ReportOrder {
  readonly view: AnalyticsView;
  readonly dimension: Dimension;
  readonly columns: readonly Column[];
  readonly range: DateRange;
  readonly limit: number;
  readonly page: number;
  /** Part of the data that filters leave over. */
  readonly filtered: number;
  readonly search: string;
  /** Steps are counted in this journey alone. */
  readonly journey: string | undefined;
  readonly itemIds: ReadonlySet<string> | undefined;
  readonly dimensionSort: string;
}

/** Answers `POST /reports`. */
export function answerReport(call: Call): SampleResponse {
  if (call.settings.reportTimeout) return timeOut(call);
  const order = readOrder(call);
  return "refusal" in order ? order.refusal : json(200, toReport(call, order));
}

/** The gateway gives up after a minute; the minute passes on the organisation's clock. */
function timeOut(call: Call): SampleResponse {
  call.clock.advance(60_000);
  return {
    status: 504,
    headers: { "content-type": "text/html" },
    body: "<html><body><h1>504 Gateway Time-out</h1></body></html>",
  };
}

function refuse(status: number, code: string, text: string): { refusal: SampleResponse } {
  return { refusal: analyticsError(status, code, text) };
}

function readOrder(call: Call): ReportOrder | { refusal: SampleResponse } {
  const body = readRecord(readBody(call.request));
  if (body === undefined) return refuse(400, "invalid_data", "The body must be a JSON object");
  const dataId = body["dataId"] ?? body["rsid"];
  const view = listDataViews(call.seeded).find(({ id }) => id === dataId);
  if (view === undefined)
    return refuse(404, "resource_not_found", `The data view ${String(dataId)} does not exist`);
  const dimension = listDimensions().find(({ id }) => id === body["dimension"]);
  if (dimension === undefined)
    return refuse(400, "invalid_data", `The dimension ${String(body["dimension"])} does not exist`);
  const filters = Array.isArray(body["globalFilters"])
    ? body["globalFilters"].map((filter: unknown) => readRecord(filter) ?? {})
    : [];
  const range = filters
    .map((filter) => readDateRange(String(filter["dateRange"] ?? "")))
    .find((found) => found !== undefined);
  if (range === undefined) return refuse(400, "invalid_data", "globalFilters need a dateRange");
  if (range.end - range.start > MOST_DAYS * 86_400_000)
    return refuse(400, "invalid_data", "The range is longer than 18 months");
  const columns = readColumns(call, body["metricContainer"]);
  if (columns.length === 0 || columns.length > MOST_METRICS)
    return refuse(400, "invalid_data", `Between 1 and ${MOST_METRICS} metrics are needed`);
  const settings = readRecord(body["settings"]) ?? {};
  const limit = Number(settings["limit"] ?? 50);
  if (!(limit >= 1 && limit <= MOST_ROWS))
    return refuse(400, "invalid_data", `limit must be between 1 and ${MOST_ROWS}`);
  const journey = dimension.id === STEP_DIMENSION ? findJourney(filters) : undefined;
  const isNarrow =
    journey === undefined && filters.some((filter) => /segment|breakdown/i.test(String(filter["type"])));
  const search = readRecord(body["search"]);
  const itemIds = search?.["itemIds"];
  return {
    view,
    dimension,
    columns,
    range,
    limit,
    page: Number(settings["page"] ?? 0),
    filtered: (isNarrow ? 0.37 : 1) * readBrokenShare(body["metricContainer"]),
    search: /CONTAINS '([^']*)'/i.exec(String(search?.["clause"] ?? ""))?.[1]?.toLowerCase() ?? "",
    journey,
    itemIds: Array.isArray(itemIds) ? new Set(itemIds.map(String)) : undefined,
    dimensionSort: String(settings["dimensionSort"] ?? ""),
  };
}

/** The journey that a filter within the request names. */
function findJourney(filters: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  for (const filter of filters) {
    const container = readRecord(readRecord(filter["segmentDefinition"])?.["container"]);
    const condition = readRecord(container?.["pred"]);
    if (readRecord(condition?.["val"])?.["name"] === JOURNEY_DIMENSION) return String(condition?.["str"]);
  }
  return undefined;
}

/** The part of everything that belongs to the items a report is broken down by. */
function readBrokenShare(container: unknown): number {
  const given = readRecord(container)?.["metricFilters"];
  const filters: readonly unknown[] = Array.isArray(given) ? given : [];
  return filters.reduce<number>((share, filter) => share * toItemShare(readRecord(filter)), 1);
}

function toItemShare(filter: Readonly<Record<string, unknown>> | undefined): number {
  if (filter === undefined || !/breakdown/i.test(String(filter["type"]))) return 1;
  const dimension = listDimensions().find(({ id }) => id === filter["dimension"]);
  const index = Number(filter["itemId"]) - FIRST_ITEM;
  if (dimension === undefined || dimension.items === "date") return 0.37;
  return index >= 0 && index < dimension.items ? createShares(dimension.items)(index) : 0;
}

function readColumns({ seeded }: Call, container: unknown): Column[] {
  const metrics = readRecord(container)?.["metrics"];
  const known = [...listMetrics(), ...listCalculatedMetrics(seeded)];
  return (Array.isArray(metrics) ? metrics : []).map((given: unknown, index) => {
    const { columnId = String(index), id, sort } = readRecord(given) ?? {};
    return {
      columnId: String(columnId),
      id: String(id),
      sort: String(sort ?? ""),
      metric: known.find((metric) => metric.id === id),
    };
  });
}

interface ReportRow {
  readonly itemId: string;
  readonly value: string;
  readonly data: readonly (number | string | null)[];
}

function toReport(call: Call, order: ReportOrder): object {
  const sound = order.columns.filter((column) => column.metric !== undefined);
  const { rows, total } = toRows(call, order, sound);
  const totalPages = Math.ceil(total / order.limit);
  const scope = scopeOf(call, order);
  const totals = sound.map(({ metric }) =>
    metric === undefined ? 0 : wholeOf(metric, { ...scope, range: order.range }),
  );
  const errors = order.columns.filter((column) => column.metric === undefined);
  return {
    totalPages,
    firstPage: order.page === 0,
    lastPage: order.page + 1 >= totalPages,
    numberOfElements: rows.length,
    number: order.page,
    totalElements: total,
    columns: {
      dimension: { id: order.dimension.id, type: order.dimension.items === "date" ? "time" : "string" },
      columnIds: sound.map(({ columnId }) => columnId),
      ...(errors.length === 0
        ? {}
        : {
            columnErrors: errors.map(({ columnId, id }) => ({
              columnId,
              errorCode: "unknown_metric",
              errorId: call.requestId,
              errorDescription: `The metric ${id} does not exist`,
            })),
          }),
    },
    rows,
    summaryData: { filteredTotals: totals, totals, annotations: [], annotationExceptions: [] },
  };
}

function scopeOf(call: Call, order: ReportOrder): CellScope {
  const share = order.view.share * order.filtered;
  return { seeded: call.seeded, now: call.clock.now(), share, sums: new Map() };
}

function toRows(
  call: Call,
  order: ReportOrder,
  columns: readonly Column[],
): { rows: ReportRow[]; total: number } {
  const scope = scopeOf(call, order);
  const window = [order.page * order.limit, (order.page + 1) * order.limit] as const;
  const cells = (range: DateRange): ReportRow["data"] =>
    columns.map(({ metric }) =>
      metric === undefined ? null : cellOf(metric, { ...scope, range, place: undefined }),
    );
  if (order.dimension.items === "date") {
    const all = dateRows(order.dimension.id, order.range).map(({ itemId, value, range }) => ({
      itemId,
      value,
      data: cells(range),
    }));
    return { rows: sortDates(all, order).slice(...window), total: all.length };
  }
  const count = order.dimension.items;
  const shareOf = createShares(count);
  const isOfSteps = order.dimension.id === STEP_DIMENSION;
  const { journey } = order;
  const toShare = (metric: Metric, index: number): number =>
    isOfSteps ? shareOfStep(metric.id, { step: valueAt(order.dimension, index), journey }) : shareOf(index);
  const isThere = (index: number): boolean =>
    journey === undefined || listStepNames(journey).includes(valueAt(order.dimension, index));
  const places = Array.from({ length: count }, (_value, index) => index).filter(
    (index) =>
      isThere(index) &&
      (order.itemIds?.has(toItemId(index)) ?? true) &&
      (order.search === "" || valueAt(order.dimension, index).toLowerCase().includes(order.search)),
  );
  // Places are in descending order of size already, so fifty thousand of them need no sorting.
  if (order.columns.some(({ sort }) => sort === "asc")) places.reverse();
  const rows = places.slice(...window).map((index) => ({
    itemId: toItemId(index),
    value: valueAt(order.dimension, index),
    data: columns.map(({ metric }) =>
      metric === undefined
        ? null
        : cellOf(metric, { ...scope, range: order.range, place: { index, share: toShare(metric, index) } }),
    ),
  }));
  return { rows, total: places.length };
}

function listStepNames(journey: string): readonly string[] {
  return listJourneyTexts()
    .filter(({ name }) => name === journey)
    .flatMap(({ steps }) => steps.map(({ name }) => name));
}

function toItemId(index: number): string {
  return String(FIRST_ITEM + index);
}

function valueAt(dimension: Dimension, index: number): string {
  return dimension.values[index] ?? `SKU-${100_000 + index}`;
}

function sortDates(rows: ReportRow[], { columns, dimensionSort }: ReportOrder): ReportRow[] {
  const place = columns.findIndex(({ sort }) => sort === "asc" || sort === "desc");
  if (dimensionSort === "desc") return rows.reverse();
  if (dimensionSort === "asc" || place < 0) return rows;
  const sign = columns[place]?.sort === "asc" ? 1 : -1;
  return rows.sort((a, b) => (Number(a.data[place] ?? 0) - Number(b.data[place] ?? 0)) * sign);
}

/** Answers `GET /reports/topItems`. */
export function answerTopItems(call: Call): SampleResponse {
  const query = call.url.searchParams;
  const view = listDataViews(call.seeded).find(({ id }) => id === (query.get("dataId") ?? query.get("rsid")));
  const dimension = listDimensions().find(({ id }) => id === query.get("dimension"));
  if (view === undefined) return analyticsError(404, "resource_not_found", "The data view does not exist");
  if (dimension === undefined || dimension.items === "date")
    return analyticsError(400, "invalid_data", "The dimension does not exist");
  const limit = readNumber(call, "limit", 10);
  const page = readNumber(call, "page", 0);
  const count = Math.max(0, Math.min(limit, dimension.items - page * limit));
  const rows = Array.from({ length: count }, (_value, index) => ({
    itemId: toItemId(page * limit + index),
    value: valueAt(dimension, page * limit + index),
  }));
  const totalPages = Math.ceil(dimension.items / limit);
  return json(200, {
    dataId: view.id,
    dimension: { id: dimension.id, type: "string" },
    rows,
    number: page,
    numberOfElements: rows.length,
    totalElements: dimension.items,
    totalPages,
    firstPage: page === 0,
    lastPage: page + 1 >= totalPages,
  });
}
