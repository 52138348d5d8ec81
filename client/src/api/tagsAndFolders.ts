/**
 * Tags of the organisation, shared by all sandboxes, so these calls name none; and folders of audiences and datasets, which are per
 * sandbox (docs/platform.md#profile-and-governance). Read only: moving an object between folders has no public call.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import { findObject, findShape, flag, getShape, identifier, text, textOrEmpty } from "./tolerantShapes";

const PAGE_SIZE = 50;

const tagShape = z
  .object({ id: identifier, name: textOrEmpty, tagCategoryId: text, tagCategoryName: text, archived: flag })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name,
    categoryId: raw.tagCategoryId,
    categoryName: raw.tagCategoryName,
    isArchived: raw.archived ?? false,
  }));

type Tag = z.output<typeof tagShape>;

/** Lists tags by name. */
export function listTags(
  session: ApiSession,
  query: { readonly property?: string; readonly pageSize?: number } = {},
): PageWalk<Tag> {
  return walkPages(session, {
    style: "token",
    pageSize: query.pageSize ?? PAGE_SIZE,
    basePath: "/unifiedtags",
    toRequest: ({ token, limit }) => ({
      host: "experience",
      scope: "organisation",
      path: "/unifiedtags/tags",
      // The published description demands it although there is no body.
      headers: { "content-type": "application/json" },
      query: { start: token, limit, sortBy: "name", sortOrder: "asc", property: query.property },
    }),
    findEntries: findTagEntries,
    findItem: (entry) => findShape(tagShape, entry),
    getId: (tag) => tag.id,
  });
}

/** The published description leaves the name of the list open. */
function findTagEntries(body: unknown): unknown {
  if (Array.isArray(body)) return body;
  const object = findObject(body);
  return object?.["tags"] ?? object?.["children"] ?? object?.["items"] ?? object?.["results"];
}

/** What the folders hold. Organisations differ in the word for audiences. */
type FolderKind = "segment" | "audience" | "dataset";

const folderShape = z
  .object({ id: identifier, name: textOrEmpty, noun: text, parentFolderId: text, status: text })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name,
    noun: raw.noun,
    parentId: raw.parentFolderId,
    isArchived: raw.status?.toUpperCase() === "ARCHIVED",
  }));

type Folder = z.output<typeof folderShape>;

interface FolderPlace {
  readonly kind: FolderKind;
  readonly id: string;
}

export async function fetchFolder(
  session: ApiSession,
  place: FolderPlace,
  options: CallOptions = {},
): Promise<Folder> {
  const { body } = await session.send({ host: "experience", path: toPath(place), ...options });
  return getShape(folderShape, body, "a folder");
}

function toPath(place: FolderPlace): string {
  return `/unifiedfolders/folders/${place.kind}/${toAddressPart(place.id)}`;
}
