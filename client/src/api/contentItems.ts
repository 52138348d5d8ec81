/**
 * What templates and fragments of Adobe Journey Optimizer have in common: one service, token paging, its
 * own media types, the etag in a header (docs/platform.md#journey-optimizer). Refuses plain JSON, as the service does.
 */
import type { z } from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  getShapeWithRaw,
  identifier,
  text,
  textOrEmpty,
  texts,
  time,
  type WithRaw,
} from "./tolerantShapes";

/** Base of the content service. */
export const CONTENT_PATH = "/ajo/content";

const PAGE_SIZE = 50;

/** Fields that every piece of content has. */
export const CONTENT_FIELDS = {
  id: identifier,
  name: textOrEmpty,
  description: text,
  /** Written as a list, read back as a text. */
  channels: texts,
  subType: text,
  parentFolderId: text,
  createdAt: time,
  createdBy: text,
  modifiedAt: time,
  modifiedBy: text,
};

/** What to list. */
export interface ContentQuery {
  /** `modifiedAt`, `createdAt` or `name`, `-` in front for descending. Default `-modifiedAt`. */
  readonly orderBy?: string | undefined;
  /** Exact filters such as `templateType==html`; all must hold. */
  readonly properties?: readonly string[] | undefined;
  /** 1 to 1,000; default 50. */
  readonly pageSize?: number | undefined;
}

/** One kind of content: where it lives, how it is asked for and read. */
export interface ContentResource<Item extends { readonly id: string }> {
  readonly path: string;
  readonly listType: string;
  readonly itemType: string;
  readonly shape: z.ZodType<Item>;
}

/** A piece of content read on its own; `etag` as received, needed to write it. */
export type VersionedContent<Item> = WithRaw<Item> & { readonly etag: string | undefined };

/** Lists content of one kind. */
export function listContent<Item extends { readonly id: string }>(
  session: ApiSession,
  resource: ContentResource<Item>,
  query: ContentQuery,
): PageWalk<Item> {
  return walkPages<Item>(session, {
    style: "token",
    pageSize: query.pageSize ?? PAGE_SIZE,
    basePath: CONTENT_PATH,
    toRequest: ({ token, limit }) => ({
      path: resource.path,
      query: { orderBy: query.orderBy ?? "-modifiedAt", limit, start: token, property: query.properties },
      headers: { accept: resource.listType },
    }),
    findEntries: (body) => findObject(body)?.["items"],
    findItem: (entry) => findShape(resource.shape, entry),
    getId: (item) => item.id,
  });
}

/** One piece of content with its etag. */
export async function fetchContent<Item extends { readonly id: string }>(
  session: ApiSession,
  { resource, id }: { readonly resource: ContentResource<Item>; readonly id: string },
  options: CallOptions,
): Promise<VersionedContent<Item>> {
  const { body, headers } = await session.send({
    path: `${resource.path}/${toAddressPart(id)}`,
    headers: { accept: resource.itemType },
    ...options,
  });
  return { ...getShapeWithRaw(resource.shape, body, "a piece of content"), etag: headers["etag"] };
}
