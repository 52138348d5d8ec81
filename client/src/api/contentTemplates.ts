/**
 * Content templates of Adobe Journey Optimizer (docs/platform.md#journey-optimizer), read. See `contentWrites.ts` for changes.
 */
import * as z from "zod";
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
import { looseObject, part, text } from "./tolerantShapes";

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
