/**
 * Every read of the platform client with arguments the organisation really holds, its filters, and an object that
 * does not exist. A read added to `platformClient.ts` without a line here fails the compilation.
 */
import type { FlowReference } from "../../../client/src/api/flows";
import { collectItems } from "../../../client/src/api/pages";
import { EXPERIENCE_EVENT_UNION, PROFILE_UNION } from "../../../client/src/api/schemas";
import type { PlatformClient } from "../../support/platformClient";
import { refusable } from "./scenarioClient";

type ReadName = Exclude<keyof PlatformClient, "session">;
type Read = (client: PlatformClient) => Promise<unknown>;

const NOBODY = "00000000-0000-4000-8000-000000000000";
const PQL = { format: "pql/text", value: 'person.gender = "female"' } as const;

/** Opens every id, and one that does not exist. */
async function openAll(ids: readonly string[], open: (id: string) => Promise<unknown>): Promise<void> {
  for (const id of [...ids, NOBODY]) await refusable(open(id));
}

async function listIds<Item extends { readonly id: string }>(
  walk: AsyncIterable<{ readonly items: readonly Item[] }>,
): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of walk) ids.push(...page.items.map(({ id }) => id));
  return ids;
}

const AUDIENCES = {
  listAudiences: async (client) => {
    await collectItems(client.listAudiences({ pageSize: 50 }));
    await collectItems(client.listAudiences({ nameContains: "a b", sort: "updateTime:desc" }));
    await collectItems(
      client.listAudiences({ descriptionContains: "x", properties: ["namespace==AEPSegments", "type==x"] }),
    );
    await collectItems(client.listAudiences({ entityType: "_xdm.context.account" }));
  },
  fetchAudience: async (client) => openAll(await listIds(client.listAudiences()), client.fetchAudience),
  fetchAudiences: async (client) => {
    const ids = await listIds(client.listAudiences());
    await client.fetchAudiences([...ids.slice(0, 120), NOBODY]);
  },
  fetchAudienceSize: async (client) =>
    openAll((await listIds(client.listAudiences())).slice(0, 3), client.fetchAudienceSize),
  fetchAudienceSizes: async (client) =>
    client.fetchAudienceSizes((await listIds(client.listAudiences())).slice(0, 3)),
  listSegmentDefinitions: async (client) => collectItems(client.listSegmentDefinitions({ sort: "name:asc" })),
  listSegmentJobs: async (client) => {
    const [first = NOBODY] = await listIds(client.listAudiences());
    await collectItems(client.listSegmentJobs());
    await collectItems(client.listSegmentJobs({ audienceId: first, status: "SUCCEEDED" }));
  },
  convertExpression: async (client) => {
    const converted = await client.convertExpression(PQL);
    await client.convertExpression(converted);
    await refusable(client.convertExpression({ format: "pql/text", value: "person.gender = (" }));
  },
  estimateExpression: async (client) => {
    await refusable(client.estimateExpression({ expression: PQL }));
    await refusable(client.estimateExpression({ expression: { ...PQL, value: "nonsense(" } }));
  },
  fetchSampleStatus: (client) => client.fetchSampleStatus(),
} satisfies Partial<Record<ReadName, Read>>;

const DATA = {
  listSchemas: async (client) => {
    for (const kind of ["schemas", "classes", "fieldgroups", "datatypes", "unions"] as const)
      await collectItems(client.listSchemas({ kind, pageSize: 60 }));
    await collectItems(client.listSchemas({ container: "global", kind: "behaviors" }));
    await collectItems(client.listSchemas({ property: "title~a" }));
  },
  fetchSchema: async (client) => {
    for (const { id, altId } of await collectItems(client.listSchemas())) {
      await client.fetchSchema(id);
      if (altId !== undefined) await client.fetchSchema(altId);
    }
    await refusable(client.fetchSchema(NOBODY));
  },
  fetchUnionSchema: async (client) =>
    openAll([PROFILE_UNION, EXPERIENCE_EVENT_UNION], client.fetchUnionSchema),
  fetchDescriptors: (client) => client.fetchDescriptors(),
  listDatasets: async (client) => {
    await collectItems(client.listDatasets({ nameContains: "Acme (1" }));
    await collectItems(client.listDatasets({ includesSystem: false, orderBy: "asc:name", pageSize: 3 }));
  },
  fetchDataset: async (client) => openAll(await listIds(client.listDatasets()), client.fetchDataset),
  listBatches: async (client) => {
    const createdAfter = client.session.clock.now() - 30 * 86_400_000;
    for (const datasetId of [...(await listIds(client.listDatasets())), NOBODY]) {
      await collectItems(client.listBatches({ datasetId, pageSize: 2 }));
      await collectItems(client.listBatches({ datasetId, status: "success", createdAfter }));
    }
  },
  fetchDatasetPreview: async (client) =>
    openAll(await listIds(client.listDatasets()), client.fetchDatasetPreview),
  fetchDatasetLabels: async (client) =>
    openAll(await listIds(client.listDatasets()), client.fetchDatasetLabels),
} satisfies Partial<Record<ReadName, Read>>;

