/**
 * What brings data in and out: connectors, accounts, both ends of flows, the flows and their runs; batches with their files. Secrets of
 * accounts and contents of files are not among the fields (docs/platform.md#destinations, docs/platform.md#catalog).
 */
import type { PlatformKind, PlatformService } from "./platformKind";

const FLOWS: PlatformService = { base: "/data/foundation/flowservice", style: "link" };
const CATALOG: PlatformService = { base: "/data/foundation/catalog", style: "map" };
const FILES: PlatformService = { base: "/data/foundation/export", style: "offset" };

const OBJECT = "id name description state createdAt updatedAt";

const END = {
  service: FLOWS,
  properties: "connectionSpec.id baseConnectionId",
  fields: `${OBJECT} connectionSpec.id baseConnectionId data.format params.dataSetId`,
  moreFields: "params.path params.fileType params.compression params.syncType",
} as const;

/** Sources, destinations and batches. */
export const FLOW_KINDS = {
  connector: {
    service: FLOWS,
    path: "connectionSpecs",
    isWhole: true,
    fields: "id name type version attributes.category attributes.isSource attributes.isDestination",
  },
  account: {
    service: FLOWS,
    path: "connections",
    properties: "connectionSpec.id",
    fields: `${OBJECT} connectionSpec.id auth.specName`,
  },
  sourceConnection: { ...END, path: "sourceConnections" },
  targetConnection: { ...END, path: "targetConnections" },
  dataflow: {
    service: FLOWS,
    path: "flows",
    fields: `${OBJECT} isDestination=inheritedAttributes.properties.isDestinationFlow sourceConnectionIds targetConnectionIds lastRunDetails.state lastRunDetails.completedAtUTC`,
    moreFields:
      "scheduleParams.frequency scheduleParams.interval scheduleParams.startTime audiences=transformations[].params.segmentSelectors.selectors[].value.name",
  },
  flowRun: {
    service: FLOWS,
    path: "runs",
    properties: "flowId",
    fields:
      "id flowId status=metrics.statusSummary.status startedAt=metrics.durationSummary.startedAtUTC completedAt=metrics.durationSummary.completedAtUTC metrics.recordSummary* metrics.sizeSummary* errors=metrics.statusSummary.errors*",
  },
  batch: {
    service: CATALOG,
    path: "batches",
    query: { orderBy: "desc:created" },
    parameters: "dataSet status",
    fields:
      "id status datasets=relatedObjects[].id inputFormat.format created started completed metrics* errors[].code errors[].description",
  },
  batchFile: {
    service: FILES,
    path: "batches/{of}/files",
    one: "list",
    fields: "id=dataSetFileId isValid version created",
  },
  failedBatchFile: {
    service: FILES,
    path: "batches/{of}/failed",
    one: "list",
    fields: "id=name length",
  },
} as const satisfies Readonly<Record<string, PlatformKind>>;
