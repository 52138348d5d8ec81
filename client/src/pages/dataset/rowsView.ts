/**
 * Preview rows on request, in a table that scrolls in both directions; nested values unfold. Only what is in sight of a
 * long list is drawn. Rows live in this page's memory only.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { Page } from "../frame/connectPage";
import { drawFailure } from "../frame/frameView";
import { drawValue, toCount } from "../frame/valueView";
import { findColumns } from "./columns";
import { type RowsContent, rowsShape } from "./messages";

/** Rows drawn at first and added by each "Show more". */
const ROWS_AT_ONCE = 100;

type Asker = Pick<Page<unknown>, "ask" | "redraw">;

/** The preview of one dataset; forgotten with the page. */
export class RowPreview {
  private state: "none" | "reading" | { readonly failure: string } | RowsContent = "none";
  private shown = ROWS_AT_ONCE;

  draw(page: Asker): TemplateResult {
    const { state } = this;
    if (state === "reading") return html`<p class="quiet" role="status">Reading rows…</p>`;
    const button = html`<p class="actions">
      <button @click=${() => void this.read(page)}>${state === "none" ? "Show preview rows" : "Read rows again"}</button>
      <span class="quiet">Rows are customer data: they are shown here, and kept nowhere.</span>
    </p>`;
    if (state === "none") return button;
    if ("failure" in state) return html`<div role="alert">${drawFailure(state.failure)}</div>${button}`;
    if (!state.hasData)
      return html`<p class="quiet">No batch was ever loaded successfully, so there are no rows.</p>${button}`;
    return html`${this.drawRows(state, page)}${button}`;
  }

  private drawRows({ rows }: RowsContent, page: Asker): TemplateResult {
    if (rows.length === 0) return html`<p class="quiet">The last batch has no rows.</p>`;
    const { names, leftOut } = findColumns(rows);
    const more = (): void => {
      this.shown += ROWS_AT_ONCE;
      page.redraw();
    };
    return html`<div class="scroller grid" tabindex="0" role="region" aria-label="Preview rows">
        <table aria-rowcount=${rows.length + 1}>
          <caption>${toCount(rows.length, "row", "rows")} of the last successful batch${leftOut > 0 ? `; ${leftOut} columns are left out` : ""}</caption>
          <thead><tr><th scope="col" class="number">#</th>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
          <tbody>${rows.slice(0, this.shown).map((row, index) => drawRow(row, index, names))}</tbody>
        </table>
      </div>
      ${rows.length > this.shown ? html`<p><button @click=${more}>Show more (${this.shown} of ${rows.length})</button></p>` : nothing}`;
  }

  private async read(page: Asker): Promise<void> {
    this.state = "reading";
    this.shown = ROWS_AT_ONCE;
    page.redraw();
    try {
      this.state = rowsShape.parse(await page.ask({ type: "rows" }));
    } catch (error) {
      this.state = { failure: error instanceof Error ? error.message : String(error) };
    }
    page.redraw();
  }
}

function drawRow(
  row: Readonly<Record<string, unknown>>,
  index: number,
  names: readonly string[],
): TemplateResult {
  return html`<tr aria-rowindex=${index + 2}>
    <th scope="row" class="number">${index + 1}</th>
    ${names.map((name) => html`<td>${name in row ? drawValue(row[name]) : nothing}</td>`)}
  </tr>`;
}