const PLATFORM = {
  fetchSandboxes: (client) => client.fetchSandboxes(),
  fetchMergePolicies: (client) => client.fetchMergePolicies(),
  fetchNamespaces: (client) => client.fetchNamespaces(),
  fetchProfile: (client) => client.fetchProfile({ namespace: "CRMID", id: "C-100000" }),
  listComputedAttributes: async (client) => {
    await collectItems(client.listComputedAttributes({ pageSize: 2, sortBy: "name" }));
    await collectItems(client.listComputedAttributes());
  },
  fetchComputedAttribute: async (client) =>
    openAll(await listIds(client.listComputedAttributes()), client.fetchComputedAttribute),
  fetchMarketingActions: async (client) => {
    await client.fetchMarketingActions("core");
    await client.fetchMarketingActions("custom");
  },
  fetchPolicyConstraints: async (client) => {
    const actions = await client.fetchMarketingActions("core");
    for (const { name } of actions)
      await client.fetchPolicyConstraints({ owner: "core", name, labels: ["C1", "C2"] });
    await refusable(client.fetchPolicyConstraints({ owner: "custom", name: "unknown", labels: ["C1"] }));
  },
  fetchEffectiveAccess: (client) =>
    client.fetchEffectiveAccess(["/resource-types/segments", "/permissions/manage-segments"]),
  fetchFolder: (client) => openAll(["root"], (id) => client.fetchFolder({ kind: "segment", id })),
  listTags: (client) => collectItems(client.listTags({ pageSize: 2 })),
  listDestinationFlows: (client) => collectItems(client.listDestinationFlows()),
  fetchFlow: async (client) => openAll(await listIds(client.listDestinationFlows()), client.fetchFlow),
  fetchFlowReferenceName: async (client) => {
    for await (const { items } of client.listDestinationFlows())
      for (const { flowSpec, sourceConnectionIds, targetConnectionIds } of items) {
        const open = (kind: FlowReference) => (id: string) => client.fetchFlowReferenceName({ kind, id });
        await openAll(flowSpec?.id === undefined ? [] : [flowSpec.id], open("flowSpecs"));
        await openAll(sourceConnectionIds, open("sourceConnections"));
        await openAll(targetConnectionIds, open("targetConnections"));
      }
  },
  listFlowRuns: async (client) =>
    openAll(await listIds(client.listDestinationFlows()), (id) => collectItems(client.listFlowRuns(id))),
  fetchFlowRun: async (client) => {
    for (const id of await listIds(client.listDestinationFlows()))
      await openAll(await listIds(client.listFlowRuns(id)), client.fetchFlowRun);
  },
  listConnectionSpecs: (client) => collectItems(client.listConnectionSpecs()),
} satisfies Partial<Record<ReadName, Read>>;

async function listMessages(client: PlatformClient) {
  const campaigns = await collectItems(client.listCampaigns({ includesInline: true }));
  return campaigns.flatMap(({ campaignId, packages }) =>
    packages.flatMap(({ messages }) => messages.map(({ messageId = NOBODY }) => ({ campaignId, messageId }))),
  );
}

