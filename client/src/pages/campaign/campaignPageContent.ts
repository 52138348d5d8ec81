/**
 * What the campaign page is sent; what it may ask about its messages is in `../message/messages`.
 */
import * as z from "zod/mini";
import {
  FIGURE_SHAPES,
  factGroupShape,
  figuresRowShape,
  HEAD_SHAPES,
  namesShape,
  sectionOf,
} from "../frame/protocol";
import { messagePlaceShape, unpublishedShape } from "../message/messageShapes";

const versionsShape = z.array(
  z.object({
    id: z.string(),
    status: z.optional(z.string()),
    /** Milliseconds since 1970 of its last change. */
    changedAt: z.optional(z.number()),
    changedBy: z.optional(z.string()),
  }),
);

/** How its e-mails do, by day. */
export const campaignFiguresShape = z.object({
  ...FIGURE_SHAPES,
  columns: z.array(z.object({ name: z.string() })),
  rows: z.array(z.object({ label: z.string(), values: figuresRowShape })),
});

/** Everything the page shows. */
export const campaignContentShape = z.object({
  ...HEAD_SHAPES,
  /** Never published: neither its messages nor its versions can be read. */
  isDraftOnly: z.boolean(),
  /** In a sentence: how it is started, what it is for. */
  kind: z.optional(z.string()),
  startsAt: z.optional(z.number()),
  endsAt: z.optional(z.number()),
  audienceId: z.optional(z.string()),
  audienceName: sectionOf(z.string()),
  messages: z.array(messagePlaceShape),
  figures: z.optional(campaignFiguresShape),
  /** Newest first. */
  versions: sectionOf(versionsShape),
  unpublished: unpublishedShape,
  names: sectionOf(namesShape),
  groups: z.array(factGroupShape),
});
export type CampaignContent = z.infer<typeof campaignContentShape>;
export type CampaignVersions = z.infer<typeof versionsShape>;

/** What of the content arrives on its own. */
export type CampaignPart = "audienceName" | "versions" | "unpublished" | "names";
