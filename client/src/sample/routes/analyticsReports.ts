/** Reports of Customer Journey Analytics: checks the request against the data view and computes rows with seasons in them. */
import { type Call, readBody, readNumber, readRecord } from "../call";
import { createJourneyShares, type JourneyShares } from "../data/journeyNumbers";
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
import { type CellScope, cellOf, type Part, toShare, wholeOf } from "./analyticsCells";
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
  /** Only events of this journey are counted. */
  readonly journey: string | undefined;
  readonly journeys: JourneyShares;
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
  const journey = findJourney(filters);
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
    journeys: createJourneyShares(),
    itemIds: Array.isArray(itemIds) ? new Set(itemIds.map(String)) : undefined,
    dimensionSort: String(settings["dimensionSort"] ?? ""),
  };
}

/** The journey whose events alone a filter within the request lets through. */
function findJourney(filters: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  for (const filter of filters) {
    const container = readRecord(readRecord(filter["segmentDefinition"])?.["container"]);
    const condition = readRecord(container?.["pred"]);
    if (container?.["context"] !== EVENTS) continue;
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

/** What a filter that lets single events through calls them. */
const EVENTS = "hits";

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
  const totals = sound.map(({ metric }) => (metric === undefined ? 0 : totalOf(metric, order, scope)));
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

/** Over all values: of a journey alone, what belongs to it. */
function totalOf(metric: Metric, order: ReportOrder, scope: CellScope): number | string | null {
  const { range } = order;
  const part = toJourneyPart(order, metric);
  return part === 1
    ? wholeOf(metric, { ...scope, range })
    : cellOf(metric, { ...scope, range, place: { index: 0, part } });
}

function toJourneyPart({ journey, journeys }: ReportOrder, { id }: Metric): Part {
  return journey === undefined ? (journeys.ofAll(id) ?? 1) : journeys.ofJourney(id, journey);
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
    columns.map(({ metric }) => (metric === undefined ? null : totalOf(metric, { ...order, range }, scope)));
  if (order.dimension.items === "date") {
    const all = dateRows(order.dimension.id, order.range).map(({ itemId, value, range }) => ({
      itemId,
      value,
      data: cells(range),
    }));
    return { rows: sortDates(all, order).slice(...window), total: all.length };
  }
  const toPart = createItemParts(order);
  const places = Array.from({ length: order.dimension.items }, (_value, index) => index).filter(
    (index) =>
      isOfJourney(order, index) &&
      (order.itemIds?.has(toItemId(index)) ?? true) &&
      (order.search === "" || valueAt(order.dimension, index).toLowerCase().includes(order.search)),
  );
  sortPlaces(places, order, toPart);
  const rows = places.slice(...window).map((index) => ({
    itemId: toItemId(index),
    value: valueAt(order.dimension, index),
    data: columns.map(({ metric }) =>
      metric === undefined
        ? null
        : cellOf(metric, { ...scope, range: order.range, place: { index, part: toPart(metric, index) } }),
    ),
  }));
  return { rows, total: places.length };
}

type ItemParts = (metric: Metric, index: number) => Part;

/** Which part of a metric each item has: of journeys and their steps as people go through them, of all others a long tail. */
function createItemParts(order: ReportOrder): ItemParts {
  const { dimension, journey, journeys } = order;
  const shareOf = createShares(dimension.items as number);
  switch (dimension.id) {
    case STEP_DIMENSION:
      return ({ id }, index) => journeys.ofStep(id, { step: valueAt(dimension, index), journey });
    case JOURNEY_DIMENSION:
      return ({ id }, index) => journeys.ofJourney(id, valueAt(dimension, index));
    default:
      return (metric, index) => toShare(toJourneyPart(order, metric)) * shareOf(index);
  }
}

/** Where one journey is counted, there are no other ones, and no steps of theirs. */
function isOfJourney({ dimension, journey }: ReportOrder, index: number): boolean {
  if (journey === undefined) return true;
  const value = valueAt(dimension, index);
  if (dimension.id === STEP_DIMENSION) return listStepNames(journey).includes(value);
  return dimension.id !== JOURNEY_DIMENSION || value === journey;
}

/** The largest first. A long tail is in this order already, so that fifty thousand items need no sorting. */
function sortPlaces(places: number[], { dimension, columns }: ReportOrder, toPart: ItemParts): void {
  const metric = (columns.find(({ sort }) => sort !== "") ?? columns[0])?.metric;
  const isTail = dimension.id !== STEP_DIMENSION && dimension.id !== JOURNEY_DIMENSION;
  if (!isTail && metric !== undefined) {
    const shares = new Map(places.map((index) => [index, toShare(toPart(metric, index))]));
    places.sort((one, other) => (shares.get(other) ?? 0) - (shares.get(one) ?? 0));
  }
  if (columns.some(({ sort }) => sort === "asc")) places.reverse();
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
