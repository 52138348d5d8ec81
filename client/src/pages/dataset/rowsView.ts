/**
 * Preview rows on request, in a grid of which only the rows in sight exist, so that thousands scroll like ten. A cell shows
 * its value in one line; the chosen row is shown whole below the grid. Rows live in this page's memory only.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { say, sayCount, sayNumber } from "../../words/say";
import { toCellText } from "../frame/cellText";
import type { Page } from "../frame/connectPage";
import { drawFailure } from "../frame/frameView";
import { findNextRow, findWindow } from "../frame/rowWindow";
import { styled } from "../frame/styled";
import { drawValue } from "../frame/valueView";
import { findColumns } from "./columns";
import { type RowsContent, rowsShape } from "./datasetPageContent";

/** Height of a row and width of a column in pixels; the style says the same. */
const ROW_HEIGHT = 25;
const COLUMN_WIDTH = 190;
const NUMBER_WIDTH = 64;

type Asker = Pick<Page<unknown>, "ask" | "redraw">;
type Row = Readonly<Record<string, unknown>>;

/** Rows with what was found out about them once. */
interface Table {
  readonly rows: readonly Row[];
  readonly names: readonly string[];
  readonly leftOut: number;
}

/** The preview of one dataset; forgotten with the page. */
export class RowPreview {
  private state: "none" | "reading" | "noData" | { readonly failure: string } | Table = "none";
  private top = 0;
  private height = 420;
  private active = 0;

  draw(page: Asker): TemplateResult {
    const { state } = this;
    if (state === "reading") return html`<p class="quiet" role="status">${say("Reading rows…")}</p>`;
    const button = html`<p class="actions">
      <button @click=${() => void this.read(page)}>${state === "none" ? say("Show preview rows") : say("Read rows again")}</button>
      <span class="quiet">${say("Rows are customer data: they are shown here, and kept nowhere.")}</span>
    </p>`;
    if (state === "none") return button;
    if (state === "noData")
      return html`<p class="quiet">${say("No batch was ever loaded successfully, so there are no rows.")}</p>${button}`;
    if ("failure" in state) return html`<div role="alert">${drawFailure(state.failure)}</div>${button}`;
    return html`${this.drawTable(state, page)}${button}`;
  }

  private drawTable(table: Table, page: Asker): TemplateResult {
    const { rows, names, leftOut } = table;
    if (rows.length === 0) return html`<p class="quiet">${say("The last batch has no rows.")}</p>`;
    const { first, last } = findWindow(rows.length, {
      top: this.top,
      height: this.height,
      rowHeight: ROW_HEIGHT,
    });
    const row = rows[this.active];
    return html`<p class="quiet">
        ${toSummary(rows.length, leftOut)} ${say("Arrow keys choose a row, which is shown whole below.")}
      </p>
      <div
        class="scroller grid"
        tabindex="0"
        role="grid"
        aria-label=${say("Preview rows")}
        aria-rowcount=${rows.length + 1}
        aria-colcount=${names.length + 1}
        aria-activedescendant=${this.active >= first && this.active < last ? `row-${this.active}` : nothing}
        @scroll=${(event: Event) => this.measure(event, page)}
        @keydown=${(event: KeyboardEvent) => this.press(event, table, page)}
      >
        ${guard([table, first, last, this.active], () => this.drawWindow(table, { first, last, page }))}
      </div>
      ${row === undefined ? nothing : drawWholeRow(row, this.active)}`;
  }

  private drawWindow(
    { rows, names }: Table,
    { first, last, page }: { readonly first: number; readonly last: number; readonly page: Asker },
  ): TemplateResult {
    const width = `${NUMBER_WIDTH + names.length * COLUMN_WIDTH}px`;
    const columns = {
      gridTemplateColumns: `${NUMBER_WIDTH}px repeat(${names.length}, ${COLUMN_WIDTH}px)`,
    };
    const activate = (index: number): void => {
      this.active = index;
      page.redraw();
    };
    return html`<div class="line head" role="row" aria-rowindex="1" ${styled({ ...columns, width })}>
        <span role="columnheader" class="number">#</span>
        ${names.map((name) => html`<span role="columnheader" title=${name}>${name}</span>`)}
      </div>
      <div class="lines" role="rowgroup" ${styled({ height: `${rows.length * ROW_HEIGHT}px`, width })}>
        ${rows.slice(first, last).map((row, offset) => {
          const index = first + offset;
          const isActive = index === this.active;
          return html`<div
            class=${isActive ? "line active" : "line"}
            role="row"
            id=${`row-${index}`}
            aria-rowindex=${index + 2}
            aria-selected=${isActive}
            ${styled({ ...columns, top: `${index * ROW_HEIGHT}px` })}
            @click=${() => activate(index)}
          >
            <span role="rowheader" class="number">${index + 1}</span>
            ${names.map((name) => html`<span role="gridcell">${name in row ? toCellText(row[name]) : ""}</span>`)}
          </div>`;
        })}
      </div>`;
  }

  private measure(event: Event, page: Asker): void {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    this.top = event.currentTarget.scrollTop;
    this.height = event.currentTarget.clientHeight;
    page.redraw();
  }

  private press(event: KeyboardEvent, { rows }: Table, page: Asker): void {
    const next = findNextRow(this.active, event.key, rows.length);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.active = next;
    if (event.currentTarget instanceof HTMLElement) reveal(event.currentTarget, next);
    page.redraw();
  }

  private async read(page: Asker): Promise<void> {
    this.state = "reading";
    this.top = 0;
    this.active = 0;
    page.redraw();
    try {
      this.state = toState(rowsShape.parse(await page.ask({ type: "rows" })));
    } catch (error) {
      this.state = { failure: error instanceof Error ? error.message : String(error) };
    }
    page.redraw();
  }
}

function toState({ hasData, rows }: RowsContent): "noData" | Table {
  return hasData ? { rows, ...findColumns(rows) } : "noData";
}

function toSummary(rows: number, leftOut: number): string {
  if (leftOut === 0)
    return sayCount(rows, [
      "{0} row of the last successful batch.",
      "{0} rows of the last successful batch.",
    ]);
  return sayCount(
    rows,
    [
      "{0} row of the last successful batch; {1} columns are left out.",
      "{0} rows of the last successful batch; {1} columns are left out.",
    ],
    sayNumber(leftOut),
  );
}

/** Scrolls only as far as the row needs to be in sight below the head. */
function reveal(grid: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT;
  const room = grid.clientHeight - 2 * ROW_HEIGHT;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top > grid.scrollTop + room) grid.scrollTop = top - room;
}

function drawWholeRow(row: Row, index: number): TemplateResult {
  return html`<h3 id="whole-row">${say("Row {0}", index + 1)}</h3>
    <div class="whole-row" role="group" aria-labelledby="whole-row">
      <dl>${Object.entries(row).map(([name, value]) => html`<dt>${name}</dt><dd>${drawValue(value)}</dd>`)}</dl>
    </div>`;
}
