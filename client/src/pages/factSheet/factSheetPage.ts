/**
 * The page of kinds that need none of their own: facts, and up to two tables, such as the audiences and runs of a destination.
 * Shows, changes nothing.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { say } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead, drawSection } from "../frame/frameView";
import { drawNamedFacts, drawPart } from "../frame/partView";
import type { Section } from "../frame/protocol";
import {
  type CellContent,
  type ColumnContent,
  type FactSheetContent,
  type FactSheetTable,
  factSheetShape,
  type TableContent,
} from "./factSheetPageContent";

/** What a table needs besides its content. */
interface TableScene {
  readonly page: Pick<Page<unknown>, "act">;
  /** What it is a table of, for those who do not see it. */
  readonly label: string;
  /** Said when it has no rows. */
  readonly empty: string;
}

/** The table, or that it is empty. */
function drawTable({ columns, rows, hasMore }: TableContent, scene: TableScene): TemplateResult {
  const { page, label, empty } = scene;
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  const drawRow = (row: readonly CellContent[]): TemplateResult =>
    html`<tr>${row.map((cell, index) => html`<td class=${toClass(columns[index])}>${drawCell(cell, page)}</td>`)}</tr>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>${columns.map((column) => html`<th scope="col" class=${toClass(column)}>${column.title}</th>`)}</tr>
      </thead>
      <tbody>${rows.map(drawRow)}</tbody>
    </table>
    ${hasMore ? html`<p class="quiet">${say("The platform has more.")}</p>` : nothing}
  </div>`;
}

function toClass(column: ColumnContent | undefined): string {
  return column?.form ?? "";
}

function drawCell({ text, audienceId: id }: CellContent, page: TableScene["page"]): TemplateResult {
  if (id === undefined) return html`${text}`;
  return html`<button class="link" @click=${() => page.act({ type: "openPage", page: "audience", id })}>${text}</button>`;
}

type FactSheetPage = Page<Record<string, never>>;

function drawFactSheet(content: FactSheetContent, page: FactSheetPage): TemplateResult {
  const { id, kind, tables, sourceTitle } = content;
  return html`${drawHead(content)}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, say("Id copied"))}>${say("Copy id")}</button>
      <button @click=${() => page.act({ type: "openJson", kind, id })}>${say("Open JSON")}</button>
    </p>
    ${sourceTitle === undefined ? nothing : drawSection(sourceTitle, drawSource(content, page))}
    ${tables.map((table) => drawSection(table.title, drawTablePart(table, content[table.part], page)))}
    ${drawSection(say("All fields"), drawNamedFacts(content, page))}`;
}

function drawTablePart(
  { part: name, label, empty, failed }: FactSheetTable,
  section: Section<TableContent>,
  page: FactSheetPage,
): TemplateResult {
  return drawPart(page, { name, section, failed }, (table) => drawTable(table, { page, label, empty }));
}

function drawSource({ source: section }: FactSheetContent, page: FactSheetPage): TemplateResult {
  return drawPart(page, { name: "source", section, failed: say("Its name could not be read") }, (name) =>
    name === null ? html`<p class="quiet">${say("The platform does not say.")}</p>` : html`<p>${name}</p>`,
  );
}

connectPage({
  shape: factSheetShape,
  memory: z.object({}),
  forgotten: {},
  draw: (content, page: FactSheetPage) => drawFactSheet(content, page),
});
