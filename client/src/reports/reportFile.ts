/**
 * What a report file (`name.cja.json`) says: which data view is asked what, for which days. Reads the file and names what is
 * wrong with its form, by place. Knows no data view: what its ids mean is checked in `reportProblems.ts`.
 */
import * as z from "zod";
import { say } from "../words/say";
import { toFormText } from "./formProblems";

/** What ends the name of a report file. */
export const REPORT_FILE_ENDING = ".cja.json";

/** The platform's limit for one export (docs/platform.md#analytics). */
export const MOST_REPORT_ROWS = 50_000;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: () => say("must be a day such as 2026-01-31") });
const id = z.string().trim().min(1);

const datesShape = z.union([
  z.strictObject({ from: day, to: day }),
  z.strictObject({ last: z.int().min(1).max(549) }),
]);

/** Counts only what matches. */
const conditionShape = z.strictObject({
  dimension: id,
  equals: z.string(),
  /** What is counted as a whole: everything of a person who ever matched, of a session, or the matching events alone. */
  of: z.enum(["person", "session", "event"]).optional(),
});

const brokenShape = z.strictObject({
  dimension: id,
  rows: z.int().min(1).max(50).optional(),
  items: z.int().min(1).max(50).optional(),
});

const tableShape = z.strictObject({
  title: z.string().optional(),
  dimension: id,
  metrics: z.array(id).min(1).max(20),
  /** Metrics that follow each other, such as visits, cart, order. */
  steps: z.array(id).min(2).optional(),
  /** What rows are made of, and what that is made of. */
  breakdown: z.strictObject({ ...brokenShape.shape, breakdown: brokenShape.optional() }).optional(),
  rows: z.int().min(1).max(MOST_REPORT_ROWS).optional(),
  order: z.enum(["largest", "smallest", "natural"]).optional(),
});

const reportShape = z.strictObject({
  $schema: z.string().optional(),
  title: z.string().trim().min(1),
  dataView: id,
  dates: datesShape,
  /** Whether the same number of days before is asked for as well. */
  compareBefore: z.boolean().optional(),
  /** Ids of filters of Customer Journey Analytics. */
  filters: z.array(id).optional(),
  where: z.array(conditionShape).optional(),
  tables: z.array(tableShape).min(1).max(10),
});

/** A report as its file says it. */
export type ReportFile = z.output<typeof reportShape>;

/** One question of a report. */
export type ReportTable = ReportFile["tables"][number];

/** How rows are broken down, one or two levels deep. */
export type ReportBreakdown = z.output<typeof brokenShape> & {
  readonly breakdown?: z.output<typeof brokenShape> | undefined;
};

/** Which days a report is about. */
export type ReportDates = ReportFile["dates"];

/** Something that is wrong, and where: member names and places in lists from the outside in. */
export interface ReportProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A read file, or why it cannot be read. */
export type ReadReport =
  | { readonly report: ReportFile }
  | { readonly problems: readonly [ReportProblem, ...ReportProblem[]] };

/** Reads the text of a report file. */
export function readReportFile(text: string): ReadReport {
  let value: unknown;
  try {
    // Other programs put a mark of the byte order in front.
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { problems: [{ path: [], message: "The file is no JSON." }] };
  }
  const read = reportShape.safeParse(value, { reportInput: true });
  if (read.success) return { report: read.data };
  const [first, ...others] = read.error.issues.map(toProblem);
  return { problems: [first ?? { path: [], message: "The file is no report." }, ...others] };
}

/** The text of a new file. */
export function toReportText(report: ReportFile): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** "tables[0].dimension", for people. */
function toPlaceText(path: ReportProblem["path"]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${part}`))
    .join("");
}

function toProblem(issue: z.core.$ZodIssue): ReportProblem {
  const path = issue.path.flatMap((part) => (typeof part === "symbol" ? [] : [part]));
  return { path, message: toFormText(issue, toPlaceText(path) || say("The report")) };
}
