/**
 * The frame around every page: its head (what kind of thing, its name, its state, and where it is), loading, failure with ways out,
 * content, and the line that says what just happened.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { WHOLE_ORGANISATION } from "../../model/resource";
import { say } from "../../words/say";

/** While the platform is asked. */
export function drawLoading(): TemplateResult {
  return html`<main aria-busy="true"><p class="quiet" role="status">${say("Reading from the platform…")}</p></main>`;
}

/** What failed, with a retry and the ways out the host knows. */
export function drawFailed(
  failure: { readonly text: string; readonly waysOut: readonly string[] },
  actions: { readonly retry: () => void; readonly leave: (index: number) => void },
): TemplateResult {
  return html`<main>
    <div class="notice" role="alert"><p>${failure.text}</p></div>
    <p class="actions">
      <button class="primary" @click=${actions.retry}>${say("Retry")}</button>
      ${failure.waysOut.map((title, index) => html`<button @click=${() => actions.leave(index)}>${title}</button>`)}
    </p>
  </main>`;
}

/** The content with a way to read it anew. */
export function drawPage(content: TemplateResult, reload: () => void): TemplateResult {
  return html`<main>
    <button class="reload" @click=${reload}>${say("Read again")}</button>
    ${content}
  </main>`;
}

/** Polite, so that a screen reader hears it without losing its place. */
export function drawStatus(text: string): TemplateResult {
  return html`<p class="status" role="status" aria-live="polite">${text}</p>`;
}

/** A heading with its content as a landmark. */
export function drawSection(title: string, content: unknown): TemplateResult {
  const id = toSectionId(title);
  return html`<section aria-labelledby=${id}><h2 id=${id}>${title}</h2>${content}</section>`;
}

/** The id of the heading of a section. */
export function toSectionId(title: string): string {
  return `section-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
}

/** A part that could not be read, in the place where it would stand. */
export function drawFailure(text: string): TemplateResult {
  return html`<p class="notice small" role="note">${text}</p>`;
}

/** What the head says. */
interface HeadContent {
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
      ${word}${state === undefined ? nothing : html` <span class="badge">${say(state)}</span>`} ${sandbox === WHOLE_ORGANISATION ? say("of {0}, in all its sandboxes", connection) : say("in the sandbox {0} of {1}", sandbox, connection)}
    </p>
    ${description === undefined || description === "" ? nothing : html`<p>${description}</p>`}
  </header>`;
}
