/**
 * The authored content of a campaign's or journey step's message (docs/platform.md#journey-optimizer), with personalisation
 * tokens as written. Refuses to render; an empty answer means the public API does not offer this content.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { CAMPAIGN_SERVICE_PATH } from "./campaigns";
import { findObject, listOf, part, text } from "./tolerantShapes";

const bodyShape = z.object({ body: text });

const variantShape = z
  .object({
    variantId: text,
    name: text,
    treatmentId: text,
    channel: text,
    subject: text,
    preheader: text,
    html: part(bodyShape),
    text: part(bodyShape),
    title: text,
    message: text,
  })
  .transform(({ html, text: plain, ...rest }) => ({
    ...rest,
    /** Authored mark-up. Untrusted: show it without scripts and without remote images. */
    html: html?.body,
    /** Plain text part; undefined when there is none. */
    text: plain?.body,
  }));

/** One authored variant of a message. */
export type MessageVariant = z.output<typeof variantShape>;

export interface MessagePlace {
  readonly campaignId: string;
  readonly messageId: string;
}

/** The variants of a message; empty when the platform answered with nothing. */
export async function fetchMessageVariants(
  session: ApiSession,
  place: MessagePlace,
  options: CallOptions = {},
): Promise<readonly MessageVariant[]> {
  const { body } = await session.send({ path: toPath(place), ...options });
  const variants = findObject(body)?.["variants"] ?? body;
  return listOf(variantShape).parse(
    Array.isArray(variants) ? variants : Object.values(findObject(variants) ?? {}),
  );
}

function toPath({ campaignId, messageId }: MessagePlace): string {
  const campaign = toAddressPart(campaignId);
  return `${CAMPAIGN_SERVICE_PATH}/campaigns/${campaign}/messages/${toAddressPart(messageId)}`;
}
