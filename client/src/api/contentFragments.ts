/**
 * Content fragments of Adobe Journey Optimizer (contract 10.5), read: the draft, the published copy and
 * the state of a publication. See `contentFragmentWrites.ts` for changes.
 */
import { z } from "zod";
import type { ApiSession, CallOptions } from "./apiSession";
import { CONTENT_PATH, type ContentQuery } from "./contentTemplates";
import { type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  getShape,
  getShapeWithRaw,
  identifier,
  listOf,
  looseObject,
  text,
  textOrEmpty,
  texts,
  time,
  type WithRaw,
} from "./tolerantShapes";

const ACCEPT_LIST = "application/vnd.adobe.ajo.fragment-list.v1.0+json";
const ACCEPT_PUBLICATION = "application/vnd.adobe.ajo.fragment.publication.v1.0+json";

/** Media type of one fragment, for reading and writing. */
export const FRAGMENT_TYPE = "application/vnd.adobe.ajo.fragment.v1.0+json";

const PAGE_SIZE = 50;

const fragmentShape = z.object({
  id: identifier,
  name: textOrEmpty,
  description: text,
  /** `html` or `expression`, or new words. */
  type: text,
  subType: text,
  channels: texts,
  /** `DRAFT`, `PUBLISHING`, `PUBLISHED`, or new words. */
  status: text,
  parentFolderId: text,
  fragment: looseObject,
  createdAt: time,
  createdBy: text,
  modifiedAt: time,
  modifiedBy: text,
});

/** A fragment as a row of a list; `fragment` is usually missing there. */
export type ContentFragmentSummary = z.output<typeof fragmentShape>;

/** A fragment read on its own; `etag` as received, needed to write it. */
export type ContentFragment = WithRaw<ContentFragmentSummary> & { readonly etag: string | undefined };

const publicationShape = z
  .object({
    /** `complete`, `inProgress`, `error`, or new words. */
    status: text,
    errors: listOf(z.object({ title: text, detail: text, type: text })),
  })
  .transform(({ status, errors }) => ({
    status,
    problems: errors.flatMap(({ detail, title }) => detail ?? title ?? []),
  }));

/** How the last publication of a fragment went. */
export type FragmentPublication = z.output<typeof publicationShape>;

/** Lists fragments. */
export function listContentFragments(
  session: ApiSession,
  query: ContentQuery = {},
): PageWalk<ContentFragmentSummary> {
  return walkPages(session, {
    style: "token",
    pageSize: query.pageSize ?? PAGE_SIZE,
    basePath: CONTENT_PATH,
    toRequest: ({ token, limit }) => ({
      path: `${CONTENT_PATH}/fragments`,
      query: { orderBy: query.orderBy ?? "-modifiedAt", limit, start: token, property: query.properties },
      headers: { accept: ACCEPT_LIST },
    }),
    findEntries: (body) => findObject(body)?.["items"],
    findItem: (entry) => findShape(fragmentShape, entry),
    getId: (fragment) => fragment.id,
  });
}

/** One fragment's draft with its etag. */
export async function fetchContentFragment(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<ContentFragment> {
  const { body, headers } = await session.send({
    path: toFragmentPath(id),
    headers: { accept: FRAGMENT_TYPE },
    ...options,
  });
  return { ...getShapeWithRaw(fragmentShape, body, "a content fragment"), etag: headers["etag"] };
}

/** How the last publication went; `notFound` when there never was one. */
export async function fetchFragmentPublication(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<FragmentPublication> {
  const { body } = await session.send({
    path: `${toFragmentPath(id)}/lastPublicationStatus`,
    headers: { accept: ACCEPT_PUBLICATION },
    ...options,
  });
  return getShape(publicationShape, body, "a publication status");
}

/** The published copy, which messages use; `notFound` when never published. */
export async function fetchLiveFragment(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<{
  readonly type: string | undefined;
  readonly fragment: Readonly<Record<string, unknown>> | undefined;
}> {
  const { body } = await session.send({
    path: `${toFragmentPath(id)}/liveFragment`,
    headers: { accept: ACCEPT_PUBLICATION },
    ...options,
  });
  return getShape(z.object({ type: text, fragment: looseObject }), body, "a published fragment");
}

function toFragmentPath(id: string): string {
  return `${CONTENT_PATH}/fragments/${encodeURIComponent(id)}`;
}
