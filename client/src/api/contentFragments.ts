/**
 * Content fragments of Adobe Journey Optimizer (docs/platform.md#journey-optimizer), read: the draft, the published copy and
 * the state of a publication. See `contentWrites.ts` for changes.
 */
import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import {
  CONTENT_FIELDS,
  CONTENT_PATH,
  type ContentQuery,
  type ContentResource,
  fetchContent,
  listContent,
  type VersionedContent,
} from "./contentItems";
import type { PageWalk } from "./pages";
import { getShape, listOf, looseObject, text } from "./tolerantShapes";

const ACCEPT_PUBLICATION = "application/vnd.adobe.ajo.fragment.publication.v1.0+json";

/** Media type of one fragment, for reading and writing. */
export const FRAGMENT_TYPE = "application/vnd.adobe.ajo.fragment.v1.0+json";

const fragmentShape = z.object({
  ...CONTENT_FIELDS,
  /** `html` or `expression`, or new words. */
  type: text,
  /** `DRAFT`, `PUBLISHING`, `PUBLISHED`, or new words. */
  status: text,
  fragment: looseObject,
});

/** A fragment as a row of a list; `fragment` is usually missing there. */
export type ContentFragmentSummary = z.output<typeof fragmentShape>;

/** A fragment's draft read on its own. */
export type ContentFragment = VersionedContent<ContentFragmentSummary>;

const FRAGMENTS: ContentResource<ContentFragmentSummary> = {
  path: `${CONTENT_PATH}/fragments`,
  listType: "application/vnd.adobe.ajo.fragment-list.v1.0+json",
  itemType: FRAGMENT_TYPE,
  shape: fragmentShape,
};

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

export function listContentFragments(
  session: ApiSession,
  query: ContentQuery = {},
): PageWalk<ContentFragmentSummary> {
  return listContent(session, FRAGMENTS, query);
}

/** One fragment's draft with its etag. */
export function fetchContentFragment(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<ContentFragment> {
  return fetchContent(session, { resource: FRAGMENTS, id }, options);
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
  return `${CONTENT_PATH}/fragments/${toAddressPart(id)}`;
}
