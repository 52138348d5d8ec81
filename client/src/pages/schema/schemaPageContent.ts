/**
 * What the schema page is sent and may ask for: all fields as one flat list in the order of the tree.
 */
import * as z from "zod/mini";
import { HEAD_SHAPES } from "../frame/protocol";

const fieldShape = z.object({
  name: z.string(),
  /** 0 for fields of the schema itself. */
  depth: z.number(),
  type: z.string(),
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  /** Values it is limited to, each with its title where there is one. */
  values: z.optional(z.array(z.string())),
  isDeprecated: z.optional(z.boolean()),
  /** A step that stands for any key of a map; no path can be written through it. */
  isAnyKey: z.optional(z.boolean()),
});
export type FieldContent = z.infer<typeof fieldShape>;

/** Everything the page shows. */
export const schemaContentShape = z.object({
  ...HEAD_SHAPES,
  fields: z.array(fieldShape),
  /** Whether there are more fields than are sent. */
  isCut: z.boolean(),
});
export type SchemaContent = z.infer<typeof schemaContentShape>;

/** Asks to write a path where PQL was last written, to show the schema as JSON, or what a change of a field would break. */
export const schemaRequestShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("insert"), path: z.string() }),
  z.object({ type: z.literal("openSchemaJson") }),
  z.object({ type: z.literal("whatWouldBreak"), path: z.string() }),
]);

/** Where the path was written; null when no PQL document was open. */
export const insertedShape = z.nullable(z.string());
