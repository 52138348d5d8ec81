/**
 * Turns through the rows of a table: some hundred are drawn at a time, the others stay with the host until they are asked for.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say, sayNumber } from "../../words/say";
import type { Page } from "../frame/connectPage";
import { type ReportRowContent, type ReportTableContent, reportRowsShape } from "./reportPageContent";

/** The rows that are drawn. */
export interface ShownRows {
  /** The place of the first. */
  readonly from: number;
  readonly rows: readonly ReportRowContent[];
}

/** What drawing and turning need of the page. */
type TurningPage = Pick<Page<object>, "ask" | "announce">;

/** Which rows of each table of a report are drawn. */
export class ReportRows {
  private readonly shown = new Map<number, ShownRows>();

  /** The report was run again: what was read of it is old. */
  renew(): void {
    this.shown.clear();
  }

  find(table: ReportTableContent, index: number): ShownRows {
    return this.shown.get(index) ?? { from: 0, rows: table.rows };
  }

  /** The ways to the rows before and after; nothing for a table that is drawn whole. */
  drawTurns(table: ReportTableContent, index: number, page: TurningPage): TemplateResult | typeof nothing {
    const { title, count, rows } = table;
    const step = rows.length;
    if (step === count) return nothing;
    const { from } = this.find(table, index);
    const turn =
      (to: number) =>
      async ({ target }: Event): Promise<void> => {
        await this.turn({ table, index, from: to }, page);
        if (target instanceof Element) target.closest("section")?.querySelector(".scroller")?.scrollTo(0, 0);
      };
    return html`<p class="actions">
      <button aria-label=${say("Earlier rows of {0}", title)} ?disabled=${from === 0} @click=${turn(from - step)}>${say("Earlier rows")}</button>
      <button aria-label=${say("Later rows of {0}", title)} ?disabled=${from + step >= count} @click=${turn(from + step)}>${say("Later rows")}</button>
    </p>`;
  }

  private async turn(
    {
      table,
      index,
      from,
    }: { readonly table: ReportTableContent; readonly index: number; readonly from: number },
    page: TurningPage,
  ): Promise<void> {
    try {
      const rows = reportRowsShape.parse(await page.ask({ type: "rows", table: index, from }));
      this.shown.set(index, { from, rows });
      const [first, last, all] = [from + 1, from + rows.length, table.count].map((place) => sayNumber(place));
      page.announce(say("Rows {0} to {1} of {2}", first ?? "", last ?? "", all ?? ""));
    } catch (error) {
      page.announce(error instanceof Error ? error.message : "");
    }
  }
}
