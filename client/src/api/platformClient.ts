/**
 * All reads of the platform as one record bound to a session, for the tree, documents and pages.
 * Refuses to offer writes: those are separate modules that only the write path may import.
 */
import { fetchEffectiveAccess } from "./access";
import type { ApiSession } from "./apiSession";
import { fetchAudienceSize, fetchAudienceSizes } from "./audienceSize";
import { fetchAudience, fetchAudiences, listAudiences } from "./audiences";
import { listBatches } from "./batches";
import { fetchMessageVariants } from "./campaignMessages";
import { fetchCampaign, listCampaigns, listCampaignVersions } from "./campaigns";
import { fetchDataView, fetchDataViewComponents, listCjaConnections, listDataViews } from "./cjaDataViews";
import { fetchReport } from "./cjaReports";
import {
  fetchContentFragment,
  fetchFragmentPublication,
  fetchLiveFragment,
  listContentFragments,
} from "./contentFragments";
import { fetchContentTemplate, listContentTemplates } from "./contentTemplates";
import { convertExpression } from "./conversion";
import { fetchDatasetLabels } from "./datasetLabels";
import { fetchDatasetPreview } from "./datasetPreview";
import { fetchDataset, listDatasets } from "./datasets";
import { fetchFlow, fetchFlowRun, listConnectionSpecs, listDestinationFlows, listFlowRuns } from "./flows";
import { fetchFolder, fetchSubfolders } from "./folders";
import { fetchJourney, listJourneys } from "./journeys";
import { fetchMergePolicies } from "./mergePolicies";
import { fetchNamespaces } from "./namespaces";
import { fetchMarketingActions, fetchPolicyConstraints, fetchUsageLabels } from "./policies";
import { estimateExpression, fetchSampleStatus } from "./previews";
import { fetchSandbox, fetchSandboxes } from "./sandboxes";
import { fetchDescriptors, fetchRegistryStats, fetchSchema, fetchUnionSchema, listSchemas } from "./schemas";
import { fetchSegmentDefinition, listSegmentDefinitions } from "./segmentDefinitions";
import { fetchSegmentJob, listSegmentJobs } from "./segmentJobs";
import { renderCampaignPreviews } from "./simulations";
import { listTags } from "./tags";

const READS = {
  fetchSandboxes,
  fetchSandbox,
  listAudiences,
  fetchAudience,
  fetchAudiences,
  fetchAudienceSize,
  fetchAudienceSizes,
  listSegmentDefinitions,
  fetchSegmentDefinition,
  listSegmentJobs,
  fetchSegmentJob,
  convertExpression,
  estimateExpression,
  fetchSampleStatus,
  listSchemas,
  fetchSchema,
  fetchUnionSchema,
  fetchDescriptors,
  fetchRegistryStats,
  listDatasets,
  fetchDataset,
  listBatches,
  fetchDatasetPreview,
  fetchDatasetLabels,
  fetchMergePolicies,
  fetchNamespaces,
  fetchUsageLabels,
  fetchMarketingActions,
  fetchPolicyConstraints,
  fetchEffectiveAccess,
  fetchFolder,
  fetchSubfolders,
  listTags,
  listDestinationFlows,
  fetchFlow,
  listFlowRuns,
  fetchFlowRun,
  listConnectionSpecs,
  listJourneys,
  fetchJourney,
  listCampaigns,
  listCampaignVersions,
  fetchCampaign,
  fetchMessageVariants,
  listContentTemplates,
  fetchContentTemplate,
  listContentFragments,
  fetchContentFragment,
  fetchFragmentPublication,
  fetchLiveFragment,
  renderCampaignPreviews,
  listDataViews,
  fetchDataView,
  fetchDataViewComponents,
  listCjaConnections,
  fetchReport,
} as const;

type Reads = typeof READS;

/** A read without its first parameter, the session. */
type Bound<Read> = Read extends (session: ApiSession, ...rest: infer Rest) => infer Answer
  ? (...rest: Rest) => Answer
  : never;

/** Every read the extension makes, bound to one connection and sandbox. */
export type PlatformClient = { readonly session: ApiSession } & {
  readonly [Name in keyof Reads]: Bound<Reads[Name]>;
};

/** Binds all reads to `session`. */
export function createPlatformClient(session: ApiSession): PlatformClient {
  const bound = Object.entries(READS).map(([name, read]) => {
    const call = read as (session: ApiSession, ...rest: unknown[]) => unknown;
    return [name, (...rest: unknown[]) => call(session, ...rest)] as const;
  });
  // The mapped type says what the loop does; TypeScript cannot follow an entries round trip.
  return { session, ...Object.fromEntries(bound) } as PlatformClient;
}
