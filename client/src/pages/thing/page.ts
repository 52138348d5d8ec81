/**
 * The page of kinds that need none of their own: facts, and up to two tables, such as the audiences and runs of a destination.
 * Shows, changes nothing.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { connectPage, type Page } from "../frame/connectPage";
import { drawSection } from "../frame/frameView";
import { drawHead } from "../frame/headView";
import { drawPart } from "../frame/partView";
import type { Section } from "../frame/protocol";
import { drawFactGroups } from "../frame/valueView";
import {
  type CellContent,
  type TableContent,
  type ThingContent,
  type ThingTable,
  thingContentShape,
} from "./messages";

type ThingPage = Page<Record<string, never>>;

function drawThing(content: ThingContent, page: ThingPage): TemplateResult {
  const { id, kind, tables, sourceTitle } = content;
  return html`${drawHead(content)}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, "Id copied")}>Copy id</button>
      <button @click=${() => page.act({ type: "openJson", kind, id })}>Open JSON</button>
    </p>
    ${sourceTitle === undefined ? nothing : drawSection(sourceTitle, drawSource(content, page))}
    ${tables.map((table) => drawSection(table.title, drawTablePart(table, content[table.part], page)))}
    ${drawSection("All fields", drawFactGroups(content.groups))}`;
}

function drawTablePart(
  { part: name, title, empty }: ThingTable,
  section: Section<TableContent>,
  page: ThingPage,
): TemplateResult {
  const failed = `The ${title.toLowerCase()} could not be read`;
  return drawPart(page, { name, section, failed }, (table) => drawTable(table, { page, empty }));
}

function drawSource({ source: section }: ThingContent, page: ThingPage): TemplateResult {
  return drawPart(page, { name: "source", section, failed: "Its name could not be read" }, (name) =>
    name === null ? html`<p class="quiet">The platform does not say.</p>` : html`<p>${name}</p>`,
  );
}

function drawTable(
  { columns, rows, hasMore }: TableContent,
  { page, empty }: { readonly page: ThingPage; readonly empty: string },
): TemplateResult {
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${columns.join(", ")}>
    <table>
      <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${drawCell(cell, page)}</td>`)}</tr>`)}</tbody>
    </table>
    ${hasMore ? html`<p class="quiet">The platform has more.</p>` : nothing}
  </div>`;
}

function drawCell({ text, audienceId: id }: CellContent, page: ThingPage): TemplateResult {
  if (id === undefined) return html`${text}`;
  return html`<button class="link" @click=${() => page.act({ type: "openPage", page: "audience", id })}>${text}</button>`;
}

connectPage({
  shape: thingContentShape,
  memory: z.object({}),
  forgotten: {},
  draw: (content, page: ThingPage) => drawThing(content, page),
});
