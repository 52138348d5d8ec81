/**
 * The dataset page: what it is, which schema its rows follow, how it is labelled, what was loaded, and rows on request.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { connectPage, type Page } from "../frame/connectPage";
import { drawFailure, drawSection } from "../frame/frameView";
import { drawHead } from "../frame/headView";
import { PlotElement } from "../frame/plotElement";
import { drawFactGroups, drawValue } from "../frame/valueView";
import { drawBatches } from "./batchesView";
import { type DatasetContent, datasetContentShape } from "./messages";
import { RowPreview } from "./rowsView";

type DatasetPage = Page<Record<string, never>>;

function drawDataset(content: DatasetContent, page: DatasetPage, preview: RowPreview): TemplateResult {
  const { id } = content;
  return html`${drawHead({ ...content, word: "Dataset" })}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, "Id copied")}>Copy id</button>
      <button @click=${() => page.act({ type: "openJson", kind: "dataset", id })}>Open JSON</button>
    </p>
    <div class="columns">
      ${drawSection("Schema", drawSchemaLink(content, page))} ${drawSection("Labels", drawLabels(content.labels))}
    </div>
    ${drawSection("Batches", drawBatches(content.batches))} ${drawSection("Preview", preview.draw(page))}
    ${drawSection("All fields", drawFactGroups(content.groups))}`;
}

function drawSchemaLink({ schema, feedsProfiles }: DatasetContent, page: DatasetPage): TemplateResult {
  const link =
    schema === undefined
      ? html`<p class="quiet">The catalog names no schema.</p>`
      : html`<p>
          <button class="link" @click=${() => page.act({ type: "openPage", page: "schema", id: schema.id })}>
            ${schema.title ?? schema.id}
          </button>
        </p>`;
  const feeds =
    feedsProfiles === undefined ? "does not say whether its rows feed" : feedsProfiles ? "" : "no";
  const said =
    feeds === ""
      ? "Its rows feed profiles."
      : feeds === "no"
        ? "Its rows do not feed profiles."
        : `The catalog ${feeds} profiles.`;
  return html`${link}<p class="quiet">${said}</p>`;
}

function drawLabels(labels: DatasetContent["labels"]): TemplateResult {
  if ("failure" in labels) return drawFailure(`The labels could not be read. ${labels.failure}`);
  const { labels: own, fields } = labels.value;
  if (own.length === 0 && fields.length === 0) return html`<p class="quiet">It was never labelled.</p>`;
  return html`<p>${own.length === 0 ? html`<span class="quiet">None on the dataset as a whole.</span>` : drawValue(own)}</p>
    ${
      fields.length === 0
        ? nothing
        : html`<dl>${fields.map(({ path, labels: some }) => html`<dt>${path}</dt><dd>${drawValue(some)}</dd>`)}</dl>`
    }`;
}

function start(): void {
  customElements.define("aep-plot", PlotElement);
  const preview = new RowPreview();
  connectPage({
    shape: datasetContentShape,
    memory: z.record(z.string(), z.never()),
    forgotten: {},
    draw: (content, page: DatasetPage) => drawDataset(content, page, preview),
  });
}

start();
