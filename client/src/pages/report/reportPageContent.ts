/**
 * What the page of a report is sent. A missing number travels as null.
 */
import * as z from "zod/mini";
import { RESULT_FORMS } from "../../reports/resultForms";
import { HEAD_SHAPES } from "../frame/protocol";

const valueShape = z.nullable(z.number());
const valuesShape = z.array(valueShape);

const innerShape = z.object({ label: z.string(), values: valuesShape });

const partShape = z.object({
  ...innerShape.shape,
  parts: z.optional(z.array(innerShape)),
  failure: z.optional(z.string()),
});
export type ReportPartContent = z.infer<typeof partShape>;

const rowShape = z.object({
  label: z.string(),
  values: valuesShape,
  before: z.optional(valuesShape),
  parts: z.optional(z.array(partShape)),
  failure: z.optional(z.string()),
});
export type ReportRowContent = z.infer<typeof rowShape>;

/** What a question for more rows is answered. */
export const reportRowsShape = z.array(rowShape);

/** All moments of a table in their order, in milliseconds since 1970, and what each column was then. */
const trendShape = z.object({
  times: z.array(z.number()),
  values: z.array(valuesShape),
  before: z.optional(z.array(valuesShape)),
});
export type ReportTrendContent = z.infer<typeof trendShape>;

const columnShape = z.object({
  name: z.string(),
  type: z.optional(z.string()),
  failure: z.optional(z.string()),
});
export type ReportColumnContent = z.infer<typeof columnShape>;

const tableShape = z.object({
  title: z.string(),
  dimension: z.string(),
  /** From the outside in. */
  breakdowns: z.array(z.string()),
  columns: z.array(columnShape),
  /** The first of them; `count` are in the result, `allRows` on the platform. */
  rows: z.array(rowShape),
  count: z.number(),
  allRows: z.number(),
  /** What is missing of the answer and why. */
  gaps: z.array(z.string()),
  trend: z.optional(trendShape),
  totals: valuesShape,
  totalsBefore: z.optional(valuesShape),
  /** Places of columns that follow each other. */
  steps: z.array(z.number()),
  findings: z.array(z.object({ kind: z.string(), text: z.string() })),
  recommendations: z.array(z.object({ text: z.string(), condition: z.string() })),
  /** As they were sent. */
  requests: z.array(z.string()),
});
export type ReportTableContent = z.infer<typeof tableShape>;

/** Everything the page shows. */
export const reportContentShape = z.object({
  ...HEAD_SHAPES,
  /** Whether it is what a file says. */
  hasFile: z.boolean(),
  /** Where the numbers come from. */
  dataView: z.string(),
  days: z.string(),
  daysBefore: z.optional(z.string()),
  /** What of the data view is counted, a sentence each. */
  parts: z.array(z.string()),
  tables: z.array(tableShape),
});
export type ReportContent = z.infer<typeof reportContentShape>;

/** What the page asks its host. */
export const reportRequestShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("openAs"), form: z.enum(RESULT_FORMS) }),
  z.object({ type: z.literal("openFile") }),
  /** The rows of the result from a place on; as many as are drawn at once. */
  z.object({ type: z.literal("rows"), table: z.number(), from: z.number() }),
]);

/** What the page asks its host. */
export type ReportPageRequest = z.infer<typeof reportRequestShape>;
