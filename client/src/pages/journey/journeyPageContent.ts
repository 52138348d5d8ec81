/**
 * What the journey page is sent and may ask for: a graph of steps with everything known of each, and messages on request.
 */
import * as z from "zod/mini";
import { FIGURE_ROLES } from "../../reports/journeyFigures";
import {
  FIGURE_SHAPES,
  factGroupShape,
  figuresRowShape,
  HEAD_SHAPES,
  namesShape,
  sectionOf,
} from "../frame/protocol";
import { messagePlaceShape, unpublishedShape } from "../message/messageShapes";

const stepShape = z.object({
  /** Unique on the page; ids of the platform may repeat. */
  key: z.string(),
  /** What the kind of step is called; the platform's own word when it is new to us. */
  kind: z.string(),
  name: z.string(),
  isStart: z.boolean(),
  /** Named by a transition, but not part of the journey. */
  isMissing: z.boolean(),
  /** No path leads here from the start. */
  isUnreachable: z.boolean(),
  audiences: z.array(z.object({ id: z.string(), name: z.optional(z.string()) })),
  /** Whether it sends something to people. */
  isMessage: z.boolean(),
  messages: z.array(messagePlaceShape),
  groups: z.array(factGroupShape),
});

const linkShape = z.object({
  from: z.string(),
  to: z.string(),
  label: z.string(),
  /** What is tested for this way, in the language of journeys. */
  condition: z.optional(z.string()),
  /** Leads back to a step that leads here. */
  isLoop: z.boolean(),
});

/** The steps of a journey and how they follow each other. */
const graphShape = z.object({
  steps: z.array(stepShape),
  links: z.array(linkShape),
  /** What is odd about the journey, in words. */
  remarks: z.array(z.string()),
});

/** How the steps do. */
export const figuresShape = z.object({
  ...FIGURE_SHAPES,
  columns: z.array(
    z.object({ role: z.enum(FIGURE_ROLES), name: z.string(), failure: z.optional(z.string()) }),
  ),
  /** By the name of the step. */
  steps: z.array(z.object({ step: z.string(), values: figuresRowShape })),
});
export type JourneyFiguresContent = z.infer<typeof figuresShape>;

/** Everything the page shows. */
export const journeyContentShape = z.object({
  ...HEAD_SHAPES,
  graph: graphShape,
  /** As it is scheduled, in milliseconds since 1970. */
  startsAt: z.optional(z.number()),
  endsAt: z.optional(z.number()),
  figures: z.optional(figuresShape),
  unpublished: unpublishedShape,
  names: sectionOf(namesShape),
  groups: z.array(factGroupShape),
});

export type JourneyContent = z.infer<typeof journeyContentShape>;
export type JourneyGraph = z.infer<typeof graphShape>;
export type JourneyStep = z.infer<typeof stepShape>;
export type JourneyLink = z.infer<typeof linkShape>;
