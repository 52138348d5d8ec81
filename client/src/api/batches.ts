/**
 * Batches: what was loaded into a dataset, when, and whether it worked (docs/platform.md#catalog). Read only.
 */
import * as z from "zod";
import type { ApiSession } from "./apiSession";
import { CATALOG_PATH } from "./datasets";
import { type PageWalk, walkPages } from "./pages";
import { count, findObject, findShape, listOf, part, text, time } from "./tolerantShapes";

const PAGE_SIZE = 100;

const batchShape = z
  .object({
    id: text,
    status: text,
    created: time,
    updated: time,
    started: time,
    completed: time,
    metrics: part(
      z.object({
        inputRecordCount: count,
        outputRecordCount: count,
        failedRecordCount: count,
        inputByteSize: count,
        outputByteSize: count,
      }),
    ),
    errors: listOf(z.object({ code: text, description: text })),
    relatedObjects: listOf(z.object({ type: text, id: text })),
  })
  .transform((raw) => ({
    id: raw.id ?? "",
    /** `success`, `failure`, `processing`, `staged`, … or new words; lower case. */
    status: raw.status?.toLowerCase(),
    /** Milliseconds since 1970. */
    createdAt: raw.created,
    updatedAt: raw.updated,
    startedAt: raw.started,
    completedAt: raw.completed,
    inputRecords: raw.metrics?.inputRecordCount,
    outputRecords: raw.metrics?.outputRecordCount,
    failedRecords: raw.metrics?.failedRecordCount,
    outputBytes: raw.metrics?.outputByteSize,
    errors: raw.errors,
    datasetIds: raw.relatedObjects.flatMap(({ type, id }) => (type === "dataSet" && id ? [id] : [])),
  }));

export type Batch = z.output<typeof batchShape>;

/** What to list. */
export interface BatchQuery {
  readonly datasetId: string;
  /** E.g. `success`. */
  readonly status?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAfter?: number | undefined;
  readonly pageSize?: number | undefined;
}

/** Lists the batches of a dataset, newest first. */
export function listBatches(session: ApiSession, query: BatchQuery): PageWalk<Batch> {
  return walkPages(session, {
    style: "map",
    pageSize: query.pageSize ?? PAGE_SIZE,
    basePath: CATALOG_PATH,
    toRequest: ({ offset, limit }) => ({
      path: `${CATALOG_PATH}/batches`,
      query: {
        dataSet: query.datasetId,
        status: query.status,
        createdAfter: query.createdAfter,
        orderBy: "desc:created",
        limit,
        start: offset,
      },
    }),
    findEntries: (body) => findObject(body),
    findItem: (entry, key) => findShape(batchShape, { ...findObject(entry), id: key }),
    getId: (batch) => batch.id,
  });
}
