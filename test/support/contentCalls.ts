/**
 * Writes of content that tests make and the extension does not: they bring content into the organisation, and show that it
 * takes and refuses what its service does.
 */
import { ApiError } from "../../client/src/api/apiError";
import type { ApiResponse, ApiSession, WriteOptions } from "../../client/src/api/apiSession";
import { CONTENT_PATH, FRAGMENT_TYPE, TEMPLATE_TYPE } from "../../client/src/api/contentItems";
import type { ContentKind, ContentVersion } from "../../client/src/api/contentWrites";
import type { JsonObject } from "../../client/src/api/tolerantShapes";

/** One JSON Patch step; `replace` on a missing member is refused by the service, use `add`. */
interface ContentPatch {
  readonly op: "add" | "replace" | "remove";
  readonly path: "/name" | "/description" | "/parentFolderId";
  readonly value?: string | undefined;
}

const PATCH_TYPE = "application/json-patch+json";

/** Creates a template or fragment; returns its id, which the service sends in a header only. */
export async function createContent(
  session: ApiSession,
  { kind, content }: { readonly kind: ContentKind; readonly content: JsonObject },
  options: WriteOptions,
): Promise<string> {
  const response = await session.send({
    method: "POST",
    path: `${CONTENT_PATH}/${kind}s`,
    headers: { "content-type": toMediaType(kind) },
    body: content,
    ...options,
  });
  return getCreatedId(response);
}

/** Changes name, description or folder of the version that was read. */
export async function patchContent(
  session: ApiSession,
  { version, patches }: { readonly version: ContentVersion; readonly patches: readonly ContentPatch[] },
  options: WriteOptions,
): Promise<ApiResponse> {
  return session.send({
    method: "PATCH",
    path: toPath(version),
    headers: {
      accept: toMediaType(version.kind),
      "if-match": version.etag ?? "",
      "content-type": PATCH_TYPE,
    },
    body: patches,
    ...options,
  });
}

/** Deletes a template. Fragments cannot be deleted. */
export async function deleteContentTemplate(
  session: ApiSession,
  id: string,
  options: WriteOptions,
): Promise<void> {
  await session.send({
    method: "DELETE",
    path: toPath({ kind: "template", id }),
    headers: { accept: TEMPLATE_TYPE },
    ...options,
  });
}

function getCreatedId(response: ApiResponse): string {
  const id = response.headers["x-resource-id"] || response.headers["location"]?.split("/").pop();
  if (id) return decodeURIComponent(id);
  const { status, requestId } = response;
  throw new ApiError("badResponse", { reason: { kind: "noId", what: "content" }, status, requestId });
}

function toMediaType(kind: ContentKind): string {
  return kind === "template" ? TEMPLATE_TYPE : FRAGMENT_TYPE;
}

function toPath({ kind, id }: Pick<ContentVersion, "kind" | "id">): string {
  return `${CONTENT_PATH}/${kind}s/${encodeURIComponent(id)}`;
}
