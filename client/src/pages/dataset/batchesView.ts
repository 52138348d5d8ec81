/**
 * Batches over time: how many records each loaded, as a plot and as a table with outcome and errors.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { sayOutcome } from "../../model/batchOutcomes";
import { say, sayCount, sayNumber } from "../../words/say";
import type { Page } from "../frame/connectPage";
import { toTimeText } from "../frame/facts";
import { drawPart } from "../frame/partView";
import type { PlotData } from "../frame/plotElement";
import type { BatchContent, BatchesContent, DatasetContent } from "./datasetPageContent";

/** The batches, newest first in the table. */
export function drawBatches(
  section: DatasetContent["batches"],
  page: Pick<Page<unknown>, "readPart">,
): TemplateResult {
  return drawPart(page, { name: "batches", section, failed: say("The batches could not be read") }, drawList);
}

function drawList({ list, hasMore }: BatchesContent): TemplateResult {
  if (list.length === 0) return html`<p class="quiet">${say("Nothing was ever loaded into it.")}</p>`;
  const isCounted = list.some(({ records, createdAt }) => records !== undefined && createdAt !== undefined);
  return html`${isCounted ? html`<aep-plot .data=${toPlot(list)}></aep-plot>` : nothing}
    <div class="scroller" tabindex="0" role="region" aria-label=${say("All batches")}>
      <table>
        <caption>${hasMore ? sayCount(list.length, ["{0} batch, the latest of more", "{0} batches, the latest of more"]) : sayCount(list.length, ["{0} batch", "{0} batches"])}</caption>
        <thead>
          <tr>
            <th scope="col">${say("Created")}</th><th scope="col">${say("Outcome")}</th><th scope="col" class="number">${say("Records")}</th>
            <th scope="col" class="number">${say("Failed")}</th><th scope="col" class="number">${say("Took")}</th><th scope="col">${say("Batch")}</th>
          </tr>
        </thead>
        <tbody>${list.map(drawBatch)}</tbody>
      </table>
    </div>`;
}

function drawBatch(batch: BatchContent): TemplateResult {
  return html`<tr>
    <td class="time">${toTimeText(batch.createdAt)}</td>
    <td>${sayOutcome(batch.status)}${batch.errors.map((error) => html`<div class="quiet">${error}</div>`)}</td>
    <td class="number">${toNumberText(batch.records)}</td>
    <td class="number">${toNumberText(batch.failed)}</td>
    <td class="number">${batch.duration === undefined ? say("unknown") : `${sayNumber(Math.round(batch.duration / 1_000))} s`}</td>
    <td><code>${batch.id}</code></td>
  </tr>`;
}

function toNumberText(value: number | undefined): string {
  return value === undefined ? say("unknown") : sayNumber(value);
}

/** Two series, so that failures stand out without a second look at the table. */
function toPlot(list: readonly BatchContent[]): PlotData {
  const dated = list
    .filter((batch): batch is BatchContent & { createdAt: number } => batch.createdAt !== undefined)
    .sort((one, other) => one.createdAt - other.createdAt);
  const isFailed = ({ status }: BatchContent): boolean => /fail|abort/.test(status);
  return {
    label: sayCount(list.length, [
      "Records loaded by {0} batch; the same numbers are in the table below",
      "Records loaded by {0} batches; the same numbers are in the table below",
    ]),
    times: dated.map(({ createdAt }) => createdAt),
    isBars: true,
    unit: say("Records"),
    series: [
      {
        label: say("Loaded"),
        color: "blue",
        values: dated.map((batch) => (isFailed(batch) ? null : (batch.records ?? null))),
      },
      {
        label: say("Lost in failed batches"),
        color: "red",
        // What a failed batch did not load is what counts of it.
        values: dated.map((batch) => (isFailed(batch) ? (batch.failed ?? batch.records ?? null) : null)),
      },
    ],
  };
}
