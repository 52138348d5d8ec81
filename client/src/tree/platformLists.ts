/**
 * Answers the tree's questions with calls of the platform client: which sandboxes, and the pages of each kind of list.
 * Loaded only when a list is first opened; keeps nothing.
 */
import type { ApiConnection } from "../api/apiConnection";
import { ApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchAudiences, listAudiences } from "../api/audiences";
import { listCampaigns } from "../api/campaigns";
import { listDataViews } from "../api/cjaDataViews";
import { listContentFragments } from "../api/contentFragments";
import type { ContentQuery } from "../api/contentItems";
import { listContentTemplates } from "../api/contentTemplates";
import { listDatasets } from "../api/datasets";
import { listDestinationFlows } from "../api/flows";
import { listJourneys } from "../api/journeys";
import { fetchNamespaces } from "../api/namespaces";
import { fetchSandboxes } from "../api/sandboxes";
import type { Sessions } from "../auth/sessions";
import {
  toCampaignRow,
  toDataViewRow,
  toDestinationRow,
  toFragmentRow,
  toNamespaceRow,
  toTemplateRow,
} from "../model/otherRows";
import { toAudienceRow, toDatasetRow, toJourneyRow, toSandboxRow } from "../model/platformRows";
import { type SandboxTarget, toSandboxKey, WHOLE_ORGANISATION } from "../model/resource";
import type { ListRequest, PlatformLists, RowWalk, SortOrder } from "../model/rows";
import { DefinitionList, openInactive, withInactive } from "./inactiveWalk";
import { sortedByName, toRowWalk, withNameFilter, withoutEmptyPages } from "./rowWalks";
import { openSchemaWalk } from "./schemaWalk";

/** The lists of every connection. */
export function createPlatformLists(sessions: Sessions, now: () => number): PlatformLists {
  const definitions = new KnownDefinitions(now);
  return {
    async fetchSandboxes(connection, signal) {
      const session = await sessions.open(connection);
      const { sandboxes } = await fetchSandboxes(session, { signal });
      return sandboxes.map(toSandboxRow);
    },
    async openList(request) {
      const isOfSandbox = request.sandbox !== WHOLE_ORGANISATION;
      const session = await sessions.open(request.connection, isOfSandbox ? request.sandbox : undefined);
      if (request.kind !== "audience" || request.inactive === undefined) return openWalk(session, request);
      const known = definitions.of(await sessions.openConnection(request.connection), request);
      return request.inactive === "only"
        ? openInactive(known, request.filter)
        : withInactive(openWalk(session, request), known, request.filter);
    },
    forget: (target) => definitions.forget(target),
    async findAudiences(target, ids, signal) {
      const session = await sessions.open(target.connection, target.sandbox);
      const found = await fetchAudiences(session, ids, { signal });
      return ids.flatMap((id) => {
        const audience = found.get(id);
        return audience === undefined || audience instanceof ApiError ? [] : [toAudienceRow(audience)];
      });
    },
  };
}

/** A person who types or filters asks again and again; what others make is in the list of audiences as well. */
const DEFINITIONS_FRESH_MS = 120_000;

interface KnownList {
  /** A connection that was changed is another one, and what was read through the former is gone with it. */
  readonly connection: ApiConnection;
  readonly since: number;
  readonly list: DefinitionList;
}

/** The definitions of each sandbox, read once for some time. What state they are in is asked for anew each time. */
class KnownDefinitions {
  private readonly lists = new Map<string, KnownList>();

  constructor(private readonly now: () => number) {}

  of(connection: ApiConnection, target: SandboxTarget): DefinitionList {
    const key = toSandboxKey(target);
    const known = this.lists.get(key);
    const isFresh = known !== undefined && this.now() - known.since < DEFINITIONS_FRESH_MS;
    if (isFresh && known.connection === connection) return known.list;
    const list = new DefinitionList(connection.openSession(target.sandbox));
    this.lists.set(key, { connection, since: this.now(), list });
    return list;
  }

  forget(target: SandboxTarget | undefined): void {
    if (target === undefined) this.lists.clear();
    else this.lists.delete(toSandboxKey(target));
  }
}

/** How each service is told the order; a service that knows none of them is missing here. */
const ORDERS: Readonly<Record<"audience" | "journey" | "campaign" | "content" | "dataset", Orders>> = {
  audience: { changed: "updateTime:desc", name: "name:asc" },
  journey: { changed: "metadata.lastModifiedAt=desc", name: "name=asc" },
  campaign: { changed: "-modifiedAt", name: "name" },
  content: { changed: "-modifiedAt", name: "name" },
  dataset: { changed: "desc:updated", name: "asc:name" },
};

/** All of the services that are filtered here allow as many. */
const LONGEST_PAGE = 100;

type Orders = Readonly<Record<SortOrder, string>>;

function openWalk(session: ApiSession, request: ListRequest): RowWalk {
  const { filter, pageSize, sort = "changed" } = request;
  const query = { nameContains: filter, pageSize };
  // Services that cannot filter by name are read in their longest pages while one filters, for fewest requests.
  const here = { pageSize: filter === undefined ? pageSize : Math.max(pageSize, LONGEST_PAGE) };
  switch (request.kind) {
    case "audience":
      return toRowWalk(listAudiences(session, { ...query, sort: ORDERS.audience[sort] }), toAudienceRow);
    case "journey":
      return withNameFilter(
        toRowWalk(listJourneys(session, { ...here, sort: ORDERS.journey[sort] }), toJourneyRow),
        filter,
      );
    case "campaign":
      return toRowWalk(listCampaigns(session, { ...query, orderBy: ORDERS.campaign[sort] }), toCampaignRow);
    case "template":
      return toRowWalk(listContentTemplates(session, toContentQuery(request)), toTemplateRow);
    case "fragment":
      return toRowWalk(listContentFragments(session, toContentQuery(request)), toFragmentRow);
    case "dataset":
      return withoutEmptyPages(
        toRowWalk(listDatasets(session, { ...query, orderBy: ORDERS.dataset[sort] }), toDatasetRow),
      );
    case "schema":
      return openSchemaWalk(session, request);
    case "destination":
      return withNameFilter(toRowWalk(listDestinationFlows(session, here), toDestinationRow), filter);
    case "namespace":
      return openNamespaces(session, request);
    case "dataView":
      return withNameFilter(toRowWalk(listDataViews(session, here), toDataViewRow), filter);
  }
}

/** `~` asks the service for names that contain the text. */
function toContentQuery({ filter, pageSize, sort = "changed" }: ListRequest): ContentQuery {
  const properties = filter === undefined ? {} : { properties: [`name~${filter}`] };
  return { pageSize, orderBy: ORDERS.content[sort], ...properties };
}

/** The identity service answers with one list of everything. */
function openNamespaces(session: ApiSession, { filter }: ListRequest): RowWalk {
  const walk: RowWalk = {
    async nextPage(signal) {
      const rows = sortedByName((await fetchNamespaces(session, { signal })).map(toNamespaceRow));
      return { rows, total: rows.length, isLast: true };
    },
  };
  return withNameFilter(walk, filter);
}
