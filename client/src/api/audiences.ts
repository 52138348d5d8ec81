/**
 * Audiences as the platform lists and returns them (docs/platform.md#audiences), read tolerantly.
 * Refuses to change anything: see `audienceWrites.ts`.
 */
import * as z from "zod";
import { printExactJson } from "../../../server/src/pql/text/exactJson";
import { toAddressPart } from "./addressPart";
import { ApiError, isApiError } from "./apiError";
import type { ApiSession, CallOptions } from "./apiSession";
import { toServiceError } from "./errorMapping";
import { type PageWalk, walkPages } from "./pages";
import {
  count,
  findObject,
  findShape,
  findText,
  flag,
  getShapeWithRaw,
  identifier,
  type JsonObject,
  looseObject,
  part,
  readList,
  text,
  textOrEmpty,
  texts,
  time,
  type WithRaw,
} from "./tolerantShapes";

/** Where the audience, preview and segment job services live. */
export const PROFILE_SERVICE_PATH = "/data/core/ups";

/** The platform's page size that large organisations still answer, and the smaller one for when they do not. */
const PAGE_SIZE = 50;
const SMALLER_PAGE_SIZE = 20;

/** Most ids one bulk-get accepts. */
const BULK_LIMIT = 100;

const enabledPart = part(z.object({ enabled: flag }));

/** `expression`: `format` is `pql/text` or `pql/json`; with the latter, `value` is JSON as text. */
const expressionShape = z
  .object({ type: text, format: text, value: z.unknown().refine(isExpressionValue).optional() })
  .transform(({ value, ...raw }) => {
    const tree = findTree(value);
    // A tree that came as JSON instead of as text is a tree all the same, whatever the format says.
    return tree === undefined
      ? { ...raw, value: findText(value) ?? "" }
      : { ...raw, format: "pql/json", value: printExactJson(tree) };
  });

function isExpressionValue(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "string" || findTree(value) !== undefined;
}

function findTree(value: unknown): object | undefined {
  return Array.isArray(value) ? value : findObject(value);
}

const rawAudienceShape = z.object({
  id: identifier,
  audienceId: text,
  name: textOrEmpty,
  description: text,
  type: text,
  originName: text,
  namespace: text,
  lifecycleState: text,
  expression: part(expressionShape),
  schema: part(z.object({ name: text })),
  mergePolicyId: text,
  evaluationInfo: part(z.object({ batch: enabledPart, continuous: enabledPart, synchronous: enabledPart })),
  dependents: texts,
  dependencies: texts,
  labels: texts,
  folderId: text,
  tags: z.unknown().optional().transform(readTags),
  _etag: text,
  createEpoch: time,
  updateEpoch: time,
  creationTime: time,
  updateTime: time,
  createdBy: text,
  lastModifiedBy: text,
  datasetId: text,
  ttlInDays: count,
  isSystem: flag,
  sandbox: part(z.object({ sandboxName: text, type: text })),
  metrics: looseObject,
});

/** How an audience is evaluated; undefined means the platform did not say. */
export interface AudienceEvaluation {
  readonly batch: boolean | undefined;
  readonly streaming: boolean | undefined;
  readonly edge: boolean | undefined;
}

