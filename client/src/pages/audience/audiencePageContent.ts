/**
 * What the audience page is sent and may ask for. Unknown sizes are absent, never zero.
 */
import * as z from "zod/mini";
import { factGroupShape, HEAD_SHAPES, sectionOf } from "../frame/protocol";

const membersShape = z.object({
  entered: z.optional(z.number()),
  left: z.optional(z.number()),
  stayed: z.optional(z.number()),
});

const sizeShape = z.object({
  /** `job`: counted by an evaluation; `metrics`: told by the audience service; `unknown`: nobody says. */
  source: z.enum(["job", "metrics", "estimate", "unknown"]),
  members: z.optional(z.number()),
  evaluatedAt: z.optional(z.number()),
  movement: z.optional(membersShape),
});

const runShape = z.object({
  id: z.string(),
  at: z.number(),
  status: z.string(),
  members: z.optional(z.number()),
  /** Whether the run names this audience, or only all of them. */
  isNamed: z.boolean(),
});

const neighbourShape = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  state: z.optional(z.string()),
  /** Why its name is not known. */
  failure: z.optional(z.string()),
});

/** Audiences around this one, itself included; a link leads from an audience to one that it uses. */
const neighboursShape = z.object({
  audiences: z.array(neighbourShape),
  links: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Whether there are more than were read. */
  isCut: z.boolean(),
});

const usersShape = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    state: z.optional(z.string()),
    /** How it does, where it was measured. */
    performance: z.optional(z.string()),
  }),
);

/** Which engines can evaluate the rule with the audience's merge policy. */
const verdictShape = z.object({
  /** The fastest one; missing where that is not certain. */
  possible: z.optional(z.string()),
  /** Whether the merge policy counts as active on edge; missing where the platform does not say. */
  isActiveOnEdge: z.optional(z.boolean()),
  /** What the rule asks for in plain English, a line each statement; missing where it has errors. */
  plainWords: z.optional(z.array(z.string())),
  /** The rule as people write it, in whichever form the platform keeps it; missing where that form has no text. */
  text: z.optional(z.string()),
  /** When the time ended of which the rule needs events; missing where it has no fixed end. */
  windowEnd: z.optional(z.number()),
  /** What keeps faster engines from it, or depends on what is not known. */
  obstacles: z.array(z.object({ engine: z.string(), isCertain: z.boolean(), text: z.string() })),
});

/** Everything the page shows. */
export const audienceContentShape = z.object({
  ...HEAD_SHAPES,
  /** Enabled evaluation kinds, fastest first; empty when none is enabled or the platform did not say. */
  evaluation: z.array(z.string()),
  isEvaluationKnown: z.boolean(),
  verdict: sectionOf(verdictShape),
  expression: z.optional(z.object({ format: z.optional(z.string()), value: z.string() })),
  size: sectionOf(sizeShape),
  history: sectionOf(z.array(runShape)),
  neighbours: sectionOf(neighboursShape),
  journeys: sectionOf(usersShape),
  campaigns: sectionOf(usersShape),
  destinations: sectionOf(usersShape),
  /** Ids of what it belongs to; the sections give their names. */
  belongsTo: z.object({
    mergePolicy: z.optional(z.string()),
    folder: z.optional(z.string()),
    tags: z.array(z.string()),
  }),
  mergePolicy: sectionOf(z.string()),
  folder: sectionOf(z.string()),
  tags: sectionOf(z.array(z.string())),
  groups: z.array(factGroupShape),
});

/** Everything the page shows. */
export type AudienceContent = z.infer<typeof audienceContentShape>;
export type AudienceSizeContent = z.infer<typeof sizeShape>;
export type AudienceVerdict = z.infer<typeof verdictShape>;
export type EvaluationRun = z.infer<typeof runShape>;
export type AudienceNeighbours = z.infer<typeof neighboursShape>;
export type UsersContent = z.infer<typeof usersShape>;

/** What of the content arrives on its own. */
export type AudiencePart =
  | "verdict"
  | "size"
  | "history"
  | "neighbours"
  | "journeys"
  | "campaigns"
  | "destinations"
  | "mergePolicy"
  | "folder"
  | "tags";

/** Has the platform estimate the expression now; takes up to a minute. */
export const audienceRequestShape = z.object({ type: z.literal("estimate") });

/** An estimate as answered. */
export const estimateShape = z.object({
  members: z.optional(z.number()),
  standardError: z.optional(z.number()),
  confidence: z.optional(z.string()),
  rowsRead: z.optional(z.number()),
  rowsInAll: z.optional(z.number()),
});
export type EstimateContent = z.infer<typeof estimateShape>;
