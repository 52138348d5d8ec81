/**
 * Every call the platform client can make, with plausible arguments, for tests that ask the same question
 * of all of them. A read added to `platformClient.ts` without a line here fails the compilation.
 */

import type { ApiSession } from "../../../../../client/src/api/apiSession";
import {
  createAudience,
  deleteAudience,
  patchAudience,
  replaceAudience,
} from "../../../../../client/src/api/audienceWrites";
import { publishFragment, replaceContent } from "../../../../../client/src/api/contentWrites";
import { patchFlow, startAdhocRun } from "../../../../../client/src/api/flowWrites";
import { collectItems, type PageWalk } from "../../../../../client/src/api/pages";
import { EXPERIENCE_EVENT_UNION } from "../../../../../client/src/api/schemas";
import { CONFIRMED } from "../../../../support/confirmed";
import { createContent, deleteContentTemplate, patchContent } from "../../../../support/contentCalls";
import { createPlatformClient, type PlatformClient } from "../../../../support/platformClient";

/** One call, ready to make. */
export type Call = (session: ApiSession, signal?: AbortSignal) => Promise<unknown>;

type ReadName = Exclude<keyof PlatformClient, "session">;
type Read = (client: PlatformClient, signal: AbortSignal | undefined) => Promise<unknown>;

const PQL = { format: "pql/text", value: 'person.gender = "female"' } as const;

const all = (walk: PageWalk<unknown>, signal: AbortSignal | undefined): Promise<unknown> =>
  collectItems(walk, signal);

const READS: Readonly<Record<ReadName, Read>> = {
  fetchSandboxes: (client, signal) => client.fetchSandboxes({ signal }),
  listAudiences: (client, signal) => all(client.listAudiences(), signal),
  fetchAudience: (client, signal) => client.fetchAudience("a", { signal }),
  fetchAudiences: (client, signal) => client.fetchAudiences(["a", "b"], { signal }),
  fetchAudienceSize: (client, signal) => client.fetchAudienceSize("a", { signal }),
  fetchAudienceSizes: (client, signal) => client.fetchAudienceSizes(["a"], { signal }),
  listSegmentDefinitions: (client, signal) => all(client.listSegmentDefinitions(), signal),
  listSegmentJobs: (client, signal) => all(client.listSegmentJobs(), signal),
  convertExpression: (client, signal) => client.convertExpression(PQL, { signal }),
  estimateExpression: (client, signal) => client.estimateExpression({ expression: PQL }, { signal }),
  fetchSampleStatus: (client, signal) => client.fetchSampleStatus({ signal }),
  listSchemas: (client, signal) => all(client.listSchemas(), signal),
  fetchSchema: (client, signal) => client.fetchSchema("a", { signal }),
  fetchUnionSchema: (client, signal) => client.fetchUnionSchema(EXPERIENCE_EVENT_UNION, { signal }),
  fetchDescriptors: (client, signal) => client.fetchDescriptors({ signal }),
  listDatasets: (client, signal) => all(client.listDatasets(), signal),
  fetchDataset: (client, signal) => client.fetchDataset("a", { signal }),
  listBatches: (client, signal) => all(client.listBatches({ datasetId: "a" }), signal),
  fetchDatasetPreview: (client, signal) => client.fetchDatasetPreview("a", { signal }),
  fetchDatasetLabels: (client, signal) => client.fetchDatasetLabels("a", { signal }),
  fetchMergePolicies: (client, signal) => client.fetchMergePolicies({ signal }),
  listComputedAttributes: (client, signal) => client.listComputedAttributes().nextPage(signal),
  fetchComputedAttribute: (client, signal) => client.fetchComputedAttribute("a", { signal }),
  fetchNamespaces: (client, signal) => client.fetchNamespaces({ signal }),
  fetchProfile: (client, signal) => client.fetchProfile({ namespace: "CRMID", id: "C-100000" }, { signal }),
  fetchMarketingActions: (client, signal) => client.fetchMarketingActions("core", { signal }),
  fetchPolicyConstraints: (client, signal) =>
    client.fetchPolicyConstraints({ owner: "core", name: "exportToThirdParty", labels: ["C1"] }, { signal }),
  fetchEffectiveAccess: (client, signal) =>
    client.fetchEffectiveAccess(["/resource-types/segments"], { signal }),
  fetchFolder: (client, signal) => client.fetchFolder({ kind: "segment", id: "root" }, { signal }),
  listTags: (client, signal) => all(client.listTags(), signal),
  listDestinationFlows: (client, signal) => all(client.listDestinationFlows(), signal),
  fetchFlow: (client, signal) => client.fetchFlow("a", { signal }),
  fetchFlowReferenceName: (client, signal) =>
    client.fetchFlowReferenceName({ kind: "flowSpecs", id: "a" }, { signal }),
  listFlowRuns: (client, signal) => all(client.listFlowRuns("a"), signal),
  fetchFlowRun: (client, signal) => client.fetchFlowRun("a", { signal }),
  listConnectionSpecs: (client, signal) => all(client.listConnectionSpecs(), signal),
  listJourneys: (client, signal) => all(client.listJourneys(), signal),
  fetchJourney: (client, signal) => client.fetchJourney("a", { signal }),
  listCampaigns: (client, signal) => all(client.listCampaigns(), signal),
  listCampaignVersions: (client, signal) => all(client.listCampaignVersions("a"), signal),
  fetchCampaign: (client, signal) => client.fetchCampaign("a", { signal }),
  fetchMessageVariants: (client, signal) =>
    client.fetchMessageVariants({ campaignId: "a", messageId: "m" }, { signal }),
  listContentTemplates: (client, signal) => all(client.listContentTemplates(), signal),
  fetchContentTemplate: (client, signal) => client.fetchContentTemplate("a", { signal }),
  listContentFragments: (client, signal) => all(client.listContentFragments(), signal),
  fetchContentFragment: (client, signal) => client.fetchContentFragment("a", { signal }),
  fetchFragmentPublication: (client, signal) => client.fetchFragmentPublication("a", { signal }),
  fetchLiveFragment: (client, signal) => client.fetchLiveFragment("a", { signal }),
  listDataViews: (client, signal) => all(client.listDataViews(), signal),
  fetchDataView: (client, signal) => client.fetchDataView("a", { signal }),
  fetchDataViewComponents: (client, signal) =>
    client.fetchDataViewComponents({ dataViewId: "a", kind: "metrics" }, { signal }),
  listAnalyticsComponents: (client, signal) => all(client.listAnalyticsComponents("segments"), signal),
  fetchAnalyticsComponent: (client, signal) =>
    client.fetchAnalyticsComponent({ kind: "segments", id: "a" }, { signal }),
  listCjaConnections: (client, signal) => all(client.listCjaConnections(), signal),
  fetchReport: (client, signal) =>
    client.fetchReport(
      { dataViewId: "a", dimension: "variables/daterangeday", metrics: ["metrics/visits"], dateRange: "x/y" },
      { signal },
    ),
};

