/**
 * How large an audience is, when that was found and how sure it is; and its history as plot and table.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { later, say, sayCount, sayNumber } from "../../words/say";
import type { Page } from "../frame/connectPage";
import { toTimeText } from "../frame/facts";
import { drawPart } from "../frame/partView";
import type { PlotData } from "../frame/plotElement";
import type { Section } from "../frame/protocol";
import type { AudienceSizeContent, EstimateContent, EvaluationRun } from "./audiencePageContent";

const SURENESS: Readonly<Record<AudienceSizeContent["source"], string>> = {
  job: later("Counted by an evaluation."),
  metrics: later("As told by the audience service."),
  estimate: later("A statistical estimate."),
  unknown: later("No evaluation has told its size yet. Unknown does not mean empty."),
};

type Retrying = Pick<Page<unknown>, "readPart">;

/** The size with its source. */
export function drawSize(section: Section<AudienceSizeContent>, page: Retrying): TemplateResult {
  return drawPart(page, { name: "size", section, failed: say("The size could not be read") }, drawKnownSize);
}

function drawKnownSize({ source, members, evaluatedAt, movement }: AudienceSizeContent): TemplateResult {
  return html`<p class="big">${members === undefined ? say("Unknown") : sayCount(members, ["{0} member", "{0} members"])}</p>
    <p>
      ${say(SURENESS[source])}
      ${evaluatedAt === undefined ? say("When it was last evaluated is not known.") : say("Last evaluated {0}.", toTimeText(evaluatedAt))}
    </p>
    ${drawMovement(movement)}`;
}

function drawMovement(movement: AudienceSizeContent["movement"]): TemplateResult | typeof nothing {
  const { entered, stayed, left } = movement ?? {};
  const parts = [
    entered === undefined ? [] : say("{0} entered", sayNumber(entered)),
    stayed === undefined ? [] : say("{0} stayed", sayNumber(stayed)),
    left === undefined ? [] : say("{0} left", sayNumber(left)),
  ].flat();
  return parts.length === 0
    ? nothing
    : html`<p class="quiet">${say("At that evaluation: {0}.", parts.join(", "))}</p>`;
}

/** What an estimate said. */
export function drawEstimate(estimate: EstimateContent): TemplateResult {
  const { members, standardError, confidence, rowsRead, rowsInAll } = estimate;
  if (members === undefined)
    return html`<p role="status">${say("The platform finished, but did not say how many.")}</p>`;
  const sure = [
    standardError === undefined ? "" : say("standard error {0}", sayNumber(standardError)),
    confidence === undefined ? "" : say("confidence {0}", confidence),
    rowsRead === undefined ? "" : say("{0} profiles read", sayNumber(rowsRead)),
    rowsInAll === undefined ? "" : say("of {0}", sayNumber(rowsInAll)),
  ].filter((text) => text !== "");
  return html`<p role="status">
    ${say("Estimated now:")} <strong>${sayCount(members, ["about {0} member", "about {0} members"])}</strong>${sure.length === 0 ? "" : ` (${sure.join(", ")})`}.
  </p>`;
}

/** Past evaluations, newest first in the table, oldest first in the plot. */
export function drawHistory(section: Section<readonly EvaluationRun[]>, page: Retrying): TemplateResult {
  return drawPart(page, { name: "history", section, failed: say("The history could not be read") }, drawRuns);
}

function drawRuns(runs: readonly EvaluationRun[]): TemplateResult {
  if (runs.length === 0)
    return html`<p class="quiet">${say("None of the latest evaluations included this audience.")}</p>`;
  const isCounted = runs.some(({ members }) => members !== undefined);
  return html`${isCounted ? html`<aep-plot .data=${toPlot(runs)}></aep-plot>` : nothing}
    <details ?open=${!isCounted}>
      <summary>${sayCount(runs.length, ["{0} evaluation as a table", "{0} evaluations as a table"])}</summary>
      <div class="scroller" tabindex="0" role="region" aria-label=${say("Evaluations")}>${drawTable(runs)}</div>
    </details>`;
}

function toPlot(runs: readonly EvaluationRun[]): PlotData {
  return {
    label: sayCount(runs.length, [
      "Members at the last {0} evaluation; the same numbers are in the table below",
      "Members at the last {0} evaluations; the same numbers are in the table below",
    ]),
    unit: say("Members"),
    times: runs.map(({ at }) => at),
    series: [{ label: say("Members"), color: "blue", values: runs.map(({ members }) => members ?? null) }],
  };
}

function drawTable(runs: readonly EvaluationRun[]): TemplateResult {
  return html`<table>
    <thead><tr><th scope="col">${say("Evaluated")}</th><th scope="col">${say("Outcome")}</th><th scope="col" class="number">${say("Members")}</th></tr></thead>
    <tbody>
      ${[...runs].reverse().map(
        ({ at, status, members }) => html`<tr>
          <td class="time">${toTimeText(at)}</td><td>${status}</td>
          <td class="number">${members === undefined ? say("unknown") : sayNumber(members)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
