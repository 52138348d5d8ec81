/**
 * Which datasets of a sandbox fill which fields of profiles and events: what no dataset fills chooses nobody, whatever the union schema
 * says. Reads the catalog and schemas, never a row; what may not be read leaves it open.
 */

import { isApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { type DatasetSummary, listDatasets } from "../api/datasets";
import { collectItems } from "../api/pages";
import { fetchSchema } from "../api/schemas";
import { DEEPEST_FIELD, readSchemaFields, readSchemaRoot, walkFields } from "../model/schemaFields";
import { toReaderKey } from "./readerKey";
import type { KnownField } from "./ruleDesk";

/** What was read. */
export interface DatasetFields {
  /** Names of the datasets with a field, by its reader key. */
  readonly fillers: ReadonlyMap<string, readonly string[]>;
  /** False where some dataset or schema could not be read: nothing follows from a field that is missing then. */
  readonly isComplete: boolean;
  /** In milliseconds since 1970. */
  readonly readAt: number;
}

/** Large organisations have thousands; the newest come first. */
const MOST_SCHEMAS = 40;
const READ_AT_ONCE = 4;

/** Reads the datasets that feed profiles, and each of their schemas once. */
export async function readDatasetFields(session: ApiSession): Promise<DatasetFields> {
  const fillers = new Map<string, readonly string[]>();
  const datasets = await unlessRefused(collectItems(listDatasets(session)));
  const bySchema = [...groupBySchema(datasets ?? [])];
  let isComplete = datasets !== undefined && bySchema.length <= MOST_SCHEMAS;
  for (let from = 0; from < Math.min(bySchema.length, MOST_SCHEMAS); from += READ_AT_ONCE) {
    const some = bySchema.slice(from, Math.min(from + READ_AT_ONCE, MOST_SCHEMAS));
    const read = await Promise.all(some.map(([schema]) => unlessRefused(readKeys(session, schema))));
    for (const [at, [, names]] of some.entries()) {
      isComplete &&= read[at] !== undefined;
      for (const key of read[at] ?? []) fillers.set(key, [...(fillers.get(key) ?? []), ...names]);
    }
  }
  return { fillers, isComplete, readAt: session.clock.now() };
}

/** The names of the datasets that fill a field; undefined where that is not known. */
export function findFillers(
  { fillers, isComplete }: DatasetFields,
  { root, path }: Pick<KnownField, "root" | "path">,
): readonly string[] | undefined {
  const isRead = isComplete && path.split(".").length <= DEEPEST_FIELD;
  return fillers.get(toReaderKey(root, path)) ?? (isRead ? [] : undefined);
}

/** The names of the datasets that feed profiles, by the schema they follow. */
function groupBySchema(datasets: readonly DatasetSummary[]): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, readonly string[]>();
  for (const { id, name, schemaId = "", isProfileEnabled } of datasets)
    if (isProfileEnabled === true)
      grouped.set(schemaId, [...(grouped.get(schemaId) ?? []), name === "" ? id : name]);
  return grouped;
}

/** The keys of a schema's fields; none where it belongs to another class. */
async function readKeys(session: ApiSession, schemaId: string): Promise<readonly string[]> {
  const { json } = await fetchSchema(session, schemaId);
  const root = readSchemaRoot(json);
  if (root === "other") return [];
  return [...walkFields(readSchemaFields(json, root))].map(({ path }) => toReaderKey(root, path));
}

/** Undefined where the platform does not answer; a draft goes without. */
async function unlessRefused<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isApiError(error)) return undefined;
    throw error;
  }
}
