/**
 * The head of every page: what kind of thing, its name, its state, and where it is.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { WHOLE_ORGANISATION } from "../../model/resource";

/** What the head says. */
export interface HeadContent {
  /** "Audience", "Journey", … */
  readonly word: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly state?: string | undefined;
  readonly connection: string;
  readonly sandbox: string;
}

/** Name, state and place. */
export function drawHead(head: HeadContent): TemplateResult {
  const { word, name, description, state, connection, sandbox } = head;
  return html`<header>
    <h1>${name}</h1>
    <p class="quiet">
      ${word}${state === undefined ? nothing : html` <span class="badge">${state}</span>`} ${sandbox === WHOLE_ORGANISATION ? "of the whole organisation of" : `in the sandbox ${sandbox} of`}
      ${connection}
    </p>
    ${description === undefined || description === "" ? nothing : html`<p>${description}</p>`}
  </header>`;
}
