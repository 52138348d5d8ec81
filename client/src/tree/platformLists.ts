/**
 * Answers the tree's questions with calls of the platform client: which sandboxes, and the pages of each kind of list.
 * Loaded only when a list is first opened; keeps nothing.
 */
import { listAudiences } from "../api/audiences";
import { listDatasets } from "../api/datasets";
import { listJourneys } from "../api/journeys";
import type { PageWalk } from "../api/pages";
import { fetchSandboxes } from "../api/sandboxes";
import type { Sessions } from "../auth/sessions";
import { toAudienceRow, toDatasetRow, toJourneyRow, toSandboxRow } from "../model/platformRows";
import type { ListRequest, PlatformLists, ResourceRow, RowWalk } from "../model/rows";

/** The lists of every connection. */
export function createPlatformLists(sessions: Sessions): PlatformLists {
  return {
    async fetchSandboxes(connection, signal) {
      const session = await sessions.open(connection);
      const { sandboxes } = await fetchSandboxes(session, { signal });
      return sandboxes.map(toSandboxRow);
    },
    async openList(request) {
      const session = await sessions.open(request.connection, request.sandbox);
      return openWalk(session, request);
    },
  };
}

function openWalk(session: Parameters<typeof listAudiences>[0], request: ListRequest): RowWalk {
  const query = { nameContains: request.filter, pageSize: request.pageSize };
  switch (request.kind) {
    case "audience":
      return toRowWalk(listAudiences(session, { ...query, sort: "updateTime:desc" }), toAudienceRow);
    case "journey":
      return toRowWalk(listJourneys(session, query), toJourneyRow);
    case "dataset":
      return toRowWalk(listDatasets(session, query), toDatasetRow);
  }
}

function toRowWalk<Item>(walk: PageWalk<Item>, toRow: (item: Item) => ResourceRow): RowWalk {
  return {
    async nextPage(signal) {
      const page = await walk.nextPage(signal);
      return page === undefined
        ? { rows: [], total: undefined, isLast: true }
        : { rows: page.items.map(toRow), total: page.total, isLast: page.isLast };
    },
  };
}
