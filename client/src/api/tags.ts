/**
 * Tags of the organisation (docs/platform.md#profile-and-governance): shared by all sandboxes, so these calls name none. Read only.
 */
import * as z from "zod";
import type { ApiSession } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import { findObject, findShape, flag, identifier, text, textOrEmpty } from "./tolerantShapes";

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

/** One tag. */
export type Tag = z.output<typeof tagShape>;

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
