/**
 * Draws a part of a page that is read on its own: on its way, failed with a retry in its place, or its value.
 */
import { html, type TemplateResult } from "lit-html";
import type { Page } from "./connectPage";
import { drawFailure } from "./frameView";
import type { Section } from "./protocol";

/** A part with its name in the content and what people call it, at the beginning of a sentence and in the plural or not. */
export interface DrawnPart<Value> {
  readonly name: string;
  readonly section: Section<Value>;
  /** "The size could not be read." without the full stop. */
  readonly failed: string;
}

/** The part. */
export function drawPart<Value>(
  page: Pick<Page<unknown>, "readPart">,
  { name, section, failed }: DrawnPart<Value>,
  draw: (value: Value) => TemplateResult,
): TemplateResult {
  if ("isReading" in section) return html`<p class="quiet" aria-busy="true">Reading…</p>`;
  if ("value" in section) return draw(section.value);
  return html`<div class="failed-part">
    ${drawFailure(`${failed}. ${section.failure}`)}
    <button aria-label="Retry: ${failed}" @click=${() => page.readPart(name)}>Retry</button>
  </div>`;
}
