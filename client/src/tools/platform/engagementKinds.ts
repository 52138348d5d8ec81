/**
 * How audiences become members and reach people: evaluation, exports, merge policies, channel configurations; and what Customer Journey
 * Analytics keeps besides filters and metrics. Owners are not among the fields (docs/platform.md#segmentation, docs/platform.md#analytics).
 */
import type { PlatformKind, PlatformService } from "./platformKind";

const UPS = "/data/core/ups";
const JOBS: PlatformService = { base: UPS, style: "pageIndex" };
const EXPORTS: PlatformService = { base: UPS, style: "offset", cursor: "offset" };
const PROFILE_RULES: PlatformService = { base: UPS, style: "token" };
const CAMPAIGNS: PlatformService = {
  base: "/journey/campaigns/service",
  style: "pageFromOne",
  limit: "count",
};
const ANALYTICS: PlatformService = { base: "", style: "pageFromZero", host: "cja", isOfOrganisation: true };

const COMPONENT = {
  service: ANALYTICS,
  fields: "id name description dataId dataName modified",
  moreFields: "type definition* dateRange",
} as const;

/** Evaluation, channels and analytics. */
export const ENGAGEMENT_KINDS = {
  evaluationJob: {
    service: JOBS,
    path: "segment/jobs",
    parameters: "status",
    properties: "segments~segmentId",
    fields:
      "id status source segments[].segmentId metrics.totalProfiles metrics.totalTime* creationTime updateTime",
  },
  exportJob: {
    service: EXPORTS,
    path: "export/jobs",
    parameters: "status",
    fields:
      "id status jobType destination.datasetId mergePolicy.id metrics.totalExportedProfileCounter creationTime updateTime",
  },
  evaluationSchedule: {
    service: JOBS,
    path: "config/schedules",
    fields: "id name type state schedule properties.segments updateEpoch",
  },
  mergePolicy: {
    service: PROFILE_RULES,
    path: "config/mergePolicies",
    fields:
      "id name schema.name version default isActiveOnEdge identityGraph.type attributeMerge.type updateEpoch",
  },
  channelConfiguration: {
    service: CAMPAIGNS,
    path: "metadata/surfaces",
    one: "metadata/surfaces/{of}/{id}",
    parameters: "channel",
    fields: "id name channel type status",
  },
  dateRange: { ...COMPONENT, path: "dateranges" },
  // As long as nobody asks for a page it is a bare list of all.
  project: { ...COMPONENT, path: "projects", isWhole: true },
  annotation: { ...COMPONENT, path: "annotations" },
  analyticsConnection: {
    service: ANALYTICS,
    path: "data/connections",
    query: { expansion: "name,description,sandboxName" },
    fields: "id name description sandboxName isDeleted isDisabled",
  },
} as const satisfies Readonly<Record<string, PlatformKind>>;
