/**
 * Shows an authored message: subject, mark-up and text as tabs, personalisation tokens marked. The mark-up appears in a
 * sandboxed frame; pictures from elsewhere only when asked for.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import type { Page } from "../frame/connectPage";
import { drawFailure } from "../frame/frameView";
import { drawTabs, type Tab } from "../frame/tabsView";
import { toMailDocument } from "./mailDocument";
import type { JourneyMemory } from "./memory";
import type { MessageReader } from "./messageReader";
import type { MessagePlaceContent, MessageVariants } from "./messages";
import { splitTokens } from "./tokens";

type Variant = MessageVariants[number];

/** What a message is shown with. */
export interface MessageScene {
  readonly page: Page<JourneyMemory>;
  readonly reader: MessageReader;
  /** Messages whose remote pictures were asked for. */
  readonly pictured: Set<string>;
  /** The step's name, which names the source document. */
  readonly name: string;
}

/** The messages of a step. */
export function drawMessages(places: readonly MessagePlaceContent[], scene: MessageScene): TemplateResult {
  if (places.length === 0) {
    return html`<p class="quiet">The content of this message is not available through the public API.</p>`;
  }
  return html`${places.map((place) => drawMessage(place, scene))}`;
}

function drawMessage(place: MessagePlaceContent, scene: MessageScene): TemplateResult {
  const reading = scene.reader.read(scene.page, place);
  if (reading === "reading") return html`<p class="quiet" role="status">Reading the message…</p>`;
  if ("failure" in reading) {
    const retry = (): void => {
      scene.reader.retry(place);
      scene.page.redraw();
    };
    return html`<div role="alert">${drawFailure(reading.failure)}</div><button @click=${retry}>Retry</button>`;
  }
  if (reading.variants.length === 0) {
    return html`<p class="quiet">The platform offers no content for this message.</p>`;
  }
  return html`${reading.variants.map((variant, index) => drawVariant(variant, { place, index, scene }))}`;
}

interface VariantPlace {
  readonly place: MessagePlaceContent;
  readonly index: number;
  readonly scene: MessageScene;
}

function drawVariant(variant: Variant, at: VariantPlace): TemplateResult {
  const { memory } = at.scene.page;
  const tabs = toTabs(variant, at);
  const id = `message-${at.place.messageId}-${at.index}`.replaceAll(/[^\w-]/g, "-");
  return html`${at.index === 0 || variant.name === undefined ? nothing : html`<h4>${variant.name}</h4>`}
    ${drawTabs({ id, label: "Parts of the message", tabs, chosen: memory.part ?? "html" }, (part) => at.scene.page.remember({ part }))}`;
}

function toTabs(variant: Variant, at: VariantPlace): readonly Tab[] {
  const isMail = at.place.channel === undefined || at.place.channel === "email";
  const text = variant.text ?? variant.message;
  return [
    { id: "subject", title: isMail ? "Subject" : "Title", draw: () => drawSubject(variant) },
    ...(variant.html === undefined
      ? []
      : [{ id: "html", title: "HTML", draw: () => drawMail(variant.html ?? "", at) }]),
    ...(text === undefined ? [] : [{ id: "text", title: "Text", draw: () => drawText(text, at) }]),
  ];
}

function drawSubject({ subject, preheader, title }: Variant): TemplateResult {
  const shown = subject ?? title;
  return html`<p>${shown === undefined || shown === "" ? html`<span class="quiet">It has none.</span>` : drawMarked(shown)}</p>
    ${preheader === undefined || preheader === "" ? nothing : html`<p class="quiet">Preheader: ${drawMarked(preheader)}</p>`}`;
}

function drawText(text: string, at: VariantPlace): TemplateResult {
  return html`<pre tabindex="0">${drawMarked(text)}</pre>${drawSourceButton("text", at)}`;
}

function drawMail(source: string, at: VariantPlace): TemplateResult {
  const { pictured, page, name } = at.scene;
  const key = `${at.place.campaignId}/${at.place.messageId}/${at.index}`;
  const showsPictures = pictured.has(key);
  const loadPictures = (): void => {
    pictured.add(key);
    page.redraw();
  };
  return html`${guard([source, showsPictures], () => {
    const mail = toMailDocument(source, { showsPictures });
    return html`${
      mail.remotePictures > 0 && !showsPictures
        ? html`<p class="actions">
              <span class="quiet">Remote pictures are not shown (${mail.remotePictures}).</span>
              <button @click=${loadPictures}>Show pictures</button>
            </p>`
        : nothing
    }
      <iframe class="mail" sandbox="" title="The e-mail “${name}” as authored" .srcdoc=${mail.html}></iframe>`;
  })}
  ${drawSourceButton("html", at)}`;
}

function drawSourceButton(part: "html" | "text", { place, index, scene }: VariantPlace): TemplateResult {
  const { campaignId, messageId } = place;
  const open = (): void => {
    const request = { type: "openSource", campaignId, messageId, variant: index, part, name: scene.name };
    scene.page.ask(request).catch((error: unknown) => scene.page.announce(String(error)));
  };
  return html`<p class="actions"><button @click=${open}>Open source</button></p>`;
}

/** A text with its tokens marked. */
function drawMarked(text: string): TemplateResult {
  return html`${splitTokens(text).map((part) => (part.isToken ? html`<mark class="token">${part.text}</mark>` : part.text))}`;
}
