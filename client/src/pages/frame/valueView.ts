/**
 * Draws facts and any JSON value: texts as they are, lists and objects as parts that unfold. Everything is text;
 * nothing in a value becomes mark-up.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { toCellText } from "./cellText";
import type { FactGroup } from "./protocol";

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
        <h3 id=${id}>${title}</h3>
        <dl>${facts.map(({ label, value }) => html`<dt>${label}</dt><dd>${drawValue(value)}</dd>`)}</dl>
      </div>`;
    })}
  </div>`;
}

/** Any JSON value. */
export function drawValue(value: unknown, level = 0): TemplateResult {
  if (value === null || value === undefined) return html`<span class="quiet">none</span>`;
  if (typeof value !== "object") return html`<span class="value">${toScalarText(value)}</span>`;
  const entries = Array.isArray(value)
    ? value.map((entry: unknown, index) => [String(index + 1), entry] as const)
    : Object.entries(value);
  if (entries.length === 0) return html`<span class="quiet">empty</span>`;
  if (Array.isArray(value) && value.every(isShortScalar)) return drawScalars(value);
  if (level >= MOST_LEVELS) return html`<code>${JSON.stringify(value).slice(0, 500)}</code>`;
  return drawParts(entries, Array.isArray(value), level);
}

function drawScalars(values: readonly unknown[]): TemplateResult {
  const shown = values.slice(0, MOST_ENTRIES);
  return html`<span class="chips"
    >${shown.map((value) => html`<span class="chip">${toScalarText(value)}</span> `)}${drawRest(values.length)}</span
  >`;
}

function drawParts(
  entries: readonly (readonly [string, unknown])[],
  isList: boolean,
  level: number,
): TemplateResult {
  const summary = isList ? toCount(entries.length, "entry", "entries") : toPreview(entries);
  const parts = entries.slice(0, MOST_ENTRIES);
  return html`<details>
    <summary>${summary}</summary>
    <dl>${parts.map(([name, part]) => html`<dt>${name}</dt><dd>${drawValue(part, level + 1)}</dd>`)}</dl>
    ${drawRest(entries.length)}
  </details>`;
}

function drawRest(count: number): TemplateResult | typeof nothing {
  return count > MOST_ENTRIES ? html`<span class="quiet">and ${count - MOST_ENTRIES} more</span>` : nothing;
}

function toPreview(entries: readonly (readonly [string, unknown])[]): string {
  const text = toCellText(Object.fromEntries(entries));
  return text === "" ? toCount(entries.length, "field", "fields") : text;
}

/** "1 entry", "3 entries". */
export function toCount(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

function isShortScalar(value: unknown): boolean {
  return value === null || (typeof value !== "object" && String(value).length <= 80);
}

function toScalarText(value: unknown): string {
  if (value === true) return "yes";
  if (value === false) return "no";
  return String(value);
}
