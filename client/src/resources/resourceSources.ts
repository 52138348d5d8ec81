/**
 * Where the things of each kind come from: which calls open the list, and which read one of them with all its fields. Reads
 * only; keeps nothing. What kinds there are stands in `client/src/model/resourceKinds.ts`.
 */
import { ApiError } from "../api/apiError";
import type { ApiSession } from "../api/apiSession";
import { fetchAudience, listAudiences } from "../api/audiences";
import { fetchCampaignOrDraft, listCampaigns } from "../api/campaigns";
import {
  type AnalyticsComponentKind,
  fetchAnalyticsComponent,
  listAnalyticsComponents,
} from "../api/cjaComponents";
import { fetchDataView, fetchDataViewComponents, listDataViews } from "../api/cjaDataViews";
import { fetchComputedAttribute, listComputedAttributes } from "../api/computedAttributes";
import {
  type ContentQuery,
  fetchContentFragment,
  fetchContentTemplate,
  listContentFragments,
  listContentTemplates,
} from "../api/contentItems";
import { fetchDataset, listDatasets } from "../api/datasets";
import { fetchFlow, listDestinationFlows } from "../api/flows";
import { fetchJourney, listJourneys } from "../api/journeys";
import { fetchNamespaces } from "../api/namespaces";
import { fetchSchema, fetchUnionSchema } from "../api/schemas";
import { describeKind, type ResourceKind, type SortOrder } from "../model/resourceKinds";
import {
  toAnalyticsComponentRow,
  toAudienceRow,
  toCampaignRow,
  toComputedAttributeRow,
  toDatasetRow,
  toDataViewComponentRow,
  toDataViewRow,
  toDestinationRow,
  toFragmentRow,
  toJourneyRow,
  toNamespaceRow,
  toTemplateRow,
} from "../model/resourceRows";
import type { ResourceRow, RowWalk } from "../model/rows";
import { inPages, sortedByName, toRowWalk, withNameFilter, withoutEmptyPages } from "./rowWalks";
import { openSchemaWalk } from "./schemaWalk";

/** What a list is asked for. */
export interface SourceQuery {
  /** A part of the name; undefined for kinds whose names are looked through here. */
  readonly nameContains: string | undefined;
  readonly pageSize: number;
  /** The order in the words of the service; undefined for kinds that know none. */
  readonly order: string | undefined;
  /** The id of the thing the list stands below, if it stands below one. */
  readonly owner: string | undefined;
}

/** A thing with all its fields. */
export interface ResourceDetails {
  readonly raw: unknown;
  /** Milliseconds since 1970, where the platform says. */
  readonly changedAt: number | undefined;
  /** Its row, for kinds whose page is made of nothing else. */
  readonly row?: ResourceRow;
}

interface ResourceSource {
  readonly list: (session: ApiSession, query: SourceQuery) => RowWalk;
  readonly read: (session: ApiSession, id: string) => Promise<ResourceDetails>;
}

const SOURCES: Readonly<Record<ResourceKind, ResourceSource>> = {
  audience: {
    list: (session, { order: sort, ...query }) =>
      toRowWalk(listAudiences(session, { ...query, sort }), toAudienceRow),
    read: async (session, id) => toDetails(await fetchAudience(session, id)),
  },
  journey: {
    list: (session, { pageSize, order: sort }) =>
      toRowWalk(listJourneys(session, { pageSize, sort }), toJourneyRow),
    read: async (session, id) => {
      const { raw, metadata } = await fetchJourney(session, id);
      return { raw, changedAt: metadata?.lastModifiedAt };
    },
  },
  campaign: {
    list: (session, { order: orderBy, ...query }) =>
      toRowWalk(listCampaigns(session, { ...query, orderBy }), toCampaignRow),
    read: async (session, id) => toDetails((await fetchCampaignOrDraft(session, id)).campaign),
  },
  template: {
    list: (session, query) => toRowWalk(listContentTemplates(session, toContentQuery(query)), toTemplateRow),
    read: async (session, id) => toDetails(await fetchContentTemplate(session, id)),
  },
  fragment: {
    list: (session, query) => toRowWalk(listContentFragments(session, toContentQuery(query)), toFragmentRow),
    read: async (session, id) => toDetails(await fetchContentFragment(session, id)),
  },
  dataset: {
    list: (session, { order: orderBy, ...query }) =>
      withoutEmptyPages(toRowWalk(listDatasets(session, { ...query, orderBy }), toDatasetRow)),
    read: async (session, id) => toDetails(await fetchDataset(session, id)),
  },
  schema: {
    list: openSchemaWalk,
    read: async (session, id) => {
      const fetch = id.endsWith("__union") ? fetchUnionSchema : fetchSchema;
      return { raw: (await fetch(session, id)).json, changedAt: undefined };
    },
  },
  computedAttribute: {
    list: (session, { pageSize, order: sortBy }) =>
      toRowWalk(
        listComputedAttributes(session, { pageSize, sortBy: sortBy || undefined }),
        toComputedAttributeRow,
      ),
    read: async (session, id) => {
      const attribute = await fetchComputedAttribute(session, id);
      const row = toComputedAttributeRow(attribute);
      return { raw: attribute.raw, changedAt: row.changedAt, row };
    },
  },
  destination: {
    list: (session, { pageSize }) => toRowWalk(listDestinationFlows(session, { pageSize }), toDestinationRow),
    read: async (session, id) => toDetails(await fetchFlow(session, id)),
  },
  namespace: { list: openNamespaces, read: readNamespace },
  dataView: {
    list: (session, { pageSize }) => toRowWalk(listDataViews(session, { pageSize }), toDataViewRow),
    read: async (session, id) => toDetails(await fetchDataView(session, id)),
  },
  dimension: partOfDataView("dimension"),
  metric: partOfDataView("metric"),
  analyticsFilter: analyticsComponent("analyticsFilter", "segments"),
  calculatedMetric: analyticsComponent("calculatedMetric", "calculatedmetrics"),
};

