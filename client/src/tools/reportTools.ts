/**
 * Tools about reports of Customer Journey Analytics: what a data view can be asked, and the answer to one table. Numbers as the platform
 * counted them; what it did not count is missing, never zero.
 */

import * as z from "zod";
import { toChangeText } from "../reports/numberText";
import { fetchComponents } from "../reports/reportComponents";
import { isDay } from "../reports/reportDates";
import type { ResultRow, ResultTable } from "../reports/reportResult";
import { runReport } from "../reports/runReport";
import { later, say } from "../words/say";
import { defineTool, type Tool } from "./tool";
import { toWords } from "./words";

const DATA_VIEW = z
  .string()
  .min(1)
  .max(200)
  .describe("The id of a data view; list_things of kind dataView lists them");
const COMPONENT = z.string().min(1).max(300);
const DAY = z.string().refine(isDay, "must be a day such as 2031-01-31");
const MOST_COMPONENTS = 80;

const COMPONENTS = defineTool({
  name: "find_report_components",
  title: later("Find dimensions and metrics"),
  description:
    "Dimensions and metrics of a data view of Customer Journey Analytics with their ids, those that share a word with what you look for first. Use it before run_report; never invent an id.",
  input: z.strictObject({ dataView: DATA_VIEW, about: z.string().max(200).optional() }),
  confirmation: ({ dataView }) => say("Read the dimensions and metrics of the data view {0}", dataView),
  async run({ dataView, about = "" }, { session, signal }) {
    const components = await fetchComponents(session.withSandbox(undefined), dataView, signal);
    const wanted = new Set(toWords(about));
    const count = (text: string) => toWords(text).filter((word) => wanted.has(word)).length;
    const pick = (list: (typeof components)["metrics"]) =>
      list
        .filter(({ isHidden }) => !isHidden)
        .map(({ id, name, description, type }) => ({ id, name, description, type }))
        .sort((one, other) => count(`${other.name} ${other.id}`) - count(`${one.name} ${one.id}`))
        .slice(0, MOST_COMPONENTS);
    const { dimensions, metrics } = components;
    return {
      data: { dimensions: pick(dimensions), metrics: pick(metrics) },
      readAt: session.clock.now(),
      notes: [dimensions, metrics].some(({ length }) => length > MOST_COMPONENTS)
        ? ["There are more. Say what you look for."]
        : [],
    };
  },
});

const RUN = defineTool({
  name: "run_report",
  title: later("Run a report"),
  description:
    "One table of Customer Journey Analytics: items of a dimension with metrics, for some days, with the period before where asked. Needs ids of find_report_components.",
  input: z.strictObject({
    dataView: DATA_VIEW,
    dimension: COMPONENT.describe("The id of a dimension"),
    metrics: z.array(COMPONENT).min(1).max(10).describe("Ids of metrics"),
    dates: z.union([
      z.strictObject({ from: DAY, to: DAY }),
      z.strictObject({ last: z.int().min(1).max(549) }),
    ]),
    rows: z.int().min(1).max(50).default(10),
    compareBefore: z.boolean().default(false),
  }),
  confirmation: ({ dimension, dataView }) => say("Count {0} in the data view {1}", dimension, dataView),
  async run({ dataView, dimension, metrics, dates, rows, compareBefore }, { session, signal }) {
    const table = { dimension, metrics, rows };
    const report = { title: "Report", dataView, dates, compareBefore, tables: [table] };
    const now = session.clock.now();
    const result = await runReport(report, { session: session.withSandbox(undefined), signal, now });
    const [answer] = result.tables;
    const { range, before } = result;
    return {
      data: { dataView: result.dataView, range, before, table: answer && toTable(answer, rows) },
      readAt: now,
      notes: [
        ...(answer?.gaps ?? []),
        ...(answer?.columns ?? []).flatMap(({ name, failure }) =>
          failure === undefined ? [] : [`${name} was not counted: ${failure}`],
        ),
      ],
    };
  },
});

function toTable({ dimension, columns, rows, totals, totalsBefore, allRows }: ResultTable, most: number) {
  const toCells = ({ values, before }: Pick<ResultRow, "values" | "before">) =>
    Object.fromEntries(
      columns.map(({ id }, at) => [
        id,
        before === undefined
          ? values[at]
          : { now: values[at], before: before[at], change: toChangeText(values[at], before[at]) },
      ]),
    );
  return {
    dimension,
    metrics: columns.map(({ id, name, type }) => ({ id, name, type })),
    rows: rows.slice(0, most).map(({ label, ...row }) => ({ item: label, ...toCells(row) })),
    totals: toCells({ values: totals, before: totalsBefore }),
    allRows,
  };
}

/** Tools about reports. */
export const REPORT_TOOLS: readonly Tool[] = [COMPONENTS, RUN];
