/**
 * What the page of what would break is sent and may ask for.
 */
import * as z from "zod/mini";
import { HEAD_SHAPES } from "../frame/protocol";

const brokenShape = z.object({
  kind: z.enum(["audience", "file", "test", "draft"]),
  id: z.string(),
  name: z.string(),
  state: z.optional(z.string()),
  places: z.array(
    z.object({ change: z.string(), line: z.number(), column: z.number(), test: z.optional(z.string()) }),
  ),
  /** What it would become, as people read it. */
  becomes: z.optional(z.string()),
  problems: z.array(z.string()),
});
export type BrokenContent = z.infer<typeof brokenShape>;

/** Everything the page shows. */
export const impactContentShape = z.object({
  ...HEAD_SHAPES,
  /** "if … is removed". */
  condition: z.string(),
  changes: z.array(z.string()),
  broken: z.array(brokenShape),
  audiences: z.number(),
  files: z.number(),
  without: z.number(),
});
export type ImpactContent = z.infer<typeof impactContentShape>;

/** What the page asks its host; numbers are places in the list. */
export const impactRequestShape = z.discriminatedUnion("type", [
  /** Opens a file at one of its places. */
  z.object({ type: z.literal("openPlace"), index: z.number(), place: z.number() }),
  /** Shows what files would become, in the editor's own preview of changes. */
  z.object({ type: z.literal("rename"), indexes: z.array(z.number()) }),
  /** Leads an audience to the preview of an update. */
  z.object({ type: z.literal("previewUpdate"), index: z.number() }),
]);
export type ImpactPageRequest = z.infer<typeof impactRequestShape>;
