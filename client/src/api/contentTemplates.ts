/**
 * Content templates of Adobe Journey Optimizer (contract 10.5), read. The service demands its own media
 * types; plain JSON is refused. See `contentTemplateWrites.ts` for changes.
 */
import { z } from "zod";
import type { ApiSession, CallOptions } from "./apiSession";
import { type PageWalk, walkPages } from "./pages";
import {
  findObject,
  findShape,
  getShapeWithRaw,
  identifier,
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

const ACCEPT_LIST = "application/vnd.adobe.ajo.template-list.v1+json";

/** Media type of one template, for reading and writing. */
export const TEMPLATE_TYPE = "application/vnd.adobe.ajo.template.v1+json";

const PAGE_SIZE = 50;

const templateShape = z.object({
  id: identifier,
  name: textOrEmpty,
  description: text,
  /** `html`, `html_primary_page`, `html_sub_page`, `content`, or new words. */
  templateType: text,
  /** One channel; read back as a text although written as a list. */
  channels: texts,
  subType: text,
  source: part(z.object({ origin: text })),
  parentFolderId: text,
  template: looseObject,
  createdAt: time,
  createdBy: text,
  modifiedAt: time,
  modifiedBy: text,
});

/** A template as a row of a list; `template` is usually missing there. */
export type ContentTemplateSummary = z.output<typeof templateShape>;

/** A template read on its own; `etag` as received, needed to write it. */
export type ContentTemplate = WithRaw<ContentTemplateSummary> & { readonly etag: string | undefined };

/** What to list, for templates and fragments alike. */
export interface ContentQuery {
  /** `modifiedAt`, `createdAt` or `name`, `-` in front for descending. Default `-modifiedAt`. */
  readonly orderBy?: string | undefined;
  /** Exact filters such as `templateType==html`; all must hold. */
  readonly properties?: readonly string[] | undefined;
  /** 1 to 1,000; default 50. */
  readonly pageSize?: number | undefined;
}

/** Lists templates. */
export function listContentTemplates(
  session: ApiSession,
  query: ContentQuery = {},
): PageWalk<ContentTemplateSummary> {
  return walkPages(session, {
    style: "token",
    pageSize: query.pageSize ?? PAGE_SIZE,
    basePath: CONTENT_PATH,
    toRequest: ({ token, limit }) => ({
      path: `${CONTENT_PATH}/templates`,
      query: { orderBy: query.orderBy ?? "-modifiedAt", limit, start: token, property: query.properties },
      headers: { accept: ACCEPT_LIST },
    }),
    findEntries: (body) => findObject(body)?.["items"],
    findItem: (entry) => findShape(templateShape, entry),
    getId: (template) => template.id,
  });
}

/** One template with its etag. */
export async function fetchContentTemplate(
  session: ApiSession,
  id: string,
  options: CallOptions = {},
): Promise<ContentTemplate> {
  const { body, headers } = await session.send({
    path: `${CONTENT_PATH}/templates/${encodeURIComponent(id)}`,
    headers: { accept: TEMPLATE_TYPE },
    ...options,
  });
  return { ...getShapeWithRaw(templateShape, body, "a content template"), etag: headers["etag"] };
}
