/**
 * How something does, in full: where the numbers come from, what stands out, what they leave out, and the numbers as a table. Computes
 * nothing; a number that is not there is not drawn as zero.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say, sayNumber } from "../../words/say";

interface Figures {
  readonly source: string;
  readonly days: string;
  readonly columns: readonly { readonly name: string; readonly failure?: string | undefined }[];
  readonly findings: readonly string[];
  readonly remarks: readonly string[];
}

interface Rows {
  /** What the rows are. */
  readonly of: string;
  /** For screen readers. */
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
}

/** The sentences, and the table below them. */
export function drawFigureTable(
  { source, days, columns, findings, remarks }: Figures,
  { of, title, rows }: Rows,
): TemplateResult {
  return html`<p>${say("From {0}, {1}.", source, days)}</p>
    ${findings.length === 0 ? nothing : html`<ul>${findings.map((text) => html`<li>${text}</li>`)}</ul>`}
    ${remarks.map((remark) => html`<p class="notice small" role="note">${remark}</p>`)}
    <div class="scroller" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr><th scope="col">${of}</th>${columns.map(
            ({ name, failure }) =>
              html`<th scope="col" class="number">${name}${failure === undefined ? nothing : html`<div class="failure">${failure}</div>`}</th>`,
          )}</tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ label, values }) => html`<tr>
              <th scope="row">${label}</th>
              ${columns.map((_column, index) => html`<td class="number">${toText(values[index] ?? null)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function toText(value: number | null): string {
  return value === null ? "–" : sayNumber(value);
}
