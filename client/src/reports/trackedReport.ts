/**
 * A report over the tracking datasets as the answer to any other: put together from numbers that were counted one by one. Pure. A number
 * that was cut off, or that the datasets do not tell, is missing, and so is what would be its sum.
 */
import { say, sayNumber } from "../words/say";
import type { DayRange } from "./reportDates";
import type { ResultColumn, ResultTable, ResultValue } from "./reportResult";
import type { ReportResult } from "./runReport";
import { EXACT_ROWS, ONE_IN, readThinned } from "./thinnedRows";
import type { PlannedRow, PlannedTable } from "./trackedPlan";
import { UNTOLD_DELIVERY } from "./trackingRemarks";
import type { CountedRole } from "./trackingStatements";

/** What was counted for a plan. */
export interface TrackedCount {
  readonly title: string;
  readonly source: string;
  readonly range: DayRange;
  readonly before: DayRange;
  readonly tables: readonly PlannedTable[];
  /** In the order of the questions, with the rows that were told of the statements as they were sent. */
  readonly numbers: readonly { readonly rows: number; readonly sql: string }[];
  /** What a number is called. */
  readonly toName: (role: CountedRole) => string;
  /** Why it is counted this way; stands first. */
  readonly reason: string;
}

/** The answer. */
export function toTrackedResult({ tables, numbers, toName, reason, ...facts }: TrackedCount): ReportResult {
  const { title, source, range, before } = facts;
  let place = 0;
  const results = tables.map((table, index) => {
    const count = (table.rows.length + table.rowsBefore.length) * table.roles.length;
    const own = numbers.slice(place, place + count);
    place += count;
    const result = toTable(table, own, toName);
    return index > 0 ? result : { ...result, gaps: [reason, ...result.gaps] };
  });
  const dataView = { id: "", name: source, timeZone: "UTC" };
  return { title, dataView, range, before, parts: [], tables: results };
}

function toTable(
  table: PlannedTable,
  numbers: TrackedCount["numbers"],
  toName: TrackedCount["toName"],
): ResultTable {
  const { title, by, roles, rows, rowsBefore } = table;
  const columns = roles.map(
    (role): ResultColumn => ({ id: role, name: toName(role), type: "int", failure: undefined }),
  );
  const raw = [...rows, ...rowsBefore].map((row, index) => ({
    row,
    values: numbers
      .slice(index * roles.length, (index + 1) * roles.length)
      .map((one) => readThinned(one.rows)),
  }));
  const silent = findSilent(roles, raw.slice(0, rows.length));
  const values = raw.map(({ row, values: all }) =>
    all.map((value, index): ResultValue => {
      const isUntold = roles[index] === "delivered" && silent.has(row.subject);
      return isUntold ? undefined : value;
    }),
  );
  const [now, before] = [values.slice(0, rows.length), values.slice(rows.length)];
  return {
    title,
    dimension: DIMENSIONS[by](),
    breakdowns: [],
    columns,
    rows: rows.map(({ id, label }, index) => ({
      id,
      label,
      values: now[index] ?? [],
      ...(by === "day" ? {} : { before: before[index] }),
    })),
    totals: toTotals(columns, now),
    totalsBefore: before.length === 0 ? undefined : toTotals(columns, before),
    allRows: rows.length,
    gaps: [
      ...table.gaps,
      ...(silent.size > 0 ? [UNTOLD_DELIVERY] : []),
      ...listLimits(raw.flatMap((one) => one.values)),
    ],
    steps: table.steps.map((role) => roles.indexOf(role)),
    requests: numbers.map(({ sql }) => ({ sql })),
  };
}

const DIMENSIONS = {
  day: () => ({ id: "variables/daterangeday", name: say("Days") }),
  channel: () => ({ id: "channel", name: say("Channel") }),
  sender: () => ({ id: "sender", name: say("Sent by") }),
} as const;

/** Whatever it is, it is not nothing. */
const TOO_LARGE = 1;

/** Subjects that sent something of which no delivery is told. */
function findSilent(
  roles: readonly CountedRole[],
  raw: readonly { readonly row: PlannedRow; readonly values: readonly ResultValue[] }[],
): ReadonlySet<PlannedRow["subject"]> {
  const sum = (subject: PlannedRow["subject"], role: CountedRole): number =>
    raw
      .filter(({ row }) => row.subject === subject)
      .reduce((all, { values }) => all + (values[roles.indexOf(role)] ?? TOO_LARGE), 0);
  const subjects = raw.map(({ row }) => row.subject);
  return roles.includes("delivered")
    ? new Set(subjects.filter((one) => sum(one, "send") > 0 && sum(one, "delivered") === 0))
    : new Set();
}

/** What is missing in one row is missing in the sum. */
function toTotals(
  columns: readonly ResultColumn[],
  rows: readonly (readonly ResultValue[])[],
): readonly ResultValue[] {
  return columns.map((_column, place) =>
    rows.reduce<ResultValue>((sum, values) => {
      const value = values[place];
      return sum === undefined || value === undefined ? undefined : sum + value;
    }, 0),
  );
}

/** What is to be said of large numbers. */
function listLimits(values: readonly ResultValue[]): readonly string[] {
  const most = values.reduce<number>((largest, value) => Math.max(largest, value ?? 0), 0);
  return [
    ...(most > EXACT_ROWS
      ? [say("Numbers above {0} are rounded down to multiples of {1}.", sayNumber(EXACT_ROWS), ONE_IN)]
      : []),
    ...(values.includes(undefined)
      ? [say("Some numbers were too large to be counted and are left out. Choose fewer days.")]
      : []),
  ];
}
