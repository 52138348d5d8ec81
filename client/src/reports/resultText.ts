/**
 * The answer to a report as text: CSV for spreadsheets, Markdown for people, JSON for programs. Every row, and numbers as they came.
 */
import { unparse } from "papaparse";
import { escapeMarkdown } from "../model/markdownText";
import { say } from "../words/say";
import { findFindings } from "./findings";
import { toChangeText, toValueText } from "./numberText";
import type { DayRange } from "./reportDates";
import type { ResultRow, ResultTable, ResultValue } from "./reportResult";
import type { ResultForm } from "./resultForms";
import type { ReportResult } from "./runReport";

/** The text of a result in a form. */
export function toResultText(result: ReportResult, form: ResultForm): string {
  switch (form) {
    case "csv":
      return result.tables.map((table) => toCsv(table, result.parts)).join("\n\n");
    case "markdown":
      return toMarkdown(result);
    case "json":
      return `${JSON.stringify(result, undefined, 2)}\n`;
  }
}

interface FlatRow {
  readonly labels: readonly string[];
  readonly row: Pick<ResultRow, "values" | "before" | "failure">;
}

/** Rows with their parts below them; a row that is broken down stands for the whole of its parts. */
function flatten({ rows, breakdowns }: ResultTable): readonly FlatRow[] {
  const flattenBelow = (list: readonly ResultRow[], above: readonly string[]): readonly FlatRow[] =>
    list.flatMap((row) => {
      const labels = [...above, row.label];
      const empty = Array.from({ length: breakdowns.length + 1 - labels.length }, () => "");
      return [{ labels: [...labels, ...empty], row }, ...flattenBelow(row.parts ?? [], labels)];
    });
  return flattenBelow(rows, []);
}

function toCsv(table: ResultTable, parts: readonly string[]): string {
  const { dimension, breakdowns, columns, totalsBefore, totals } = table;
  const isCompared = totalsBefore !== undefined;
  const toNumbers = (values: readonly ResultValue[], before: readonly ResultValue[] | undefined) =>
    columns.flatMap((_column, index) => [
      values[index] ?? "",
      ...(isCompared ? [before?.[index] ?? ""] : []),
    ]);
  const head = [
    ...[dimension, ...breakdowns].map(({ name }) => name),
    ...columns.flatMap(({ name }) => [name, ...(isCompared ? [say("{0}, before", name)] : [])]),
  ];
  const lines = flatten(table).map(({ labels, row }) => [...labels, ...toNumbers(row.values, row.before)]);
  const total = [say("Total"), ...breakdowns.map(() => ""), ...toNumbers(totals, totalsBefore)];
  const notes = [...parts, ...listFailures(table)].map((text) => [text]);
  // A label that begins like a formula would be run as one by spreadsheets.
  return unparse([head, ...lines, total, ...notes], { escapeFormulae: true, newline: "\n" });
}

/** What the numbers lack, and why. */
function listFailures(table: ResultTable): readonly string[] {
  const columns = table.columns.flatMap(({ name, failure }) =>
    failure === undefined ? [] : [`${name}: ${failure}`],
  );
  const rows = flatten(table).flatMap(({ labels, row: { failure } }) =>
    failure === undefined
      ? []
      : [`${say("{0}, not broken down", labels.filter((label) => label !== "").join(", "))}: ${failure}`],
  );
  return [...table.gaps, ...columns, ...rows];
}

function toDays({ from, to }: DayRange): string {
  return say("{0} to {1}", from, to);
}

function toMarkdown({ title, dataView, range, before, parts: counted, tables }: ReportResult): string {
  const days = [
    toDays(range),
    ...(before === undefined ? [] : [say("compared with {0}", toDays(before))]),
  ].join(", ");
  const parts = tables.map(toMarkdownTable);
  const head = [
    `# ${escapeMarkdown(title)}`,
    `${escapeMarkdown(dataView.name)}, ${days}.`,
    ...counted.map(escapeMarkdown),
  ];
  return `${[...head, ...parts].join("\n\n")}\n`;
}

function toMarkdownTable(table: ResultTable): string {
  const { title, dimension, breakdowns, columns, totals, totalsBefore } = table;
  const names = [dimension, ...breakdowns].map(({ name }) => name);
  const toCells = (values: readonly ResultValue[], before: readonly ResultValue[] | undefined) =>
    columns.map((column, index) => {
      const change = toChangeText(values[index], before?.[index]);
      const text = toValueText(values[index], column);
      return change === undefined ? text : `${text} (${change})`;
    });
  const lines = [
    [...names, ...columns.map(({ name }) => name)].map(escapeMarkdown),
    [...names.map(() => "---"), ...columns.map(() => "---:")],
    ...flatten(table).map(({ labels, row }) =>
      [...labels, ...toCells(row.values, row.before)].map(escapeMarkdown),
    ),
    [`**${say("Total")}**`, ...names.slice(1).map(() => ""), ...toCells(totals, totalsBefore)],
  ];
  const { findings, recommendations } = findFindings(table);
  return [
    `## ${escapeMarkdown(title)}`,
    ...toList(findings.map(({ text }) => text)),
    ...toList(recommendations.map(({ text, condition }) => `${text} (${condition})`)),
    lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
    ...toList(listFailures(table)),
  ].join("\n\n");
}

function toList(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n")];
}
