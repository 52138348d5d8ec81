/**
 * Draws a part of a page that is read on its own: on its way, failed with a retry in its place, or its value; and facts with names in
 * the place of ids as soon as the names are there. Names that cannot be read leave the ids.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say } from "../../words/say";
import type { Page } from "./connectPage";
import { withNames } from "./facts";
import { drawFailure } from "./frameView";
import type { FactGroup, FactNames, Section } from "./protocol";
import { drawFactGroups } from "./valueView";

/** A part with its name in the content and what people call it, at the beginning of a sentence and in the plural or not. */
interface DrawnPart<Value> {
  readonly name: string;
  readonly section: Section<Value>;
  /** "The size could not be read." without the full stop. */
  readonly failed: string;
}

export function drawPart<Value>(
  page: Pick<Page<unknown>, "readPart">,
  { name, section, failed }: DrawnPart<Value>,
  draw: (value: Value) => TemplateResult,
): TemplateResult {
  if ("isReading" in section) return html`<p class="quiet" aria-busy="true">${say("Reading…")}</p>`;
  if ("value" in section) return draw(section.value);
  return html`<div class="failed-part">
    ${drawFailure(`${failed}. ${section.failure}`)}
    <button aria-label=${say("Retry: {0}", failed)} @click=${() => page.readPart(name)}>${say("Retry")}</button>
  </div>`;
}

/** What a page has of its facts: the groups, and the names as a part of their own. */
interface NamedFacts {
  readonly groups: readonly FactGroup[];
  readonly names: Section<FactNames>;
}

/** The facts; `page` reads the part `names` again. */
export function drawNamedFacts(
  { groups, names }: NamedFacts,
  page: Pick<Page<unknown>, "readPart">,
): TemplateResult {
  const part = {
    name: "names",
    section: names,
    failed: say("Some names could not be read, so their ids are shown"),
  };
  return html`${"failure" in names ? drawPart(page, part, () => html``) : nothing}
    ${drawFactGroups("value" in names ? withNames(groups, names.value) : groups)}`;
}
