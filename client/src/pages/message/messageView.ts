/**
 * Shows the authored messages of a step or campaign, each read when it is looked at, each failing on its own.
 */
import { html, nothing, type TemplateResult } from "lit-html";
import { say } from "../../words/say";
import type { Page } from "../frame/connectPage";
import { drawFailure } from "../frame/frameView";
import {
  type MessagePlaceContent,
  type MessageVariant,
  type MessageVariants,
  variantsShape,
} from "./messageShapes";
import { drawMessageParts } from "./partsView";

/** What a message is shown with. */
export interface MessageScene {
  readonly page: Page<{ readonly part?: string | undefined }>;
  readonly reader: MessageReader;
  /** Messages whose remote pictures were asked for. */
  readonly pictured: Set<string>;
  /** The name of the step or campaign, which names the source document. */
  readonly name: string;
}

export function drawMessages(places: readonly MessagePlaceContent[], scene: MessageScene): TemplateResult {
  if (places.length === 0) {
    return html`<p class="quiet">${say("The content of this message is not available through the public API.")}</p>`;
  }
  return html`${places.map((place) => drawMessage(place, scene))}`;
}

function drawMessage(place: MessagePlaceContent, scene: MessageScene): TemplateResult {
  const reading = scene.reader.read(scene.page, place);
  if (reading === "reading") return html`<p class="quiet" role="status">${say("Reading the message…")}</p>`;
  if ("failure" in reading) {
    const retry = (): void => {
      scene.reader.retry(place);
      scene.page.redraw();
    };
    return html`<div role="alert">${drawFailure(reading.failure)}</div><button @click=${retry}>${say("Retry")}</button>`;
  }
  if (reading.variants.length === 0) {
    return html`<p class="quiet">${say("The platform offers no content for this message.")}</p>`;
  }
  return html`${reading.variants.map((variant, index) => drawVariant(variant, { place, index, scene }))}`;
}

function drawVariant(
  authored: MessageVariant,
  {
    place,
    index,
    scene,
  }: { readonly place: MessagePlaceContent; readonly index: number; readonly scene: MessageScene },
): TemplateResult {
  const { page, pictured, name } = scene;
  const { campaignId, messageId, channel } = place;
  const key = `${campaignId}/${messageId}/${index}`;
  const isMail = channel === undefined || channel === "email";
  const openSource = (part: "html" | "text"): void => {
    const request = { type: "openSource", campaignId, messageId, variant: index, part, name };
    page.ask(request).catch((error: unknown) => page.announce(String(error)));
  };
  const prepareCopy = (): void => {
    page.ask({ type: "prepareCopy", campaignId, messageId, variant: index, name }).catch((error: unknown) => {
      page.announce(String(error));
    });
  };
  return html`${index === 0 || authored.name === undefined ? nothing : html`<h4>${authored.name}</h4>`}
    ${drawMessageParts({
      authored,
      name,
      openSource,
      headline: isMail ? "Subject" : "Title",
      chosen: page.memory.part,
      id: `message-${messageId}-${index}`.replaceAll(/[^\w-]/g, "-"),
      choose: (part) => page.remember({ part }),
      showsPictures: pictured.has(key),
      loadPictures: () => {
        pictured.add(key);
        page.redraw();
      },
    })}
    <p class="actions"><button @click=${prepareCopy}>${say("Prepare updated copy")}</button></p>`;
}

/** What is known of a message. */
type MessageReading = "reading" | { readonly variants: MessageVariants } | { readonly failure: string };

/** Readings of one page, by message. */
export class MessageReader {
  private readonly readings = new Map<string, MessageReading>();

  /** What is known of a message; starts reading when nothing is. */
  read(page: Pick<Page<unknown>, "ask" | "redraw">, place: MessagePlaceContent): MessageReading {
    const key = `${place.campaignId}/${place.messageId}`;
    const known = this.readings.get(key);
    if (known !== undefined) return known;
    this.readings.set(key, "reading");
    void this.fetch(page, place, key);
    return "reading";
  }

  /** Forgets everything that was read. */
  renew(): void {
    this.readings.clear();
  }

  /** Forgets a failure, so that the next look reads again. */
  retry(place: MessagePlaceContent): void {
    this.readings.delete(`${place.campaignId}/${place.messageId}`);
  }

  private async fetch(
    page: Pick<Page<unknown>, "ask" | "redraw">,
    { campaignId, messageId }: MessagePlaceContent,
    key: string,
  ): Promise<void> {
    try {
      const answer = await page.ask({ type: "message", campaignId, messageId });
      this.readings.set(key, { variants: variantsShape.parse(answer) });
    } catch (error) {
      this.readings.set(key, { failure: error instanceof Error ? error.message : String(error) });
    }
    page.redraw();
  }
}