/** What is wanted of a list. */
interface ListQuery {
  readonly nameContains: string | undefined;
  readonly pageSize: number;
  readonly sort?: SortOrder | undefined;
  readonly owner?: string | undefined;
}

/** Services that cannot filter by name are read in pages of this length while one filters, for fewest requests; all allow as many. */
export const LONGEST_PAGE = 100;

/** The list of a kind, page by page. */
export function openResourceList(
  session: ApiSession,
  kind: ResourceKind,
  { nameContains, pageSize, sort = "changed", owner }: ListQuery,
): RowWalk {
  const { filter, sort: orders } = describeKind(kind);
  const { list } = SOURCES[kind];
  const order = orders?.[sort];
  if (filter === "platform") return list(session, { nameContains, pageSize, order, owner });
  const longest = nameContains === undefined ? pageSize : Math.max(pageSize, LONGEST_PAGE);
  const query = { nameContains: undefined, pageSize: longest, order, owner };
  return withNameFilter(list(session, query), nameContains);
}

/** Reads a thing with all its fields. */
export async function readResource(
  session: ApiSession,
  kind: ResourceKind,
  id: string,
): Promise<ResourceDetails> {
  return await SOURCES[kind].read(session, id);
}

function toDetails(thing: {
  readonly raw: unknown;
  readonly updatedAt?: number | undefined;
  readonly modifiedAt?: number | undefined;
}): ResourceDetails {
  return { raw: thing.raw, changedAt: thing.updatedAt ?? thing.modifiedAt };
}

/** `~` asks the service for names that contain the text. */
function toContentQuery({ nameContains, pageSize, order: orderBy }: SourceQuery): ContentQuery {
  const properties = nameContains === undefined ? {} : { properties: [`name~${nameContains}`] };
  return { pageSize, orderBy, ...properties };
}

/** The identity service answers with one list of everything. */
function openNamespaces(session: ApiSession): RowWalk {
  return {
    async nextPage(signal) {
      const rows = sortedByName((await fetchNamespaces(session, { signal })).map(toNamespaceRow));
      return { rows, total: rows.length, isLast: true };
    },
  };
}

/** The service has no call for one namespace by its code. */
async function readNamespace(session: ApiSession, code: string): Promise<ResourceDetails> {
  const found = (await fetchNamespaces(session)).find((namespace) => namespace.code === code);
  if (found !== undefined) return { raw: found, changedAt: found.updatedAt };
  throw new ApiError("notFound", { reason: { kind: "missing", what: "namespace", id: code } });
}

/** Filters or calculated metrics. */
function analyticsComponent(
  kind: "analyticsFilter" | "calculatedMetric",
  service: AnalyticsComponentKind,
): ResourceSource {
  return {
    list: (session, { order: sortProperty, nameContains, pageSize }) =>
      toRowWalk(listAnalyticsComponents(session, service, { sortProperty, nameContains, pageSize }), (one) =>
        toAnalyticsComponentRow(kind, one),
      ),
    read: async (session, id) => {
      const component = await fetchAnalyticsComponent(session, { kind: service, id });
      return { ...toDetails(component), row: toAnalyticsComponentRow(kind, component) };
    },
  };
}

/** Dimensions or metrics, which stand below their data view; the list says all of them, so that none is read alone. */
function partOfDataView(kind: "dimension" | "metric"): ResourceSource {
  const noSuch = (id: string) => new ApiError("notFound", { reason: { kind: "missing", what: kind, id } });
  return {
    list: (session, { owner, pageSize }) =>
      inPages(pageSize, async (signal) => {
        if (owner === undefined) throw noSuch("");
        const place = { dataViewId: owner, kind: `${kind}s` } as const;
        const components = await fetchDataViewComponents(session, place, { signal });
        return sortedByName(components.map((one) => toDataViewComponentRow(kind, one)));
      }),
    read: async (_session, id) => {
      throw noSuch(id);
    },
  };
}
