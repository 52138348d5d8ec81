/**
 * Draws facts and any JSON value: texts as they are, lists and objects as parts that unfold. Everything is text;
 * nothing in a value becomes mark-up.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say, sayCount, sayNumber } from "../../words/say";
import { toCellText } from "./cellText";
import type { FactGroup } from "./protocol";
import { findTimeText } from "./timeText";

/** Entries of one list or object drawn before the rest is only counted. */
const MOST_ENTRIES = 200;

/** Unfolded levels; what lies deeper is shown as JSON text. */
const MOST_LEVELS = 12;

/** Groups of facts side by side where there is room. */
export function drawFactGroups(groups: readonly FactGroup[]): TemplateResult {
  return html`<div class="groups">
    ${groups.map(({ title, facts }) => {
      const id = `facts-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
      return html`<div class="group" role="group" aria-labelledby=${id}>
        <h3 id=${id}>${say(title)}</h3>
        <dl>
          ${facts.map(
            ({ label, field = label, value, written }) => html`<dt>${say(label)}</dt>
              <dd title=${written === undefined ? nothing : toCellText(written)}>${drawValue(value, { field })}</dd>`,
          )}
        </dl>
      </div>`;
    })}
  </div>`;
}

/** Where a value stands. */
interface ValuePlace {
  /** The field it is the value of, by which moments are told from other numbers; without one they stay as written. */
  readonly field?: string | undefined;
  /** How many lists and objects it is inside of. */
  readonly level?: number;
}

/** Any JSON value. */
export function drawValue(value: unknown, { field, level = 0 }: ValuePlace = {}): TemplateResult {
  if (value === null || value === undefined) return html`<span class="quiet">${say("none")}</span>`;
  if (typeof value !== "object") return drawScalar(value, field);
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((entry: unknown, index) => ({ label: String(index + 1), field, entry }))
    : Object.entries(value).map(([label, entry]) => ({ label, field: field && label, entry }));
  if (entries.length === 0) return html`<span class="quiet">${say("empty")}</span>`;
  if (isList && value.every(isShortScalar)) return drawScalars(value, field);
  if (level >= MOST_LEVELS) return html`<code>${JSON.stringify(value).slice(0, 500)}</code>`;
  const summary = isList
    ? sayCount(entries.length, ["{0} entry", "{0} entries"])
    : toPreview(value, { field });
  const parts = entries.slice(0, MOST_ENTRIES);
  return html`<details>
    <summary>${summary}</summary>
    <dl>
      ${parts.map(
        (part) =>
          html`<dt>${part.label}</dt><dd>${drawValue(part.entry, { field: part.field, level: level + 1 })}</dd>`,
      )}
    </dl>
    ${drawRest(entries.length)}
  </details>`;
}

function drawScalar(value: unknown, field: string | undefined): TemplateResult {
  const moment = field === undefined ? undefined : findTimeText(field, value);
  return moment === undefined
    ? html`<span class="value">${toScalarText(value)}</span>`
    : html`<time title=${String(value)}>${moment}</time>`;
}

function drawScalars(values: readonly unknown[], field: string | undefined): TemplateResult {
  const toText = (value: unknown): string =>
    (field === undefined ? undefined : findTimeText(field, value)) ?? toScalarText(value);
  const shown = values.slice(0, MOST_ENTRIES);
  return html`<span class="chips"
    >${shown.map((value) => html`<span class="chip">${toText(value)}</span> `)}${drawRest(values.length)}</span
  >`;
}

function drawRest(count: number): TemplateResult | typeof nothing {
  return count > MOST_ENTRIES
    ? html`<span class="quiet">${say("and {0} more", sayNumber(count - MOST_ENTRIES))}</span>`
    : nothing;
}

function toPreview(value: object, { field }: ValuePlace): string {
  const text = toCellText(value, field === undefined ? undefined : findTimeText);
  return text === "" ? sayCount(Object.keys(value).length, ["{0} field", "{0} fields"]) : text;
}

function isShortScalar(value: unknown): boolean {
  return value === null || (typeof value !== "object" && String(value).length <= 80);
}

function toScalarText(value: unknown): string {
  if (value === true) return say("yes");
  if (value === false) return say("no");
  return String(value);
}
