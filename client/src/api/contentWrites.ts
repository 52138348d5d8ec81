/**
 * Changes to content templates and fragments (docs/platform.md#journey-optimizer), the only Journey Optimizer objects with a
 * public write. Only the write path behind a preview may import this. Refuses to write without the etag
 * of the version that was shown; a stale one comes back as `staleEtag`.
 */
import { toAddressPart } from "./addressPart";
import { ApiError } from "./apiError";
import type { ApiResponse, ApiSession, WriteOptions } from "./apiSession";
import { CONTENT_PATH, FRAGMENT_TYPE, TEMPLATE_TYPE } from "./contentItems";
import { findRetryAfterMs } from "./retries";
import type { JsonObject } from "./tolerantShapes";

export type ContentKind = "template" | "fragment";

/** A content object as it was read. */
export interface ContentVersion {
  readonly kind: ContentKind;
  readonly id: string;
  /** As received. */
  readonly etag: string | undefined;
}

export interface PublicationStart {
  /** How long to wait before the first look at the state, milliseconds. */
  readonly retryAfterMs: number;
  readonly requestId: string;
}

const PUBLICATION_TYPE = "application/vnd.adobe.ajo.fragment.publication.request.v1.0+json";
const DEFAULT_PUBLICATION_WAIT_MS = 2_000;

/** Fields the service owns; they may not travel back in a write. */
const SERVER_OWNED_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "createdAt",
  "createdBy",
  "modifiedAt",
  "modifiedBy",
  "_links",
  "status",
]);

/** The body of a create or replace; pure. `channels` is written as a list although it is read as a text. */
export function toContentBody(content: JsonObject): JsonObject {
  const kept = Object.entries(content).filter(([field]) => !SERVER_OWNED_FIELDS.has(field));
  const body = Object.fromEntries(kept);
  return typeof body["channels"] === "string" ? { ...body, channels: [body["channels"]] } : body;
}

/** Overwrites the version that was read with `content`. */
export async function replaceContent(
  session: ApiSession,
  { version, content }: { readonly version: ContentVersion; readonly content: JsonObject },
  options: WriteOptions,
): Promise<ApiResponse> {
  return session.send({
    method: "PUT",
    path: toPath(version),
    headers: { ...toVersionHeaders(version), "content-type": toMediaType(version.kind) },
    body: content,
    ...options,
  });
}

/** Starts the publication of a fragment's draft; follow it with `fetchFragmentPublication`. */
export async function publishFragment(
  session: ApiSession,
  fragmentId: string,
  options: WriteOptions,
): Promise<PublicationStart> {
  const { headers, requestId } = await session.send({
    method: "POST",
    path: `${CONTENT_PATH}/fragments/publications`,
    headers: { "content-type": PUBLICATION_TYPE },
    body: { fragmentId },
    ...options,
  });
  const waitMs = findRetryAfterMs(headers, session.clock.now());
  return { retryAfterMs: waitMs ?? DEFAULT_PUBLICATION_WAIT_MS, requestId };
}

function getEtag({ etag }: ContentVersion): string {
  if (etag) return etag;
  throw new ApiError("refused", { reason: { kind: "noVersion", what: "content" } });
}

/** The service wants the vendor type in `accept` of writes too, although it answers them without a body. */
function toVersionHeaders(version: ContentVersion): Readonly<Record<string, string>> {
  return { accept: toMediaType(version.kind), "if-match": getEtag(version) };
}

function toMediaType(kind: ContentKind): string {
  return kind === "template" ? TEMPLATE_TYPE : FRAGMENT_TYPE;
}

function toPath({ kind, id }: Pick<ContentVersion, "kind" | "id">): string {
  return `${CONTENT_PATH}/${kind}s/${toAddressPart(id)}`;
}
