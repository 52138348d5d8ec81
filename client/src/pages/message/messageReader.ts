/**
 * Reads authored messages when they are looked at, each once; a failure is kept until somebody retries.
 */
import type { Page } from "../frame/connectPage";
import { type MessagePlaceContent, type MessageVariants, variantsShape } from "./messageShapes";

/** What is known of a message. */
export type MessageReading =
  | "reading"
  | { readonly variants: MessageVariants }
  | { readonly failure: string };

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
