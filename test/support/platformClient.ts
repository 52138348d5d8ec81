/**
 * All reads of the platform as one record bound to a session, so that tests can go through every one of them; a read that is
 * missing here is found by nobody. Offers no writes.
 */
import { fetchEffectiveAccess } from "../../client/src/api/access";
import type { ApiSession } from "../../client/src/api/apiSession";
import { fetchAudienceSize, fetchAudienceSizes } from "../../client/src/api/audienceSize";
import { fetchAudience, fetchAudiences, listAudiences } from "../../client/src/api/audiences";
import { listBatches } from "../../client/src/api/batches";
import { fetchMessageVariants } from "../../client/src/api/campaignMessages";
import { fetchCampaign, listCampaigns, listCampaignVersions } from "../../client/src/api/campaigns";
import { fetchAnalyticsComponent, listAnalyticsComponents } from "../../client/src/api/cjaComponents";
import {
  fetchDataView,
  fetchDataViewComponents,
  listCjaConnections,
  listDataViews,
} from "../../client/src/api/cjaDataViews";
import { fetchReport } from "../../client/src/api/cjaReports";
import { fetchComputedAttribute, listComputedAttributes } from "../../client/src/api/computedAttributes";
import {
  fetchContentFragment,
  fetchContentTemplate,
  fetchFragmentPublication,
  fetchLiveFragment,
  listContentFragments,
  listContentTemplates,
} from "../../client/src/api/contentItems";
import { convertExpression } from "../../client/src/api/conversion";
import { fetchDatasetPreview } from "../../client/src/api/datasetPreview";
import { fetchDataset, fetchDatasetLabels, listDatasets } from "../../client/src/api/datasets";
import { estimateExpression, fetchSampleStatus } from "../../client/src/api/estimates";
import {
  fetchFlow,
  fetchFlowReferenceName,
  fetchFlowRun,
  listConnectionSpecs,
  listDestinationFlows,
  listFlowRuns,
} from "../../client/src/api/flows";
import { fetchJourney, listJourneys } from "../../client/src/api/journeys";
import { fetchMergePolicies } from "../../client/src/api/mergePolicies";
import { fetchNamespaces } from "../../client/src/api/namespaces";
import { fetchMarketingActions, fetchPolicyConstraints } from "../../client/src/api/policies";
import { fetchProfile } from "../../client/src/api/profiles";
import { fetchSandboxes } from "../../client/src/api/sandboxes";
import { fetchDescriptors, fetchSchema, fetchUnionSchema, listSchemas } from "../../client/src/api/schemas";
import { listSegmentDefinitions } from "../../client/src/api/segmentDefinitions";
import { listSegmentJobs } from "../../client/src/api/segmentJobs";
import { fetchFolder, listTags } from "../../client/src/api/tagsAndFolders";

const READS = {
  fetchSandboxes,
  listAudiences,
  fetchAudience,
  fetchAudiences,
  fetchAudienceSize,
  fetchAudienceSizes,
  listSegmentDefinitions,
  listSegmentJobs,
  convertExpression,
  estimateExpression,
  fetchSampleStatus,
  listSchemas,
  fetchSchema,
  fetchUnionSchema,
  fetchDescriptors,
  listDatasets,
  fetchDataset,
  listBatches,
  fetchDatasetPreview,
  fetchDatasetLabels,
  fetchMergePolicies,
  fetchNamespaces,
  fetchProfile,
  listComputedAttributes,
  fetchComputedAttribute,
  fetchMarketingActions,
  fetchPolicyConstraints,
  fetchEffectiveAccess,
  fetchFolder,
  listTags,
  listDestinationFlows,
  fetchFlow,
  listFlowRuns,
  fetchFlowReferenceName,
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
  listDataViews,
  fetchDataView,
  listAnalyticsComponents,
  fetchAnalyticsComponent,
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
