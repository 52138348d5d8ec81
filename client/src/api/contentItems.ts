/**
 * Templates and fragments of Adobe Journey Optimizer: one service, token paging, media types of its own for each kind, the etag in a
 * header (docs/platform.md#journey-optimizer). Refuses plain JSON, as the service does.
 * Read only; see `contentWrites.ts` for changes.
 */

import * as z from "zod";
import { toAddressPart } from "./addressPart";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  getShape,
  getShapeWithRaw,
  identifier,
  listOf,
  looseObject,
  part,
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
const CONTENT_FIELDS = {
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
interface ContentResource<Item extends { readonly id: string }> {
  readonly path: string;
  readonly listType: string;
  readonly itemType: string;
  readonly shape: z.ZodType<Item>;
}

/** A piece of content read on its own; `etag` as received, needed to write it. */
type VersionedContent<Item> = WithRaw<Item> & { readonly etag: string | undefined };

/** Lists content of one kind. */
function listContent<Item extends { readonly id: string }>(
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
async function fetchContent<Item extends { readonly id: string }>(
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

/** Media type of one template, for reading and writing. */
export const TEMPLATE_TYPE = "application/vnd.adobe.ajo.template.v1+json";

const templateShape = z.object({
  ...CONTENT_FIELDS,
  /** `html`, `html_primary_page`, `html_sub_page`, `content`, or new words. */
  templateType: text,
  source: part(z.object({ origin: text })),
  template: looseObject,
});

/** A template as a row of a list; `template` is usually missing there. */
export type ContentTemplateSummary = z.output<typeof templateShape>;

/** A template read on its own. */
export type ContentTemplate = VersionedContent<ContentTemplateSummary>;

const TEMPLATES: ContentResource<ContentTemplateSummary> = {
  path: `${CONTENT_PATH}/templates`,
  listType: "application/vnd.adobe.ajo.template-list.v1+json",
  itemType: TEMPLATE_TYPE,
  shape: templateShape,
};

export function listContentTemplates(
  session: ApiSession,
  query: ContentQuery = {},
): PageWalk<ContentTemplateSummary> {
  return listContent(session, TEMPLATES, query);
}

/** One template with its etag. */
export function fetchContentTemplate(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<ContentTemplate> {
  return fetchContent(session, { resource: TEMPLATES, id }, options);
}

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
type FragmentPublication = z.output<typeof publicationShape>;

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
