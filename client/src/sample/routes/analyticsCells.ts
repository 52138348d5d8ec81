/** The numbers in the cells of a report. Ratios of nothing are "NaN" and some values are missing, as in real answers. */
import type { Metric } from "../data/sampleAnalytics";
import { listMetrics } from "../data/sampleAnalytics";
import { valueOfDay } from "../data/seasons";
import type { Seeded } from "../seeded";
import type { DateRange } from "./analyticsDates";

/** What every cell of a report has in common. */
export interface CellScope {
  readonly seeded: Seeded;
  readonly now: number;
  /** Part of the whole company that the data view and the filters leave over. */
  readonly share: number;
  /** Sums that were worked out for this answer: a thousand items of one range are parts of the same whole. */
  readonly sums: Map<string, number>;
}

/** Which cell. Without a place it is a total over all values. */
export interface CellPlace extends CellScope {
  readonly range: DateRange;
  readonly place: { readonly index: number; readonly share: number } | undefined;
}

const DAY = 86_400_000;

/** Returns the value of one cell. */
export function cellOf(metric: Metric, cell: CellPlace): number | string | null {
  if (metric.ratio !== undefined) return ratioOf(metric.ratio, cell);
  // Revenue of a few values was never tracked.
  if (metric.type === "currency" && cell.place !== undefined && cell.place.index % 17 === 16) return null;
  const part = cell.place?.share ?? 1;
  const value = totalOf(metric, cell) * part;
  return metric.type === "int" ? Math.round(value) : Math.round(value * 100) / 100;
}

function ratioOf([over, under]: readonly [string, string], cell: CellPlace): number | string {
  const metrics = listMetrics();
  const value = (id: string): number => {
    const metric = metrics.find((candidate) => candidate.id === id);
    return metric === undefined ? 0 : Number(cellOf(metric, cell) ?? 0);
  };
  const divisor = value(under);
  return divisor === 0 ? "NaN" : Math.round((value(over) / divisor) * 10_000) / 10_000;
}

/** Returns the total of a metric over all values: of a ratio it is the ratio of the totals. */
export function wholeOf(metric: Metric, scope: CellScope & { readonly range: DateRange }): number | string {
  if (metric.ratio === undefined)
    return metric.type === "int" ? Math.round(totalOf(metric, scope)) : totalOf(metric, scope);
  return ratioOf(metric.ratio, { ...scope, place: undefined });
}

/** Returns the sum of a plain metric over the range. */
function totalOf(metric: Metric, scope: CellScope & { readonly range: DateRange }): number {
  const key = `${metric.id} ${scope.range.start} ${scope.range.end}`;
  const sum = scope.sums.get(key) ?? sumDays(metric, scope);
  scope.sums.set(key, sum);
  return sum;
}

/** Hours get their part of the day. */
function sumDays(metric: Metric, scope: CellScope & { readonly range: DateRange }): number {
  if (metric.ratio !== undefined) return 0;
  let sum = 0;
  for (let day = Math.floor(scope.range.start / DAY) * DAY; day < scope.range.end; day += DAY) {
    const covered = Math.min(day + DAY, scope.range.end) - Math.max(day, scope.range.start);
    const weight = covered >= DAY ? 1 : hourWeight(Math.max(day, scope.range.start), covered);
    sum += valueOfDay(scope.seeded, metric, { time: day, now: scope.now }) * weight;
  }
  return Math.round(sum * scope.share * 100) / 100;
}

/** Shops are busy around noon and in the evening. */
function hourWeight(start: number, covered: number): number {
  const hour = new Date(start).getUTCHours();
  const busy = 1 + 0.8 * Math.sin(((hour - 7) / 24) * 2 * Math.PI);
  return (covered / DAY) * (covered <= 3_600_000 ? busy : 1);
}
