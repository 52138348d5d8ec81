/**
 * Both sides of a preview of content beside each other, as people will see them: mark-up in frames without rights, tokens
 * marked, pictures from elsewhere only when asked for. Applies nothing; that stands above the diff.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import * as z from "zod/mini";
import { say } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead } from "../frame/frameView";
import { toMailDocument } from "../message/mailDocument";
import { MailElement } from "../message/mailElement";
import { splitTokens } from "../message/personalizationTokens";
import { type RenderedContent, type RenderedSide, renderedShape } from "./renderedPageContent";

const memoryShape = z.object({ showsPictures: z.optional(z.boolean()) });

type RenderedPage = Page<z.infer<typeof memoryShape>>;

function drawContent(content: RenderedContent, page: RenderedPage): TemplateResult {
  const { left, right } = content;
  const showsPictures = page.memory.showsPictures === true;
  const toggle = (): void => page.remember({ showsPictures: !showsPictures });
  const hasMarkup = left.html !== undefined || right.html !== undefined;
  return html`${drawHead({ ...content, word: say("Preview of content") })}
    ${
      hasMarkup
        ? html`<p class="actions">
            <button aria-pressed=${showsPictures} @click=${toggle}>${say("Show remote pictures")}</button>
          </p>`
        : nothing
    }
    <div class="sides">${drawSide("left", left, showsPictures)}${drawSide("right", right, showsPictures)}</div>`;
}

function drawSide(place: string, side: RenderedSide, showsPictures: boolean): TemplateResult {
  const { title, subject, html: source, text } = side;
  const isEmpty = subject === undefined && source === undefined && text === undefined;
  return html`<section aria-labelledby="side-${place}">
    <h2 id="side-${place}">${title}</h2>
    ${isEmpty ? html`<p class="quiet">${say("There is nothing yet.")}</p>` : nothing}
    ${subject === undefined ? nothing : html`<p class="subject">${drawMarked(subject)}</p>`}
    ${source === undefined ? nothing : drawMail(source, { title, showsPictures })}
    ${text === undefined ? nothing : html`<pre tabindex="0">${drawMarked(text)}</pre>`}
  </section>`;
}

function drawMail(
  source: string,
  { title, showsPictures }: { readonly title: string; readonly showsPictures: boolean },
): unknown {
  return guard([source, showsPictures], () => {
    const mail = toMailDocument(source, { showsPictures });
    return html`<aep-mail .mail=${{ ...mail, title: say("The mark-up: {0}", title) }}></aep-mail>`;
  });
}

function drawMarked(text: string): TemplateResult {
  return html`${splitTokens(text).map((part) => (part.isToken ? html`<mark class="token">${part.text}</mark>` : part.text))}`;
}

customElements.define("aep-mail", MailElement);
connectPage({
  shape: renderedShape,
  memory: memoryShape,
  forgotten: {},
  draw: drawContent,
});