/** A tag as attached to an object; either part may be unknown. */
export interface AttachedTag {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

const audienceShape = z.preprocess(mergeOldSpellings, rawAudienceShape).transform((raw) => ({
  id: raw.id,
  /** The business id; differs from `id` for external audiences and is not accepted in paths. */
  audienceId: raw.audienceId,
  name: raw.name,
  description: raw.description,
  type: raw.type,
  originName: raw.originName,
  namespace: raw.namespace,
  /** `draft`, `published`, `inactive`, `archived`, `active`, or whatever the platform says; lower case. */
  lifecycleState: raw.lifecycleState?.toLowerCase(),
  /** Absent on external audiences. */
  expression: raw.expression,
  /** `_xdm.context.profile` or `_xdm.context.account`. */
  schemaName: raw.schema?.name,
  mergePolicyId: raw.mergePolicyId,
  evaluation: toEvaluation(raw.evaluationInfo),
  /** Ids of audiences that use this one. */
  dependents: raw.dependents,
  /** Ids of audiences this one uses. */
  dependencies: raw.dependencies,
  labels: raw.labels,
  folderId: raw.folderId,
  tags: raw.tags,
  /** As received, quotes included. */
  etag: raw._etag,
  /** Milliseconds since 1970; from the epoch field where present, which is the reliable one. */
  createdAt: raw.createEpoch ?? raw.creationTime,
  updatedAt: raw.updateEpoch ?? raw.updateTime,
  createdBy: raw.createdBy,
  updatedBy: raw.lastModifiedBy,
  datasetId: raw.datasetId,
  ttlInDays: raw.ttlInDays,
  isSystem: raw.isSystem ?? false,
  sandboxName: raw.sandbox?.sandboxName,
  /** Only when asked for and only in some organisations; see `audienceSize.ts`. */
  metrics: raw.metrics,
}));

/** An audience as a row of a list. */
export type AudienceSummary = z.output<typeof audienceShape>;

/** An audience read on its own; `raw` holds every field as received. */
export type Audience = WithRaw<AudienceSummary>;

/** What to list. Filtering and sorting happen at the platform. */
export interface AudienceQuery {
  /** Case-insensitive "contains". */
  readonly nameContains?: string | undefined;
  readonly descriptionContains?: string | undefined;
  /** `field:asc` or `field:desc`, e.g. `updateTime:desc`. */
  readonly sort?: string | undefined;
  /** Exact filters such as `namespace==AEPSegments`; `audienceId==…` also finds inactive audiences. */
  readonly properties?: readonly string[] | undefined;
  /** Default is people; `_xdm.context.account` lists account audiences. */
  readonly entityType?: string | undefined;
  /** Default 50; shrinks to 20 by itself when the platform cannot cope. */
  readonly pageSize?: number | undefined;
}

/**
 * Lists audiences page by page. Inactive audiences are missing unless asked for by `audienceId`: that is
 * how the platform behaves; `listSegmentDefinitions` is the second source.
 */
export function listAudiences(session: ApiSession, query: AudienceQuery = {}): PageWalk<AudienceSummary> {
  return walkPages(session, {
    style: "pageIndex",
    pageSize: query.pageSize ?? PAGE_SIZE,
    smallerPageSize: SMALLER_PAGE_SIZE,
    basePath: PROFILE_SERVICE_PATH,
    toRequest: ({ index, limit }) => ({
      path: `${PROFILE_SERVICE_PATH}/audiences`,
      query: {
        start: index,
        limit,
        sort: query.sort,
        property: query.properties,
        name: query.nameContains,
        description: query.descriptionContains,
        entityType: query.entityType,
      },
      deadlineMs: 45_000,
    }),
    findEntries: (body) => findObject(body)?.["children"],
    findItem: findAudienceSummary,
    getId: (audience) => audience.id,
  });
}

/** One audience; `notFound` when unknown or in another sandbox, `forbidden` when a label hides it. */
export async function fetchAudience(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<Audience> {
  const { body } = await session.send({ path: toAudiencePath(id), ...options });
  return readAudience(body);
}

/** Several audiences at once: each id leads to the audience or to the reason why there is none. */
export async function fetchAudiences(
  session: ApiSession,
  ids: readonly string[],
  options: CallOptions = {},
): Promise<ReadonlyMap<string, Audience | ApiError>> {
  const found = new Map<string, Audience | ApiError>();
  const wanted = [...new Set(ids)];
  for (let from = 0; from < wanted.length; from += BULK_LIMIT) {
    const chunk = wanted.slice(from, from + BULK_LIMIT);
    const results = await fetchBulk(session, chunk, options);
    for (const id of chunk)
      found.set(
        id,
        results[id] === undefined ? await askAgain(session, id, options) : readBulkEntry(id, results[id]),
      );
  }
  return found;
}

async function fetchBulk(
  session: ApiSession,
  ids: readonly string[],
  options: CallOptions,
): Promise<JsonObject> {
  const { body, requestId, status } = await session.send({
    method: "POST",
    path: `${PROFILE_SERVICE_PATH}/audiences/bulk-get`,
    body: { ids: ids.map((id) => ({ id })) },
    repeat: "safe",
    ...options,
  });
  const results = findObject(findObject(body)?.["results"]);
  if (results !== undefined) return results;
  throw new ApiError("badResponse", {
    reason: { kind: "unlike", what: "a list of audiences" },
    requestId,
    status,
  });
}

/** An id the answer does not mention is not there, unless the answer lost it: the audience itself knows. */
async function askAgain(session: ApiSession, id: string, options: CallOptions): Promise<Audience | ApiError> {
  try {
    return await fetchAudience(session, id, options);
  } catch (error) {
    if (!isApiError(error, "notFound", "forbidden", "badResponse")) throw error;
    return error;
  }
}

/** The path of one audience, its id URL-encoded. */
export function toAudiencePath(id: string): string {
  return `${PROFILE_SERVICE_PATH}/audiences/${toAddressPart(id)}`;
}

/** Reads a list entry; undefined when it has no id. */
export function findAudienceSummary(entry: unknown): AudienceSummary | undefined {
  return findShape(audienceShape, entry);
}

/** Reads an audience from an answer; throws `badResponse` when it is none. */
export function readAudience(body: unknown): Audience {
  return getShapeWithRaw(audienceShape, body, "an audience");
}

function readBulkEntry(id: string, entry: unknown): Audience | ApiError {
  const object = findObject(entry);
  if (object === undefined) return unreadableAudience(id);
  if (object["errors"] !== undefined) return toServiceError({ status: 404, body: object });
  const summary = findShape(audienceShape, object);
  // One that was not asked for says nothing of the one that was.
  if (summary === undefined || (summary.id !== id && summary.audienceId !== id))
    return unreadableAudience(id);
  return { ...summary, raw: object };
}

/** What stands for an audience that an answer about several lost, or holds in no readable form. */
export function unreadableAudience(id: string): ApiError {
  return new ApiError("badResponse", { reason: { kind: "unlike", what: `the audience ${id}` } });
}

/** Payloads of different ages call the lifecycle differently; legacy definitions say enabled or disabled. */
function mergeOldSpellings(value: unknown): unknown {
  const object = findObject(value);
  if (object === undefined || object["lifecycleState"] !== undefined) return value;
  const state = object["lifecycle"] ?? object["lifecycleStatus"] ?? object["state"];
  return state === undefined ? value : { ...object, lifecycleState: state };
}

function toEvaluation(info: z.output<typeof rawAudienceShape>["evaluationInfo"]): AudienceEvaluation {
  return {
    batch: info?.batch?.enabled,
    streaming: info?.continuous?.enabled,
    edge: info?.synchronous?.enabled,
  };
}

/** Tags arrive as a list of texts or objects, or as an object keyed by id. */
function readTags(value: unknown): readonly AttachedTag[] {
  const object = findObject(value);
  if (object !== undefined) {
    return Object.entries(object).map(([id, entry]) => ({ id, name: findTagName(entry) }));
  }
  return readList(value).flatMap((entry): AttachedTag[] => {
    if (typeof entry === "string") return [{ id: entry, name: undefined }];
    const tag = findObject(entry);
    return tag === undefined ? [] : [{ id: findText(tag["id"]), name: findText(tag["name"]) }];
  });
}

function findTagName(entry: unknown): string | undefined {
  return findText(entry) ?? findText(findObject(entry)?.["name"]);
}
