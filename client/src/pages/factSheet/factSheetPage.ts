/**
 * The page of kinds that need none of their own: facts, and up to two tables, such as the audiences and runs of a destination.
 * Shows, changes nothing.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { connectPage, type Page } from "../frame/connectPage";
import { drawSection } from "../frame/frameView";
import { drawHead } from "../frame/headView";
import { drawNamedFacts } from "../frame/namedFactsView";
import { drawPart } from "../frame/partView";
import type { Section } from "../frame/protocol";
import {
  type FactSheetContent,
  type FactSheetTable,
  factSheetShape,
  type TableContent,
} from "./factSheetPageContent";
import { drawTable } from "./tableView";

type FactSheetPage = Page<Record<string, never>>;

function drawFactSheet(content: FactSheetContent, page: FactSheetPage): TemplateResult {
  const { id, kind, tables, sourceTitle } = content;
  return html`${drawHead(content)}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, "Id copied")}>Copy id</button>
      <button @click=${() => page.act({ type: "openJson", kind, id })}>Open JSON</button>
    </p>
    ${sourceTitle === undefined ? nothing : drawSection(sourceTitle, drawSource(content, page))}
    ${tables.map((table) => drawSection(table.title, drawTablePart(table, content[table.part], page)))}
    ${drawSection("All fields", drawNamedFacts(content, page))}`;
}

function drawTablePart(
  { part: name, title, empty }: FactSheetTable,
  section: Section<TableContent>,
  page: FactSheetPage,
): TemplateResult {
  const failed = `The ${title.toLowerCase()} could not be read`;
  return drawPart(page, { name, section, failed }, (table) =>
    drawTable(table, { page, label: `All ${title.toLowerCase()}`, empty }),
  );
}

function drawSource({ source: section }: FactSheetContent, page: FactSheetPage): TemplateResult {
  return drawPart(page, { name: "source", section, failed: "Its name could not be read" }, (name) =>
    name === null ? html`<p class="quiet">The platform does not say.</p>` : html`<p>${name}</p>`,
  );
}

connectPage({
  shape: factSheetShape,
  memory: z.object({}),
  forgotten: {},
  draw: (content, page: FactSheetPage) => drawFactSheet(content, page),
});
