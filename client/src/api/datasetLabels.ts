/**
 * Usage labels of a dataset and of its fields (docs/platform.md#catalog). Read only.
 */

import * as z from "zod";
import { toAddressPart } from "./addressPart";
import { orMissing } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { getShape, listOf, part, text, texts } from "./tolerantShapes";

const labelsShape = z
  .object({
    labels: texts,
    optionalLabels: listOf(z.object({ option: part(z.object({ schemaPath: text })), labels: texts })),
  })
  .transform((raw) => ({
    labels: raw.labels,
    /** Labels of single fields; `path` is the field's place in the schema. */
    fields: raw.optionalLabels.map(({ option, labels }) => ({ path: option?.schemaPath, labels })),
  }));

/** Labels of a dataset; both lists are empty when it was never labelled. */
export type DatasetLabels = z.output<typeof labelsShape>;

/** The labels of a dataset; a dataset that was never labelled has none, which is no error. */
export async function fetchDatasetLabels(
  session: ApiSession,
  datasetId: string,
  options: CallOptions = {},
): Promise<DatasetLabels> {
  const path = `/data/foundation/dataset/datasets/${toAddressPart(datasetId)}/labels`;
  const answer = await orMissing(session.send({ path, ...options }));
  if (answer === undefined) return { labels: [], fields: [] };
  return getShape(labelsShape, answer.body, "dataset labels");
}
