/**
 * What a report asks of the platform: one request per table, page and period. Pure, so that what is sent can be shown and tested.
 */
import type { ReportRequest } from "../api/cjaReports";
import { type DayRange, isDateDimension, toDateRangeText } from "./reportDates";
import type { ReportBreakdown, ReportFile, ReportTable } from "./reportFile";

/** Rows of one page, the documented limit of a dimension (docs/platform.md#analytics). */
export const PAGE_ROWS = 1_000;

const USUAL_ROWS = 50;
/** A day has 24 rows of hours; whoever asks for a trend wants all of it. */
const USUAL_DATE_ROWS = 1_000;
const USUAL_BROKEN_ROWS = 10;
const USUAL_ITEMS = 5;

/** How many rows a table is to have at most. */
export function toRowLimit({ rows, dimension }: ReportTable): number {
  return rows ?? (isDateDimension(dimension) ? USUAL_DATE_ROWS : USUAL_ROWS);
}

/** How many rows are broken down, into how many items each. */
export function toBreakdownLimits({ rows, items }: Pick<ReportBreakdown, "rows" | "items">): {
  readonly rows: number;
  readonly items: number;
} {
  return { rows: rows ?? USUAL_BROKEN_ROWS, items: items ?? USUAL_ITEMS };
}

/** An item of a dimension. */
export interface BrokenItem {
  readonly dimension: string;
  readonly itemId: string;
}

/** What the requests of one table and period have in common. */
export interface TableQuestion {
  readonly report: ReportFile;
  readonly table: ReportTable;
  readonly range: DayRange;
}

/** The request for one page of a table. */
export function toTableRequest({ report, table, range }: TableQuestion, page: number): ReportRequest {
  return {
    ...toCommonRequest(report, range),
    dimension: table.dimension,
    metrics: table.metrics,
    limit: Math.min(PAGE_ROWS, toRowLimit(table)),
    page,
    sort: toSort(table),
  };
}

/** The request for some rows of a table in another period. */
export function toItemsRequest(question: TableQuestion, itemIds: readonly string[]): ReportRequest {
  return { ...toTableRequest(question, 0), limit: Math.max(1, itemIds.length), itemIds };
}

/** The request for what an item is made of; `within` names it, and what it is itself a part of, from the outside in. */
export function toBreakdownRequest(
  { report, table, range }: TableQuestion,
  breakdown: ReportBreakdown,
  within: readonly BrokenItem[],
): ReportRequest {
  return {
    ...toCommonRequest(report, range),
    dimension: breakdown.dimension,
    metrics: table.metrics,
    limit: toBreakdownLimits(breakdown).items,
    page: 0,
    sort: toSort({ dimension: breakdown.dimension, order: undefined }),
    within,
  };
}

function toCommonRequest({ dataView, filters, where }: ReportFile, range: DayRange) {
  return {
    dataViewId: dataView,
    dateRange: toDateRangeText(range),
    segmentIds: filters,
    conditions: where?.map(({ dimension, equals, of }) => ({ dimension, equals, of: of ?? "person" })),
  };
}

function toSort({ dimension, order }: Pick<ReportTable, "dimension" | "order">): ReportRequest["sort"] {
  const meant = order ?? (isDateDimension(dimension) ? "natural" : "largest");
  if (meant === "natural") return { by: "dimension", direction: "asc" };
  return { by: "metric", direction: meant === "largest" ? "desc" : "asc" };
}
