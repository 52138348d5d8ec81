/**
 * The dataset page: what it is, which schema its rows follow, how it is labelled, what was loaded, and rows on request.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { type DatasetState, describeDataset } from "../../model/stateSentences";
import { later, say } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { withNames } from "../frame/facts";
import { drawHead, drawSection } from "../frame/frameView";
import { drawPart } from "../frame/partView";
import { PlotElement } from "../frame/plotElement";
import type { FactGroup } from "../frame/protocol";
import { drawState, findRead } from "../frame/stateView";
import { drawFactGroups, drawValue } from "../frame/valueView";
import { drawBatches } from "./batchesView";
import { type DatasetContent, datasetContentShape } from "./datasetPageContent";
import { RowPreview } from "./rowsView";

type DatasetPage = Page<Record<string, never>>;

function drawDataset(content: DatasetContent, page: DatasetPage, preview: RowPreview): TemplateResult {
  const { id } = content;
  return html`${drawHead({ ...content, word: say("Dataset") })} ${drawState(describeDataset(toState(content)), page)}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, say("Id copied"))}>${say("Copy id")}</button>
      <button @click=${() => page.act({ type: "openJson", kind: "dataset", id })}>${say("Open JSON")}</button>
    </p>
    <div class="columns">
      ${drawSection(say("Schema"), drawSchemaLink(content, page))} ${drawSection(say("Labels"), drawLabels(content.labels, page))}
    </div>
    ${drawSection(say("Batches"), drawBatches(content.batches, page))} ${drawSection(say("Preview"), preview.draw(page))}
    ${drawSection(say("All fields"), drawFactGroups(withSchemaTitle(content)))}`;
}

function toState({ schemaId, schemaTitle, feedsProfiles, batches }: DatasetContent): DatasetState {
  const title = findRead(schemaTitle) ?? undefined;
  return {
    feedsProfiles,
    schema: schemaId === undefined || title === undefined ? undefined : { id: schemaId, title },
    batches: findRead(batches)?.list.map(({ status, createdAt, records }) => ({
      status,
      createdAt,
      records,
    })),
  };
}

function withSchemaTitle({ groups, schemaTitle }: DatasetContent): readonly FactGroup[] {
  const title = "value" in schemaTitle ? schemaTitle.value : null;
  return title === null ? groups : withNames(groups, { Schema: title });
}

function drawSchemaLink(content: DatasetContent, page: DatasetPage): TemplateResult {
  const { schemaId, feedsProfiles } = content;
  return html`${schemaId === undefined ? html`<p class="quiet">${say("The catalog names no schema.")}</p>` : drawSchemaName(schemaId, content, page)}
    <p class="quiet">${say(FEEDS[String(feedsProfiles)] ?? "")}</p>`;
}

const FEEDS: Readonly<Record<string, string>> = {
  true: later("Its rows feed profiles."),
  false: later("Its rows do not feed profiles."),
  undefined: later("The catalog does not say whether its rows feed profiles."),
};

/** The link stands whether or not the title can be read. */
function drawSchemaName(id: string, { schemaTitle }: DatasetContent, page: DatasetPage): TemplateResult {
  const title = "value" in schemaTitle ? (schemaTitle.value ?? id) : id;
  const part = {
    name: "schemaTitle",
    section: schemaTitle,
    failed: say("The title of the schema could not be read"),
  };
  return html`<p>
      <button class="link" @click=${() => page.act({ type: "openPage", page: "schema", id })}>${title}</button>
    </p>
    ${"failure" in schemaTitle ? drawPart(page, part, () => html``) : nothing}`;
}

function drawLabels(section: DatasetContent["labels"], page: DatasetPage): TemplateResult {
  const part = { name: "labels", section, failed: say("The labels could not be read") };
  return drawPart(page, part, ({ labels: own, fields }) => {
    if (own.length === 0 && fields.length === 0)
      return html`<p class="quiet">${say("It was never labelled.")}</p>`;
    return html`<p>${own.length === 0 ? html`<span class="quiet">${say("None on the dataset as a whole.")}</span>` : drawValue(own)}</p>
      ${
        fields.length === 0
          ? nothing
          : html`<dl>${fields.map(({ path, labels: some }) => html`<dt>${path}</dt><dd>${drawValue(some)}</dd>`)}</dl>`
      }`;
  });
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
