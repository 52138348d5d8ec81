/**
 * What the page of equal and contained rules is sent and may ask for. Numbers in groups and pairs are places in `rules`.
 */
import * as z from "zod/mini";
import { HEAD_SHAPES, sectionOf } from "../frame/protocol";

const ruleShape = z.object({
  kind: z.enum(["audience", "file"]),
  id: z.string(),
  name: z.string(),
  state: z.optional(z.string()),
});
export type FamilyRule = z.infer<typeof ruleShape>;

/** Everything the page shows. */
export const familiesContentShape = z.object({
  ...HEAD_SHAPES,
  /** Whether the rules are files of a folder. */
  isFolder: z.boolean(),
  rules: z.array(ruleShape),
  /** Audiences without a rule in PQL. */
  without: z.number(),
  equal: z.array(z.array(z.number())),
  contained: z.array(z.tuple([z.number(), z.number()])),
  never: z.array(z.number()),
  unread: z.array(z.number()),
  /** Members by the id of the audience, of those that were counted. */
  sizes: sectionOf(z.record(z.string(), z.number())),
});
export type FamiliesContent = z.infer<typeof familiesContentShape>;

/** What the page asks its host. */
export const familiesRequestShape = z.object({ type: z.literal("openFile"), file: z.string() });
