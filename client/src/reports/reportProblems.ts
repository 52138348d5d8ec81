/**
 * What is wrong with a report that has the right form: ids the data view lacks, days that are none, steps that are not counted.
 * Pure. Says nothing about ids while the components of the data view are not known.
 */
import type { DataViewComponent } from "../api/cjaDataViews";
import { UserError } from "../model/userError";
import { say } from "../words/say";
import { countDays, isDay } from "./reportDates";
import { type ReportFile, type ReportProblem, type ReportTable, readReportFile } from "./reportFile";

/** The guardrail of the platform (docs/platform.md#analytics). */
const MOST_DAYS = 549;

/** What a data view has. */
export interface DataViewComponents {
  readonly dimensions: readonly DataViewComponent[];
  readonly metrics: readonly DataViewComponent[];
  /** What people made for every data view; undefined where it was not read. */
  readonly calculatedMetrics?: readonly DataViewComponent[] | undefined;
  readonly filters?: readonly DataViewComponent[] | undefined;
}

/** Whether a metric is one of a data view itself; any other is a calculated one. */
export function isOfDataView(metricId: string): boolean {
  return metricId.startsWith("metrics/");
}

/** An id in a report file, and what it is the id of. */
export interface ReportId {
  readonly path: readonly (string | number)[];
  readonly kind: "dimension" | "metric" | "filter";
  readonly id: string;
}

/** Everything that is wrong, in the order of the file. */
export function findReportProblems(
  report: ReportFile,
  components: DataViewComponents | undefined,
): readonly ReportProblem[] {
  return [
    ...findDateProblems(report),
    ...(components === undefined ? [] : findIdProblems(report, components)),
    ...report.tables.flatMap(findStepProblems),
  ];
}

/** The report of a file that can be run; refuses another with the first thing that is wrong. */
export function getRunnableReport(text: string): ReportFile {
  const read = readReportFile(text);
  const [problem] = "problems" in read ? read.problems : findReportProblems(read.report, undefined);
  if ("problems" in read || problem !== undefined)
    throw new UserError("badFile", say("The report cannot be run. {0}", problem?.message ?? "").trim());
  return read.report;
}

/** The ids of filters, dimensions and metrics in a report, in the order of the file. */
export function listReportIds({ filters = [], where = [], tables }: ReportFile): readonly ReportId[] {
  return [
    ...filters.map((id, index) => ({ path: ["filters", index], kind: FILTER, id })),
    ...where.map(({ dimension: id }, index) => ({
      path: ["where", index, "dimension"],
      kind: DIMENSION,
      id,
    })),
    ...tables.flatMap(listTableIds),
  ];
}

const DIMENSION = "dimension" as const;
const METRIC = "metric" as const;
const FILTER = "filter" as const;

function listTableIds(table: ReportTable, index: number): readonly ReportId[] {
  const { breakdown, steps = [] } = table;
  const place = ["tables", index];
  const list = (name: string, ids: readonly string[]): ReportId[] =>
    ids.map((id, at) => ({ path: [...place, name, at], kind: METRIC, id }));
  return [
    { path: [...place, "dimension"], kind: DIMENSION, id: table.dimension },
    ...list("metrics", table.metrics),
    ...list("steps", steps),
    ...[breakdown, breakdown?.breakdown].flatMap((one, depth): ReportId[] =>
      one === undefined
        ? []
        : [
            {
              path: [...place, ...Array.from({ length: depth + 1 }, () => "breakdown"), "dimension"],
              kind: DIMENSION,
              id: one.dimension,
            },
          ],
    ),
  ];
}

function findIdProblems(report: ReportFile, components: DataViewComponents): ReportProblem[] {
  const { dimensions, metrics, calculatedMetrics, filters } = components;
  const toIds = (list: readonly DataViewComponent[] = []) => new Set(list.map(({ id }) => id));
  const known = { dimension: toIds(dimensions), metric: toIds(metrics), filter: toIds(filters) };
  const calculated = toIds(calculatedMetrics);
  const isMissing = ({ kind, id }: ReportId): boolean => {
    if (known[kind].has(id)) return false;
    if (kind === "filter") return filters !== undefined;
    if (kind === "dimension" || isOfDataView(id)) return true;
    return calculatedMetrics !== undefined && !calculated.has(id);
  };
  return listReportIds(report)
    .filter(isMissing)
    .map(({ path, kind, id }) => ({
      path,
      message:
        kind === "filter"
          ? say("No filter “{0}” is shared with this credential.", id)
          : kind === "metric"
            ? say("The data view has no metric “{0}”.", id)
            : say("The data view has no dimension “{0}”.", id),
    }));
}

function findDateProblems({ dates }: ReportFile): ReportProblem[] {
  if (!("from" in dates)) return [];
  const wrong = (["from", "to"] as const).filter((name) => !isDay(dates[name]));
  if (wrong.length > 0)
    return wrong.map((name) => ({
      path: ["dates", name],
      message: say("The calendar has no day “{0}”.", dates[name]),
    }));
  const days = countDays(dates);
  if (days < 1) return [{ path: ["dates", "to"], message: say("The last day is before the first.") }];
  return days > MOST_DAYS
    ? [{ path: ["dates", "from"], message: say("The platform answers for at most 18 months.") }]
    : [];
}

function findStepProblems({ steps = [], metrics }: ReportTable, index: number): ReportProblem[] {
  return steps.flatMap((id, at) =>
    metrics.includes(id)
      ? []
      : [
          {
            path: ["tables", index, "steps", at],
            message: say("The step “{0}” is not among the metrics.", id),
          },
        ],
  );
}
