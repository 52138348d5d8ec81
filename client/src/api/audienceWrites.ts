/**
 * The calls that change audiences (docs/platform.md#audiences). Only the write path behind a preview may import
 * this. Refuses to retry, and to invent fields: it sends what it is given.
 */
import { ApiError } from "./apiError";
import type { ApiResponse, ApiSession, WriteOptions } from "./apiSession";
import { type Audience, PROFILE_SERVICE_PATH, readAudience, toAudiencePath } from "./audiences";
import { findObject, findText, type JsonObject } from "./tolerantShapes";

/** What a new audience made from PQL needs. */
export interface NewAudience {
  readonly name: string;
  readonly description?: string | undefined;
  readonly expression: { readonly format: "pql/text" | "pql/json"; readonly value: string };
  /** Default `_xdm.context.profile`. */
  readonly schemaName?: string | undefined;
  readonly mergePolicyId?: string | undefined;
  readonly evaluation?: NewAudienceEvaluation | undefined;
  readonly labels?: readonly string[] | undefined;
  /** Always sent: the platform's own default differs by version. */
  readonly lifecycleState: "draft" | "published";
}

/** Which evaluation the audience is created for. */
export interface NewAudienceEvaluation {
  readonly batch: boolean;
  readonly streaming: boolean;
  readonly edge: boolean;
}

/** A change of one field; the platform only knows `add`. */
export interface AudiencePatch {
  readonly path: "/lifecycleState" | "/expression" | "/name" | "/description" | "/labels";
  readonly value: unknown;
}

/** What the platform answered to a write. `audience` is undefined when it sent no readable body: read again. */
export interface AudienceWriteResult {
  readonly id: string;
  readonly audience: Audience | undefined;
  readonly status: number;
  readonly requestId: string;
}

/** Fields the platform owns; they may not travel back in a replace. */
const SERVER_OWNED_FIELDS: ReadonlySet<string> = new Set([
  "_etag",
  "_links",
  "createEpoch",
  "updateEpoch",
  "creationTime",
  "updateTime",
  "createdBy",
  "lastModifiedBy",
  "sandbox",
  "imsOrgId",
  "dependents",
  "dependencies",
  "definedOn",
  "isSystem",
  "metrics",
  "lifecycle",
  "lifecycleStatus",
  "state",
  "tags",
  "folderId",
]);

/** The body `createAudience` sends for `audience`; pure, so that it can be shown first. */
export function toCreateBody(audience: NewAudience): JsonObject {
  return {
    name: audience.name,
    ...(audience.description === undefined ? {} : { description: audience.description }),
    type: "SegmentDefinition",
    profileInstanceId: "ups",
    schema: { name: audience.schemaName ?? "_xdm.context.profile" },
    expression: { type: "PQL", format: audience.expression.format, value: audience.expression.value },
    ...(audience.mergePolicyId === undefined ? {} : { mergePolicyId: audience.mergePolicyId }),
    ...(audience.evaluation === undefined ? {} : { evaluationInfo: toEvaluationInfo(audience.evaluation) }),
    ...(audience.labels === undefined ? {} : { labels: audience.labels }),
    lifecycleState: audience.lifecycleState,
    ansibleUiEnabled: false,
  };
}

/** The body `replaceAudience` sends: `fresh` without server-owned fields, overlaid with `changes`. Pure. */
export function toReplaceBody(fresh: JsonObject, changes: JsonObject): JsonObject {
  const kept = Object.entries(fresh).filter(([field]) => !SERVER_OWNED_FIELDS.has(field));
  return { ...Object.fromEntries(kept), ...changes };
}

/** The platform's spelling of evaluation kinds. */
export function toEvaluationInfo(evaluation: NewAudienceEvaluation): JsonObject {
  return {
    batch: { enabled: evaluation.batch },
    continuous: { enabled: evaluation.streaming },
    synchronous: { enabled: evaluation.edge },
  };
}

/** Creates an audience. Any 2xx counts; throws `badResponse` when the answer names no id at all. */
export async function createAudience(
  session: ApiSession,
  audience: NewAudience,
  options: WriteOptions,
): Promise<AudienceWriteResult> {
  const response = await session.send({
    method: "POST",
    path: `${PROFILE_SERVICE_PATH}/audiences`,
    body: toCreateBody(audience),
    ...options,
  });
  const id = findCreatedId(response);
  if (id !== undefined) return toResult(id, response);
  const { status, requestId } = response;
  throw new ApiError("badResponse", { reason: { kind: "noId", what: "audience" }, status, requestId });
}

/**
 * Overwrites an audience with `body` (see `toReplaceBody`). The platform has no etag check here: the
 * last write wins, so the caller has compared versions just before.
 */
export async function replaceAudience(
  session: ApiSession,
  { id, body }: { readonly id: string; readonly body: JsonObject },
  options: WriteOptions,
): Promise<AudienceWriteResult> {
  const response = await session.send({ method: "PUT", path: toAudiencePath(id), body, ...options });
  return toResult(id, response);
}

/** Changes single fields, e.g. publishes by adding `/lifecycleState`. */
export async function patchAudience(
  session: ApiSession,
  { id, patches }: { readonly id: string; readonly patches: readonly AudiencePatch[] },
  options: WriteOptions,
): Promise<AudienceWriteResult> {
  const body = patches.map(({ path, value }) => ({ op: "add", path, value }));
  const response = await session.send({ method: "PATCH", path: toAudiencePath(id), body, ...options });
  return toResult(id, response);
}

/** Deletes an audience; `conflict` while others depend on it. A 2xx proves little: read again. */
export async function deleteAudience(session: ApiSession, id: string, options: WriteOptions): Promise<void> {
  await session.send({ method: "DELETE", path: toAudiencePath(id), ...options });
}

function findCreatedId(response: ApiResponse): string | undefined {
  const inBody = findText(findObject(response.body)?.["id"]);
  const inHeader = response.headers["x-resource-id"] ?? response.headers["location"]?.split("/").pop();
  return inBody || inHeader || undefined;
}

function toResult(id: string, response: ApiResponse): AudienceWriteResult {
  const hasAudience = findText(findObject(response.body)?.["id"]) !== undefined;
  return {
    id,
    audience: hasAudience ? readAudience(response.body) : undefined,
    status: response.status,
    requestId: response.requestId,
  };
}