const EXPRESSION = { format: "pql/text", value: PQL.value } as const;
const VERSION = { kind: "template", id: "a", etag: '"1"' } as const;

const WRITES: Readonly<Record<string, Call>> = {
  createAudience: (session, signal) =>
    createAudience(
      session,
      { name: "New", expression: EXPRESSION, lifecycleState: "draft" },
      { signal, ...CONFIRMED },
    ),
  replaceAudience: (session, signal) =>
    replaceAudience(session, { id: "a", body: { name: "x" } }, { signal, ...CONFIRMED }),
  patchAudience: (session, signal) =>
    patchAudience(session, { id: "a", patches: [{ path: "/name", value: "x" }] }, { signal, ...CONFIRMED }),
  deleteAudience: (session, signal) => deleteAudience(session, "a", { signal, ...CONFIRMED }),
  patchFlow: (session, signal) =>
    patchFlow(session, { flow: { id: "a", etag: '"1"' }, patches: [] }, { signal, ...CONFIRMED }),
  startAdhocRun: (session, signal) =>
    startAdhocRun(session, { flowId: "f", audienceIds: ["a"] }, { signal, ...CONFIRMED }),
  createContent: (session, signal) =>
    createContent(session, { kind: "template", content: { name: "x" } }, { signal, ...CONFIRMED }),
  replaceContent: (session, signal) =>
    replaceContent(session, { version: VERSION, content: { name: "x" } }, { signal, ...CONFIRMED }),
  patchContent: (session, signal) =>
    patchContent(
      session,
      { version: VERSION, patches: [{ op: "add", path: "/name", value: "x" }] },
      { signal, ...CONFIRMED },
    ),
  deleteContentTemplate: (session, signal) => deleteContentTemplate(session, "a", { signal, ...CONFIRMED }),
  publishFragment: (session, signal) => publishFragment(session, "a", { signal, ...CONFIRMED }),
};

/** All reads by name. */
export const EVERY_READ: ReadonlyMap<string, Call> = new Map(
  Object.entries(READS).map(([name, read]): [string, Call] => [
    name,
    (session, signal) => read(createPlatformClient(session), signal),
  ]),
);

/** All writes by name. */
export const EVERY_WRITE: ReadonlyMap<string, Call> = new Map(Object.entries(WRITES));
