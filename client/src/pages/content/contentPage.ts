/**
 * The page of a template or fragment: what is authored in it as people see it, and everything known of it. Read only;
 * changing it goes through local files and a preview.
 */
import "./style.css";
import { html, nothing, type TemplateResult } from "lit-html";
import * as z from "zod/mini";
import { say } from "../../words/say";
import { connectPage, type Page } from "../frame/connectPage";
import { drawHead, drawSection } from "../frame/frameView";
import { drawNamedFacts, drawPart } from "../frame/partView";
import { MailElement } from "../message/mailElement";
import { drawMessageParts } from "../message/partsView";
import { type ContentContent, contentShape, type PublicationContent } from "./contentPageContent";

const memoryShape = z.object({
  /** The part in front. */
  part: z.optional(z.string()),
});

type ContentPage = Page<z.infer<typeof memoryShape>>;

/** Whether remote pictures were asked for; a page starts without them. */
class Pictures {
  isShown = false;
}

function drawContent(content: ContentContent, page: ContentPage, pictures: Pictures): TemplateResult {
  const { id, kind } = content;
  return html`${drawHead({ ...content, word: kind === "template" ? say("Template") : say("Fragment") })}
    <p class="actions">
      <button @click=${() => page.act({ type: "copy", text: id }, say("Id copied"))}>${say("Copy id")}</button>
      <button @click=${() => page.act({ type: "openJson", kind, id })}>${say("Open JSON")}</button>
    </p>
    ${drawSection(say("Content"), html`<div class=${kind}>${drawAuthored(content, page, pictures)}</div>`)}
    ${kind === "fragment" ? drawSection(say("Published version"), drawPublication(content, page)) : nothing}
    ${drawSection(say("All fields"), drawNamedFacts(content, page))}`;
}

function drawAuthored(content: ContentContent, page: ContentPage, pictures: Pictures): TemplateResult {
  const { authored, name, headline } = content;
  return drawMessageParts({
    authored,
    name,
    headline,
    id: "content",
    chosen: page.memory.part,
    showsPictures: pictures.isShown,
    choose: (part) => page.remember({ part }),
    loadPictures: () => {
      pictures.isShown = true;
      page.redraw();
    },
    openSource: (part) => {
      page
        .ask({ type: "openSource", part })
        .catch((error: unknown) => page.announce(error instanceof Error ? error.message : String(error)));
    },
  });
}

function drawPublication({ id, name, publication }: ContentContent, page: ContentPage): TemplateResult {
  const part = {
    name: "publication",
    section: publication,
    failed: say("The published version could not be read"),
  };
  const compare = (): void => page.act({ type: "compareVersions", kind: "fragment", id, name });
  return drawPart(page, part, (value) => {
    const button = html`<p class="actions"><button @click=${compare}>${say("Compare with published version")}</button></p>`;
    return html`<p>${toWords(value)}</p>
      ${value.problems.length === 0 ? nothing : html`<ul>${value.problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}
      ${value.isChanged ? button : nothing}`;
  });
}

function toWords({ isPublished, isChanged, status, problems }: PublicationContent): string {
  const last =
    problems.length > 0
      ? [say("The last publication failed:")]
      : status === undefined || status === "complete"
        ? []
        : [say("The last publication: {0}.", status)];
  const used = isChanged
    ? say("Messages use an older version: what is shown above was changed since.")
    : say("Messages use what is shown above.");
  return [isPublished ? used : say("It was never published, so no message can use it."), ...last].join(" ");
}

function start(): void {
  customElements.define("aep-mail", MailElement);
  const pictures = new Pictures();
  connectPage({
    shape: contentShape,
    memory: memoryShape,
    forgotten: {},
    draw: (content, page: ContentPage) => drawContent(content, page, pictures),
  });
}

start();
