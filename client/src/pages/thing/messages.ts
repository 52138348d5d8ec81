/**
 * What the page of a destination or a data view is sent: both are facts and two tables.
 */
import * as z from "zod/mini";
import { factGroupShape, sectionOf } from "../frame/protocol";

const cellShape = z.object({
  text: z.string(),
  /** Leads to the page of this audience. */
  audienceId: z.optional(z.string()),
});
export type CellContent = z.infer<typeof cellShape>;

const tableShape = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(cellShape)),
  /** Whether the platform has more. */
  hasMore: z.boolean(),
});
export type TableContent = z.infer<typeof tableShape>;

/** Everything the page shows. */
export const thingContentShape = z.object({
  kind: z.enum(["destination", "dataView"]),
  id: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  state: z.optional(z.string()),
  connection: z.string(),
  sandbox: z.string(),
  /** What it is connected to, by name: the kind of destination, or the connection the data comes from. */
  source: sectionOf(z.nullable(z.string())),
  /** Audiences of a destination, dimensions of a data view. */
  members: sectionOf(tableShape),
  /** Runs of a destination, metrics of a data view. */
  others: sectionOf(tableShape),
  groups: z.array(factGroupShape),
});
export type ThingContent = z.infer<typeof thingContentShape>;

/** What of the content arrives on its own. */
export type ThingPart = "source" | "members" | "others";
