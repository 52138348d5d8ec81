/**
 * The page of a report: what stands out, then each table with its picture, and the requests as they were sent. Computes no number.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import type { ResultForm } from "../../reports/resultForms";
import { later, say, sayCount } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead, drawSection } from "../frame/frameView";
import { PlotElement } from "../frame/plotElement";
import { drawImage } from "./reportImage";
import {
  type ReportContent,
  type ReportPageRequest,
  type ReportTableContent,
  reportContentShape,
} from "./reportPageContent";
import { drawPicture } from "./reportPicture";
import { ReportRows } from "./reportRows";
import { drawTable } from "./reportTableView";

const memoryShape = z.object({ metrics: z.record(z.string(), z.number()) });
type ReportMemory = z.infer<typeof memoryShape>;
type ReportPage = Page<ReportMemory>;

const FORMS: readonly (readonly [ResultForm, string])[] = [
  ["csv", later("Open as CSV")],
  ["markdown", later("Open as Markdown")],
  ["json", later("Open as JSON")],
];

function drawReport(content: ReportContent, page: ReportPage, rows: ReportRows): TemplateResult {
  const { dataView, days, daysBefore, parts, tables, hasFile } = content;
  const ask = (request: ReportPageRequest): void => {
    page.ask(request).catch((error: unknown) => page.announce(error instanceof Error ? error.message : ""));
  };
  return html`${drawHead({ ...content, word: say("Report") })}
    <p>${dataView}, ${days}${daysBefore === undefined ? nothing : html`, ${say("compared with {0}", daysBefore)}`}</p>
    ${parts.map((part) => html`<p><strong>${part}</strong></p>`)}
    <p class="actions">
      ${FORMS.map(([form, title]) => html`<button @click=${() => ask({ type: "openAs", form })}>${say(title)}</button>`)}
      ${hasFile ? html`<button @click=${() => ask({ type: "openFile" })}>${say("Open file")}</button>` : nothing}
    </p>
    ${tables.map((table, index) => drawSection(table.title, drawTablePart(table, index, { content, page, rows })))}`;
}

/** What the parts of a table are drawn with. */
interface TableScene {
  readonly content: ReportContent;
  readonly page: ReportPage;
  readonly rows: ReportRows;
}

function drawTablePart(
  table: ReportTableContent,
  index: number,
  { content, page, rows }: TableScene,
): TemplateResult {
  return html`${drawList("gaps", table.gaps)}${drawFindings(table)}
    ${table.count === 0 ? nothing : drawPicturePart(table, index, { content, page, rows })}
    ${table.count === 0 && table.gaps.length > 0 ? nothing : drawTable(table, rows.find(table, index))}
    ${rows.drawTurns(table, index, page)}
    ${table.requests.length === 0 ? nothing : drawRequests(table)}`;
}

function drawRequests({ requests }: ReportTableContent): TemplateResult {
  return html`<details>
      <summary>${sayCount(requests.length, ["The request as sent", "{0} requests as sent"])}</summary>
      ${requests.map((request) => html`<pre tabindex="0">${request}</pre>`)}
    </details>`;
}

function drawPicturePart(
  table: ReportTableContent,
  index: number,
  { content, page }: TableScene,
): TemplateResult {
  const key = `${index} ${table.title}`;
  const shown = page.memory.metrics[key] ?? 0;
  return html`${drawChoice(table, { shown, choose: (place) => page.remember({ metrics: { ...page.memory.metrics, [key]: place } }) })}
    <div class="picture">${drawPicture(table, table.columns[shown] === undefined ? 0 : shown)}</div>
    <p class="actions">
      <button aria-label=${say("Copy the picture of {0} as an image", table.title)} @click=${({ target }: Event) => copyImage({ content, table, metric: shown, target }, page)}>${say("Copy as image")}</button>
    </p>`;
}

function drawList(name: string, lines: readonly string[]): TemplateResult | typeof nothing {
  return lines.length === 0
    ? nothing
    : html`<ul class=${name}>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

interface Copied {
  readonly content: ReportContent;
  readonly table: ReportTableContent;
  readonly metric: number;
  /** The button, which stands in the section of the picture. */
  readonly target: EventTarget | null;
}

/** The clipboard is asked at once, while the click still counts as the person's wish, and given the image when it is drawn. */
function copyImage({ content, table, metric, target }: Copied, page: ReportPage): void {
  const section = target instanceof Element ? target.closest("section") : null;
  const plot = section?.querySelector("canvas") ?? undefined;
  const { name: title, dataView, days, daysBefore, parts } = content;
  const subtitle = `${dataView}, ${days}${daysBefore === undefined ? "" : `, ${say("compared with {0}", daysBefore)}`}`;
  const image = drawImage({ title, subtitle: [subtitle, ...parts].join(". "), table, metric, plot });
  navigator.clipboard.write([new ClipboardItem({ "image/png": image })]).then(
    () => page.announce(say("Image copied")),
    (error: unknown) =>
      page.announce(
        say("The image could not be copied. {0}", error instanceof Error ? error.message : "").trim(),
      ),
  );
}

function drawFindings({ findings, recommendations }: ReportTableContent): TemplateResult {
  return html`${findings.length === 0 ? nothing : html`<ul class="findings">${findings.map(({ kind, text }) => html`<li class=${kind}>${text}</li>`)}</ul>`}
    ${
      recommendations.length === 0
        ? nothing
        : html`<ul class="recommendations">
          ${recommendations.map(({ text, condition }) => html`<li>${text}<div class="quiet">${say("Because: {0}", condition)}</div></li>`)}
        </ul>`
    }`;
}

function drawChoice(
  { columns, title }: ReportTableContent,
  { shown, choose }: { readonly shown: number; readonly choose: (place: number) => void },
): TemplateResult | typeof nothing {
  if (columns.length < 2) return nothing;
  const onChange = ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) choose(target.selectedIndex);
  };
  return html`<p><label>${say("Picture of")}
    <select aria-label=${say("Metric of the picture: {0}", title)} @change=${onChange}>
      ${columns.map(({ name }, index) => html`<option ?selected=${index === shown}>${name}</option>`)}
    </select></label></p>`;
}

function start(): void {
  customElements.define("aep-plot", PlotElement);
  const rows = new ReportRows();
  connectPage({
    shape: reportContentShape,
    memory: memoryShape,
    forgotten: { metrics: {} },
    draw: (content, page: ReportPage) => drawReport(content, page, rows),
    renew: () => rows.renew(),
  });
}

start();
