/**
 * The older list of segment definitions (docs/platform.md#segmentation). A second source for audiences that the newer
 * list hides, such as inactive ones. Refuses to write: the audience service does that.
 */
import type { ApiSession } from "./apiSession";
import { type AudienceSummary, findAudienceSummary, PROFILE_SERVICE_PATH } from "./audiences";
import { type PageWalk, walkPages } from "./pages";
import { findObject } from "./tolerantShapes";

const PAGE_SIZE = 50;
const SMALLER_PAGE_SIZE = 20;

/** What to list. */
export interface SegmentDefinitionQuery {
  /** `field:asc` or `field:desc`. */
  readonly sort?: string | undefined;
  readonly pageSize?: number | undefined;
}

/** Lists definitions in the shape of audiences; ids are the same. */
export function listSegmentDefinitions(
  session: ApiSession,
  query: SegmentDefinitionQuery = {},
): PageWalk<AudienceSummary> {
  return walkPages(session, {
    style: "pageFromZero",
    pageSize: query.pageSize ?? PAGE_SIZE,
    smallerPageSize: SMALLER_PAGE_SIZE,
    basePath: PROFILE_SERVICE_PATH,
    toRequest: ({ index, limit }) => ({
      path: `${PROFILE_SERVICE_PATH}/segment/definitions`,
      query: { page: index, limit, sort: query.sort },
    }),
    findEntries: (body) => findObject(body)?.["segments"],
    findItem: findAudienceSummary,
    getId: (definition) => definition.id,
  });
}
