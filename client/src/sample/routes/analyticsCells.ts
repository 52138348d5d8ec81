/** The numbers in the cells of a report. Ratios of nothing are "NaN" and some values are missing, as in real answers. */
import type { Metric } from "../data/sampleAnalytics";
import { listMetrics } from "../data/sampleAnalytics";
import { countOfDay, valueOfDay } from "../data/seasons";
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
  readonly place: { readonly index: number; readonly part: Part } | undefined;
}

/**
 * Which part of the whole belongs to a cell: a share, or the shares of steps of journeys. Whoever passes a step is counted there, day by day,
 * so that steps, days and journeys add up.
 */
export type Part = number | readonly number[];

/** The share of the whole. */
export function toShare(part: Part): number {
  return typeof part === "number" ? part : part.reduce((sum, share) => sum + share, 0);
}

const DAY = 86_400_000;

/** Returns the value of one cell. */
export function cellOf(metric: Metric, cell: CellPlace): number | string | null {
  if (metric.ratio !== undefined) return ratioOf(metric.ratio, cell);
  // Revenue of a few values was never tracked.
  if (metric.type === "currency" && cell.place !== undefined && cell.place.index % 17 === 16) return null;
  const part = cell.place?.part ?? 1;
  if (metric.type === "int" && typeof part !== "number") return countSteps(metric, cell, part);
  const value = totalOf(metric, cell) * toShare(part);
  return metric.type === "int" ? Math.round(value) : Math.round(value * 100) / 100;
}

function ratioOf([over, under]: readonly [string, string], cell: CellPlace): number | string {
  const metrics = listMetrics();
  const place = cell.place && { ...cell.place, part: toShare(cell.place.part) };
  const value = (id: string): number => {
    const metric = metrics.find((candidate) => candidate.id === id);
    return metric === undefined ? 0 : Number(cellOf(metric, { ...cell, place }) ?? 0);
  };
  const divisor = value(under);
  return divisor === 0 ? "NaN" : Math.round((value(over) / divisor) * 10_000) / 10_000;
}

/** Returns the total of a metric over all values: of a ratio it is the ratio of the totals. */
export function wholeOf(metric: Metric, scope: CellScope & { readonly range: DateRange }): number | string {
  if (metric.ratio === undefined) return totalOf(metric, scope);
  return ratioOf(metric.ratio, { ...scope, place: undefined });
}

type RangedScope = CellScope & { readonly range: DateRange };

/** Returns the sum of a plain metric over the range. */
function totalOf(metric: Metric, scope: RangedScope): number {
  if (metric.ratio !== undefined) return 0;
  return remember(scope, `${metric.id} ${scope.range.start} ${scope.range.end}`, () => {
    const days = listDays(metric, scope);
    // What is counted is counted each day, so that the days add up.
    if (metric.type === "int")
      return days.reduce((sum, { time, amount }) => sum + countOfDay(amount, { time, part: 1 }), 0);
    return Math.round(days.reduce((sum, { amount }) => sum + amount, 0) * 100) / 100;
  });
}

function countSteps(metric: Metric, scope: RangedScope, parts: readonly number[]): number {
  return listDays(metric, scope).reduce(
    (sum, { time, amount }) =>
      parts.reduce((counted, part) => counted + countOfDay(amount, { time, part }), sum),
    0,
  );
}

function remember({ sums }: CellScope, key: string, work: () => number): number {
  const known = sums.get(key);
  if (known !== undefined) return known;
  const made = work();
  sums.set(key, made);
  return made;
}

/** What belongs to each day of the range. Hours get their part of the day. */
function listDays(
  metric: Metric,
  scope: RangedScope,
): readonly { readonly time: number; readonly amount: number }[] {
  const days: { time: number; amount: number }[] = [];
  for (let day = Math.floor(scope.range.start / DAY) * DAY; day < scope.range.end; day += DAY) {
    const covered = Math.min(day + DAY, scope.range.end) - Math.max(day, scope.range.start);
    const weight = covered >= DAY ? 1 : hourWeight(Math.max(day, scope.range.start), covered);
    const value = remember(scope, `${metric.id} ${day}`, () =>
      valueOfDay(scope.seeded, metric, { time: day, now: scope.now }),
    );
    days.push({ time: day, amount: value * weight * scope.share });
  }
  return days;
}

/** Shops are busy around noon and in the evening. */
function hourWeight(start: number, covered: number): number {
  const hour = new Date(start).getUTCHours();
  const busy = 1 + 0.8 * Math.sin(((hour - 7) / 24) * 2 * Math.PI);
  return (covered / DAY) * (covered <= 3_600_000 ? busy : 1);
}
