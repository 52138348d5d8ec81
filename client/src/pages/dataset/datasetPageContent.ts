/**
 * What the dataset page is sent and may ask for. Rows are customer data: they travel only when asked for.
 */
import * as z from "zod/mini";
import { factGroupShape, HEAD_SHAPES, sectionOf } from "../frame/protocol";

const batchShape = z.object({
  id: z.string(),
  status: z.string(),
  createdAt: z.optional(z.number()),
  /** Milliseconds from start to end. */
  duration: z.optional(z.number()),
  records: z.optional(z.number()),
  failed: z.optional(z.number()),
  errors: z.array(z.string()),
});

const batchesShape = z.object({
  list: z.array(batchShape),
  /** Whether the platform has older ones. */
  hasMore: z.boolean(),
});

const labelsShape = z.object({
  labels: z.array(z.string()),
  fields: z.array(z.object({ path: z.string(), labels: z.array(z.string()) })),
});

/** Everything the page shows before rows are asked for. */
export const datasetContentShape = z.object({
  ...HEAD_SHAPES,
  schemaId: z.optional(z.string()),
  schemaTitle: sectionOf(z.nullable(z.string())),
  /** Whether its rows feed profiles; absent when the catalog does not say. */
  feedsProfiles: z.optional(z.boolean()),
  labels: sectionOf(labelsShape),
  batches: sectionOf(batchesShape),
  groups: z.array(factGroupShape),
});
export type DatasetContent = z.infer<typeof datasetContentShape>;
export type BatchContent = z.infer<typeof batchShape>;
export type BatchesContent = z.infer<typeof batchesShape>;
export type LabelsContent = z.infer<typeof labelsShape>;

/** What of the content arrives on its own. */
export type DatasetPart = "schemaTitle" | "labels" | "batches";

/** Asks for preview rows. */
export const datasetRequestShape = z.object({ type: z.literal("rows") });

/** Preview rows; `hasData` is false when nothing was ever loaded successfully. */
export const rowsShape = z.object({
  hasData: z.boolean(),
  rows: z.array(z.record(z.string(), z.unknown())),
});
export type RowsContent = z.infer<typeof rowsShape>;
