/**
 * The picture of a table: a line for moments, bars for items, and bars that shorten for steps. The same numbers stand in the table
 * below, so pictures are for eyes alone.
 */
import { html, type TemplateResult } from "lit-html";
import { toPercentText, toValueText } from "../../reports/numberText";
import { say, sayNumber } from "../../words/say";
import type { PlotData } from "../frame/plotElement";
import { styled } from "../frame/styled";
import type { ReportTableContent } from "./reportPageContent";

/** Bars that a glance takes in. */
const MOST_BARS = 12;

/** The picture of one metric of a table. */
export function drawPicture(table: ReportTableContent, metric: number): TemplateResult {
  const plot = toPlot(table, metric);
  if (plot !== undefined) return html`<aep-plot .data=${plot}></aep-plot>`;
  const more = table.rows.length > MOST_BARS;
  return html`<div class="pictures" aria-hidden="true">
    ${drawBars(toItemBars(table, metric))}
    ${more ? html`<p class="quiet">${say("The first {0} rows.", sayNumber(MOST_BARS))}</p>` : ""} ${table.steps.length === 0 ? "" : drawBars(toStepBars(table))}
  </div>`;
}

function toPlot({ trend, columns, title }: ReportTableContent, metric: number): PlotData | undefined {
  if (trend === undefined || trend.times.length < 2) return undefined;
  const name = columns[metric]?.name ?? "";
  const before = { label: say("Before"), color: "orange", values: trend.before?.[metric] ?? [] };
  return {
    label: say("{0}: {1}; the same numbers are in the table below", title, name),
    times: trend.times,
    unit: name,
    series: [
      { label: name, color: "blue", values: trend.values[metric] ?? [] },
      ...(trend.before === undefined ? [] : [before]),
    ],
  };
}

/** One bar with its number as text. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** The bars of the first items. */
export function toItemBars({ rows, columns }: ReportTableContent, metric: number): readonly Bar[] {
  const column = columns[metric] ?? {};
  return rows.slice(0, MOST_BARS).map(({ label, values }) => {
    const value = values[metric] ?? undefined;
    return { label, value: value ?? 0, text: toValueText(value, { type: undefined, ...column }) };
  });
}

/** The bars of steps that follow each other; none for a table without. */
export function toStepBars({ steps, columns, totals }: ReportTableContent): readonly Bar[] {
  const first = totals[steps[0] ?? -1] ?? 0;
  return steps.map((place) => {
    const value = totals[place] ?? undefined;
    const share = first === 0 || value === undefined ? "" : ` (${toPercentText(value / first)})`;
    const text = toValueText(value, { type: undefined, ...columns[place] });
    return { label: columns[place]?.name ?? "", value: value ?? 0, text: `${text}${share}` };
  });
}

function drawBars(bars: readonly Bar[]): TemplateResult {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return html`<div class="bars">
    ${bars.map(
      ({ label, value, text }) => html`<span class="bar-label">${label}</span>
        <span class="bar-place"><span class="bar" ${styled({ width: `${most > 0 ? Math.max(0, (value / most) * 70) : 0}%` })}></span>${text}</span>`,
    )}
  </div>`;
}
