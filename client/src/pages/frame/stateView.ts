/**
 * The sentences a page begins with, each with a way to where it comes from: a part of the page, or another page.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import type { SentenceSource, StateSentence } from "../../model/stateSentences";
import { later, say } from "../../words/say";
import type { Page } from "./connectPage";
import { toSectionId } from "./frameView";
import type { Section } from "./protocol";

const PLACES = {
  audience: later("Go to the audience"),
  schema: later("Go to the schema"),
  fragment: later("Go to the fragment"),
  journey: later("Go to the journey"),
  campaign: later("Go to the campaign"),
} as const;

/** The sentences; nothing where nothing is known yet. */
export function drawState(
  sentences: readonly StateSentence[],
  page: Pick<Page<unknown>, "act">,
): TemplateResult | typeof nothing {
  if (sentences.length === 0) return nothing;
  return html`<ul class="state" aria-label=${say("In short")}>
    ${sentences.map(
      (sentence) => html`<li class=${sentence.isWrong ? "wrong" : ""}>
        ${sentence.isWrong ? html`<strong>${say("To look at:")}</strong> ` : nothing}${sentence.text}
        <button class="link" aria-label=${toLabel(sentence.source)} title=${say("Where this comes from")} @click=${() => follow(sentence.source, page)}>→</button>
      </li>`,
    )}
  </ul>`;
}

function toLabel(source: SentenceSource): string {
  return "page" in source ? say(PLACES[source.page]) : say("Go to {0}", source.section);
}

/** What was read of a part; undefined while it is on its way, and where it failed. */
export function findRead<Value>(section: Section<Value>): Value | undefined {
  return "value" in section ? section.value : undefined;
}

function follow(source: SentenceSource, page: Pick<Page<unknown>, "act">): void {
  if ("page" in source) {
    page.act({ type: "openPage", page: source.page, id: source.id });
    return;
  }
  const heading = document.getElementById(toSectionId(source.section));
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}
