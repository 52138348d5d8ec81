/**
 * How large an audience is, when that was found and how sure it is; and its history as plot and table.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { Page } from "../frame/connectPage";
import { toTimeText } from "../frame/facts";
import { drawPart } from "../frame/partView";
import type { PlotData } from "../frame/plotElement";
import type { Section } from "../frame/protocol";
import { toCount } from "../frame/valueView";
import type { AudienceSizeContent, EstimateContent, EvaluationRun } from "./audiencePageContent";

const SURENESS: Readonly<Record<AudienceSizeContent["source"], string>> = {
  job: "Counted by an evaluation.",
  metrics: "As told by the audience service.",
  estimate: "A statistical estimate.",
  unknown: "No evaluation has told its size yet. Unknown does not mean empty.",
};

type Retrying = Pick<Page<unknown>, "readPart">;

/** The size with its source. */
export function drawSize(section: Section<AudienceSizeContent>, page: Retrying): TemplateResult {
  return drawPart(page, { name: "size", section, failed: "The size could not be read" }, drawKnownSize);
}

function drawKnownSize({ source, members, evaluatedAt, movement }: AudienceSizeContent): TemplateResult {
  return html`<p class="big">${members === undefined ? "Unknown" : toCount(members, "member", "members")}</p>
    <p>
      ${SURENESS[source]}
      ${evaluatedAt === undefined ? "When it was last evaluated is not known." : `Last evaluated ${toTimeText(evaluatedAt)}.`}
    </p>
    ${drawMovement(movement)}`;
}

function drawMovement(movement: AudienceSizeContent["movement"]): TemplateResult | typeof nothing {
  const parts = [
    ["entered", movement?.entered],
    ["stayed", movement?.stayed],
    ["left", movement?.left],
  ].flatMap(([word, count]) =>
    typeof count === "number" ? [`${count.toLocaleString("en-US")} ${word}`] : [],
  );
  return parts.length === 0 ? nothing : html`<p class="quiet">At that evaluation: ${parts.join(", ")}.</p>`;
}

/** What an estimate said. */
export function drawEstimate(estimate: EstimateContent): TemplateResult {
  const { members, standardError, confidence, rowsRead, rowsInAll } = estimate;
  if (members === undefined)
    return html`<p role="status">The platform finished, but did not say how many.</p>`;
  const sure = [
    standardError === undefined ? "" : `standard error ${standardError.toLocaleString("en-US")}`,
    confidence === undefined ? "" : `confidence ${confidence}`,
    rowsRead === undefined ? "" : `${rowsRead.toLocaleString("en-US")} profiles read`,
    rowsInAll === undefined ? "" : `of ${rowsInAll.toLocaleString("en-US")}`,
  ].filter((text) => text !== "");
  return html`<p role="status">
    Estimated now: <strong>about ${toCount(members, "member", "members")}</strong>${sure.length === 0 ? "" : ` (${sure.join(", ")})`}.
  </p>`;
}

/** Past evaluations, newest first in the table, oldest first in the plot. */
export function drawHistory(section: Section<readonly EvaluationRun[]>, page: Retrying): TemplateResult {
  return drawPart(page, { name: "history", section, failed: "The history could not be read" }, drawRuns);
}

function drawRuns(runs: readonly EvaluationRun[]): TemplateResult {
  if (runs.length === 0)
    return html`<p class="quiet">None of the latest evaluations included this audience.</p>`;
  const isCounted = runs.some(({ members }) => members !== undefined);
  return html`${isCounted ? html`<aep-plot .data=${toPlot(runs)}></aep-plot>` : nothing}
    <details ?open=${!isCounted}>
      <summary>${toCount(runs.length, "evaluation", "evaluations")} as a table</summary>
      <div class="scroller" tabindex="0" role="region" aria-label="Evaluations">${drawTable(runs)}</div>
    </details>`;
}

function toPlot(runs: readonly EvaluationRun[]): PlotData {
  return {
    label: `Members at the last ${toCount(runs.length, "evaluation", "evaluations")}; the same numbers are in the table below`,
    unit: "Members",
    times: runs.map(({ at }) => at),
    series: [{ label: "Members", color: "blue", values: runs.map(({ members }) => members ?? null) }],
  };
}

function drawTable(runs: readonly EvaluationRun[]): TemplateResult {
  return html`<table>
    <thead><tr><th scope="col">Evaluated</th><th scope="col">Outcome</th><th scope="col" class="number">Members</th></tr></thead>
    <tbody>
      ${[...runs].reverse().map(
        ({ at, status, members }) => html`<tr>
          <td class="time">${toTimeText(at)}</td><td>${status}</td>
          <td class="number">${members === undefined ? "unknown" : members.toLocaleString("en-US")}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