const JOURNEY_OPTIMIZER = {
  listJourneys: async (client) => {
    await collectItems(client.listJourneys({ pageSize: 10 }));
    await collectItems(
      client.listJourneys({ statuses: ["live", "draft"], sort: "metadata.lastModifiedAt=desc" }),
    );
  },
  fetchJourney: async (client) => openAll(await listIds(client.listJourneys()), client.fetchJourney),
  listCampaigns: async (client) => {
    await collectItems(client.listCampaigns({ pageSize: 3 }));
    await collectItems(client.listCampaigns({ nameContains: "a", orderBy: "-name" }));
  },
  listCampaignVersions: async (client) => {
    for (const { campaignId } of await collectItems(client.listCampaigns({ includesInline: true })))
      await refusable(collectItems(client.listCampaignVersions(campaignId)));
  },
  fetchCampaign: async (client) => {
    const campaigns = await collectItems(client.listCampaigns({ includesInline: true }));
    await openAll(
      campaigns.map(({ campaignId }) => campaignId),
      client.fetchCampaign,
    );
  },
  fetchMessageVariants: async (client) => {
    for (const place of await listMessages(client)) {
      await refusable(client.fetchMessageVariants(place));
    }
  },
  listContentTemplates: async (client) => {
    await collectItems(client.listContentTemplates({ pageSize: 2 }));
    await collectItems(
      client.listContentTemplates({ orderBy: "name", properties: ["templateType==html", "name~a"] }),
    );
  },
  fetchContentTemplate: async (client) =>
    openAll(await listIds(client.listContentTemplates()), client.fetchContentTemplate),
  listContentFragments: (client) => collectItems(client.listContentFragments({ pageSize: 2 })),
  fetchContentFragment: async (client) =>
    openAll(await listIds(client.listContentFragments()), client.fetchContentFragment),
  fetchFragmentPublication: async (client) =>
    openAll(await listIds(client.listContentFragments()), client.fetchFragmentPublication),
  fetchLiveFragment: async (client) =>
    openAll(await listIds(client.listContentFragments()), client.fetchLiveFragment),
} satisfies Partial<Record<ReadName, Read>>;

const ANALYTICS = {
  listDataViews: (client) => collectItems(client.listDataViews()),
  fetchDataView: async (client) => openAll(await listIds(client.listDataViews()), client.fetchDataView),
  fetchDataViewComponents: async (client) => {
    for (const dataViewId of await listIds(client.listDataViews()))
      for (const kind of ["metrics", "dimensions"] as const)
        await client.fetchDataViewComponents({ dataViewId, kind });
  },
  listAnalyticsComponents: async (client) => {
    const query = { nameContains: "a", sortProperty: "name", pageSize: 1 };
    for (const kind of ["segments", "calculatedmetrics"] as const)
      await collectItems(client.listAnalyticsComponents(kind, query));
  },
  fetchAnalyticsComponent: async (client) => {
    for (const kind of ["segments", "calculatedmetrics"] as const)
      await openAll(await listIds(client.listAnalyticsComponents(kind)), (id) =>
        client.fetchAnalyticsComponent({ kind, id }),
      );
  },
  listCjaConnections: (client) => collectItems(client.listCjaConnections()),
  fetchReport: async (client) => {
    const [dataViewId = NOBODY] = await listIds(client.listDataViews());
    const request = { dimension: "variables/daterangeday", metrics: ["metrics/visits"], dataViewId };
    const dateRange = "2026-01-01T00:00:00.000/2026-01-15T00:00:00.000";
    await refusable(client.fetchReport({ ...request, dateRange }));
    await refusable(client.fetchReport({ ...request, dateRange, metrics: ["metrics/unknown"] }));
    await refusable(client.fetchReport({ ...request, dateRange, dataViewId: NOBODY }));
    await refusable(
      client.fetchReport({
        ...request,
        dateRange,
        segmentIds: ["s1"],
        limit: 10,
        page: 1,
        sort: { by: "metric", direction: "desc" },
        search: "Mon",
      }),
    );
  },
} satisfies Partial<Record<ReadName, Read>>;

/** All reads by name. */
export const EVERY_READ: Readonly<Record<ReadName, Read>> = {
  ...AUDIENCES,
  ...DATA,
  ...PLATFORM,
  ...JOURNEY_OPTIMIZER,
  ...ANALYTICS,
};
