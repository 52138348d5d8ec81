/**
 * The answer to a report as a table: names beside ids, numbers where the platform sent numbers, and what failed where it failed.
 * A missing number stays missing; it never becomes zero.
 */
import type { Report } from "../api/cjaReports";
import { say } from "../words/say";
import type { DataViewComponents } from "./reportProblems";

/** A number, or that the platform has none. */
export type ResultValue = number | undefined;

/** One metric. */
export interface ResultColumn {
  readonly id: string;
  readonly name: string;
  /** As the data view says: `int`, `percent`, `currency`, … */
  readonly type: string | undefined;
  /** Why the platform counted nothing for it, although it answered. */
  readonly failure: string | undefined;
}

/** One item of the dimension; a value per column. */
export interface ResultRow {
  readonly id: string;
  readonly label: string;
  readonly values: readonly ResultValue[];
  /** The same in the period before; missing without comparison, or where the item had no row then. */
  readonly before?: readonly ResultValue[] | undefined;
  /** What it is made of, one level down. */
  readonly parts?: readonly ResultRow[] | undefined;
  /** Why it could not be broken down. */
  readonly failure?: string | undefined;
}

/** The answer to one table. */
export interface ResultTable {
  readonly title: string;
  readonly dimension: { readonly id: string; readonly name: string };
  /** Into what rows are broken down, from the outside in; none, one or two. */
  readonly breakdowns: readonly { readonly id: string; readonly name: string }[];
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly ResultRow[];
  readonly totals: readonly ResultValue[];
  readonly totalsBefore: readonly ResultValue[] | undefined;
  /** How many rows the platform has, of which `rows` may be the first. */
  readonly allRows: number;
  /** What is missing of the answer and why, in sentences; a table that could not be counted at all has nothing else. */
  readonly gaps: readonly string[];
  /** Places among the columns of metrics that follow each other. */
  readonly steps: readonly number[];
  /** The bodies as they were sent, in order; of many pages the first. */
  readonly requests: readonly object[];
}

/** Finds names for ids; an id the data view does not list is its own name. */
export class ComponentNames {
  private readonly metrics: ReadonlyMap<string, { readonly name: string; readonly type: string | undefined }>;
  private readonly dimensions: ReadonlyMap<string, string>;
  private readonly filters: ReadonlyMap<string, string>;

  constructor({ metrics, calculatedMetrics = [], dimensions, filters = [] }: DataViewComponents) {
    this.metrics = new Map([...metrics, ...calculatedMetrics].map((metric) => [metric.id, metric]));
    this.dimensions = new Map(dimensions.map(({ id, name }) => [id, name]));
    this.filters = new Map(filters.map(({ id, name }) => [id, name]));
  }

  dimension(id: string): { readonly id: string; readonly name: string } {
    return { id, name: this.dimensions.get(id) ?? id };
  }

  filter(id: string): string {
    return this.filters.get(id) ?? id;
  }

  column(id: string): Omit<ResultColumn, "failure"> {
    const metric = this.metrics.get(id);
    return { id, name: metric?.name ?? id, type: metric?.type };
  }
}

/** The columns of an answer, each with its own failure. */
export function toColumns(
  metrics: readonly string[],
  { columnErrors }: Pick<Report, "columnErrors">,
  names: ComponentNames,
): readonly ResultColumn[] {
  return metrics.map((id, index) => {
    const error = columnErrors.find(({ columnId }) => columnId === String(index));
    const failure =
      error && (error.errorDescription ?? error.errorCode ?? say("The platform gives no reason"));
    return { ...names.column(id), failure };
  });
}

/** The numbers of an answer in the order of the metrics asked for: the platform leaves out the columns that failed. */
export function toValues(
  { columnIds }: Pick<Report, "columnIds">,
  numbers: readonly ResultValue[],
  count: number,
): readonly ResultValue[] {
  return Array.from({ length: count }, (_value, index) => {
    const place = columnIds.length === 0 ? index : columnIds.indexOf(String(index));
    return place < 0 ? undefined : numbers[place];
  });
}

/** The rows of one page of an answer, before which there were so many. */
export function toRows(answer: Report, count: number, before = 0): readonly ResultRow[] {
  return answer.rows.map(({ id, label, values }, index) => ({
    id: id ?? `row ${before + index + 1}`,
    label: label === "" ? (id ?? say("(no name)")) : label,
    values: toValues(answer, values, count),
  }));
}
