/**
 * What pages are sent of authored messages and may ask about them, wherever the message stands: behind a step of a
 * journey or in a campaign.
 */
import * as z from "zod/mini";
import { sectionOf } from "../frame/protocol";

/** Which message, and through which channel it goes. */
export const messagePlaceShape = z.object({
  campaignId: z.string(),
  messageId: z.string(),
  channel: z.optional(z.string()),
});
export type MessagePlaceContent = z.infer<typeof messagePlaceShape>;

/** Fragments that messages use although they are not published. */
export const unpublishedShape = sectionOf(z.array(z.object({ id: z.string(), name: z.string() })));

/** Asks for an authored message, or to open its source as a document. */
export const messageRequestShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message"), campaignId: z.string(), messageId: z.string() }),
  z.object({
    type: z.literal("openSource"),
    campaignId: z.string(),
    messageId: z.string(),
    /** Place among the message's variants. */
    variant: z.number(),
    part: z.enum(["html", "text"]),
    name: z.string(),
  }),
]);

const variantShape = z.object({
  name: z.optional(z.string()),
  subject: z.optional(z.string()),
  preheader: z.optional(z.string()),
  html: z.optional(z.string()),
  text: z.optional(z.string()),
  title: z.optional(z.string()),
  message: z.optional(z.string()),
});

/** One authored variant, as far as the platform says. */
export type MessageVariant = z.infer<typeof variantShape>;

/** The authored variants of a message; empty when the platform does not offer its content. */
export const variantsShape = z.array(variantShape);
export type MessageVariants = z.infer<typeof variantsShape>;
