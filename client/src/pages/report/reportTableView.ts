/**
 * The numbers of one table: totals first, each row with what it was before and what it is made of, failures where they belong.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { toChangeText, toValueText } from "../../reports/numberText";
import { say, sayCount, sayNumber } from "../../words/say";
import type {
  ReportColumnContent,
  ReportPartContent,
  ReportRowContent,
  ReportTableContent,
} from "./reportPageContent";
import type { ShownRows } from "./reportRows";

type Values = readonly (number | null)[];

/** The table with some of its rows; says when it holds less than the platform has. */
export function drawTable(table: ReportTableContent, shown: ShownRows): TemplateResult {
  const { title, columns, totals, totalsBefore, dimension, breakdowns } = table;
  const name = [dimension, ...breakdowns].join(", ");
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${say("All numbers: {0}", title)}>
    <table>
      <caption>${toCountText(table, shown)}</caption>
      <thead>
        <tr><th scope="col">${name}</th>${columns.map(drawHeading)}</tr>
      </thead>
      <tbody>
        <tr class="total"><th scope="row">${say("Total")}</th>${drawCells(columns, totals, totalsBefore)}</tr>
        ${shown.rows.map((row) => drawRow(row, columns))}
      </tbody>
    </table>
  </div>`;
}

function toCountText({ count, allRows }: ReportTableContent, { from, rows }: ShownRows): string {
  if (count === 0) return say("No rows: the platform counted nothing for these days.");
  const read =
    count === allRows
      ? sayCount(count, ["{0} row", "{0} rows"])
      : say("{0} of {1} rows", sayNumber(count), sayNumber(allRows));
  return rows.length === count
    ? read
    : say("{0}, here {1} to {2}", read, sayNumber(from + 1), sayNumber(from + rows.length));
}

function drawHeading({ name, failure }: ReportColumnContent): TemplateResult {
  return html`<th scope="col" class="number">${name}${failure === undefined ? nothing : html`<div class="failure">${failure}</div>`}</th>`;
}

function drawRow(row: ReportRowContent, columns: readonly ReportColumnContent[]): TemplateResult {
  const { label, values, before, parts = [], failure } = row;
  return html`<tr>
      <th scope="row">${label}${drawFailure(failure)}</th>
      ${drawCells(columns, values, before)}
    </tr>
    ${parts.map((part) => drawPart(part, columns, "part"))}`;
}

function drawPart(
  { label, values, parts = [], failure }: ReportPartContent,
  columns: readonly ReportColumnContent[],
  level: "part" | "part inner",
): TemplateResult {
  return html`<tr class=${level}><th scope="row">${label}${drawFailure(failure)}</th>${drawCells(columns, values, undefined)}</tr>
    ${parts.map((part) => drawPart(part, columns, "part inner"))}`;
}

function drawFailure(failure: string | undefined): TemplateResult | typeof nothing {
  return failure === undefined
    ? nothing
    : html`<div class="failure">${say("Not broken down: {0}", failure)}</div>`;
}

function drawCells(
  columns: readonly ReportColumnContent[],
  values: Values,
  before: Values | undefined,
): TemplateResult {
  return html`${columns.map(({ type, failure }, index) => {
    const value = values[index] ?? undefined;
    const change = toChangeText(value, before?.[index] ?? undefined);
    const text = failure === undefined ? toValueText(value, { type }) : "–";
    return html`<td class="number"><span>${text}</span>${change === undefined ? nothing : html` <span class="quiet">${change}</span>`}</td>`;
  })}`;
}
