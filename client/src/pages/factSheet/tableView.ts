/**
 * Draws a table of texts that may be longer or wider than its place.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { Page } from "../frame/connectPage";
import type { CellContent, ColumnContent, TableContent } from "./factSheetPageContent";

/** What a table needs besides its content. */
export interface TableScene {
  readonly page: Pick<Page<unknown>, "act">;
  /** What it is a table of, for those who do not see it. */
  readonly label: string;
  /** Said when it has no rows. */
  readonly empty: string;
}

/** The table, or that it is empty. */
export function drawTable({ columns, rows, hasMore }: TableContent, scene: TableScene): TemplateResult {
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
    ${hasMore ? html`<p class="quiet">The platform has more.</p>` : nothing}
  </div>`;
}

function toClass(column: ColumnContent | undefined): string {
  return column?.form ?? "";
}

function drawCell({ text, audienceId: id }: CellContent, page: TableScene["page"]): TemplateResult {
  if (id === undefined) return html`${text}`;
  return html`<button class="link" @click=${() => page.act({ type: "openPage", page: "audience", id })}>${text}</button>`;
}
