/**
 * Shows the parts of a piece of authored content as tabs: subject, mark-up and text, personalisation tokens marked. The
 * mark-up appears in a sandboxed frame; pictures from elsewhere only when asked for.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { say } from "../../words/say";
import { drawTabs, type Tab } from "../frame/tabsView";
import { toMailDocument } from "./mailDocument";
import type { MessageVariant } from "./messageShapes";
import { splitTokens } from "./personalizationTokens";

/** What is shown, and what can be done with it. */
export interface PartsScene {
  readonly authored: MessageVariant;
  /** Begins the ids of elements. */
  readonly id: string;
  /** What it is called, for the frame of the mark-up. */
  readonly name: string;
  /** What its headline is called; undefined when it cannot have one. */
  readonly headline: "Subject" | "Title" | undefined;
  /** The tab in front; the mark-up when it was never chosen. */
  readonly chosen: string | undefined;
  readonly choose: (part: string) => void;
  readonly showsPictures: boolean;
  readonly loadPictures: () => void;
  readonly openSource: (part: "html" | "text") => void;
}

/** The parts as tabs. */
export function drawMessageParts(scene: PartsScene): TemplateResult {
  const { id, chosen, choose } = scene;
  const tabs = toTabs(scene);
  if (tabs.length === 0) return html`<p class="quiet">${say("It has no content.")}</p>`;
  return drawTabs({ id, label: say("Parts of the message"), tabs, chosen: chosen ?? "html" }, choose);
}

function toTabs(scene: PartsScene): readonly Tab[] {
  const { authored, headline } = scene;
  const text = authored.text ?? authored.message;
  const mail = authored.html;
  return [
    ...(headline === undefined
      ? []
      : [{ id: "subject", title: say(headline), draw: () => drawHeadline(authored) }]),
    ...(mail === undefined ? [] : [{ id: "html", title: "HTML", draw: () => drawMail(mail, scene) }]),
    ...(text === undefined ? [] : [{ id: "text", title: say("Text"), draw: () => drawText(text, scene) }]),
  ];
}

function drawHeadline({ subject, preheader, title }: MessageVariant): TemplateResult {
  const shown = subject ?? title;
  return html`<p>${shown === undefined || shown === "" ? html`<span class="quiet">${say("It has none.")}</span>` : drawMarked(shown)}</p>
    ${preheader === undefined || preheader === "" ? nothing : html`<p class="quiet">${say("Preheader:")} ${drawMarked(preheader)}</p>`}`;
}

function drawText(text: string, scene: PartsScene): TemplateResult {
  return html`<pre tabindex="0">${drawMarked(text)}</pre>${drawSourceButton("text", scene)}`;
}

function drawMail(source: string, scene: PartsScene): TemplateResult {
  const { showsPictures, loadPictures, name } = scene;
  return html`${guard([source, showsPictures], () => {
    const mail = toMailDocument(source, { showsPictures });
    return html`${
      mail.remotePictures > 0 && !showsPictures
        ? html`<p class="actions">
              <span class="quiet">${say("Remote pictures are not shown ({0}).", mail.remotePictures)}</span>
              <button @click=${loadPictures}>${say("Show pictures")}</button>
            </p>`
        : nothing
    }
      <aep-mail .mail=${{ ...mail, title: say("The mark-up of “{0}” as authored", name) }}></aep-mail>`;
  })}
  ${drawSourceButton("html", scene)}`;
}

function drawSourceButton(part: "html" | "text", { openSource }: PartsScene): TemplateResult {
  return html`<p class="actions"><button @click=${() => openSource(part)}>${say("Open source")}</button></p>`;
}

/** A text with its tokens marked. */
function drawMarked(text: string): TemplateResult {
  return html`${splitTokens(text).map((part) => (part.isToken ? html`<mark class="token">${part.text}</mark>` : part.text))}`;
}
