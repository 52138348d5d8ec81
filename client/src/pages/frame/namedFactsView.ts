/**
 * Draws facts with names in the place of ids as soon as the names are there. Names that cannot be read leave the ids and
 * a way to try again.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { Page } from "./connectPage";
import { withNames } from "./facts";
import { drawPart } from "./partView";
import type { FactGroup, FactNames, Section } from "./protocol";
import { drawFactGroups } from "./valueView";

/** What a page has of its facts: the groups, and the names as a part of their own. */
export interface NamedFacts {
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
    failed: "Some names could not be read, so their ids are shown",
  };
  return html`${"failure" in names ? drawPart(page, part, () => html``) : nothing}
    ${drawFactGroups("value" in names ? withNames(groups, names.value) : groups)}`;
}
