/**
 * Destinations of one sandbox in the objects of flow service: connection specs, connections, target connections, flows
 * and runs. Ids of the Marketo- and SFMC-named specs differ per seed, so that nobody can rely on a constant.
 */
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import type { Seeded } from "../seeded";
import { audienceIdOf } from "./audienceShapes";

/** An object of flow service; everything but its id is free. */
export type FlowObject = Readonly<Record<string, unknown>> & { readonly id: string };

/** One audience on a flow. */
export type Selector = Readonly<Record<string, unknown>>;

/** One flow with the parts that change. */
export interface Flow {
  readonly facts: FlowObject;
  readonly isFile: boolean;
  readonly isDestination: boolean;
  name: string;
  description: string;
  etag: string;
  selectors: Selector[];
  updated: number;
}

/** Flow service of one sandbox. */
export interface FlowTable {
  readonly specs: readonly FlowObject[];
  /** What kinds of flows there are, each with the specs of connections it can join. */
  readonly flowSpecs: readonly FlowObject[];
  readonly baseConnections: readonly FlowObject[];
  readonly sourceConnections: readonly FlowObject[];
  readonly targetConnections: readonly FlowObject[];
  readonly flows: readonly Flow[];
  readonly runs: FlowObject[];
}

/** What flows are made from. */
export interface FlowSource {
  readonly seeded: Seeded;
  readonly sandboxName: string;
  readonly sandboxId: string;
  readonly today: number;
}

const PROFILE_STORE = "8a9c3494-9708-43d7-ae3f-cda01e5030e1";

/** Name, fixed id ("" = differs per seed), category, destination or source. */
const SPECS: readonly (readonly [name: string, id: string, category: string, isDestination: boolean])[] = [
  ["Marketo Engage", "", "marketingAutomation", true],
  ["Marketo Engage Person Sync", "", "marketingAutomation", true],
  ["(API) Salesforce Marketing Cloud", "", "emailMarketing", true],
  ["Salesforce Marketing Cloud", "f599a5b3-60a7-4951-950a-cc4115c7ea27", "emailMarketing", true],
  // The same product as a source: a decoy for those who match on part of the name.
  ["Salesforce Marketing Cloud", "ea1c2a08-b722-11eb-8529-0242ac130003", "marketingAutomation", false],
  ["Amazon S3", "4fce964d-3f37-408f-9778-e597338a21ee", "cloudStorage", true],
  ["SFTP", "36965a81-b1c6-401b-99f8-22508f1e6a26", "cloudStorage", true],
  ["Google Customer Match", "", "advertising", true],
  ["Facebook Custom Audience", "", "advertising", true],
  ["Adobe Campaign", "0b23e41a-cb4a-4321-a78f-3b654f5d7d97", "emailMarketing", true],
  ["Experience Platform Profile Store", PROFILE_STORE, "platform", false],
];

/** Flow name, spec name, file based, state, audiences on it. */
const FLOWS: readonly (readonly [string, string, boolean, string, readonly string[]])[] = [
  [
    "Marketo: newsletter lists",
    "Marketo Engage",
    false,
    "enabled",
    ["Newsletter readers", "Autumn campaign", "Welcome list"],
  ],
  [
    "SFMC journeys (streaming)",
    "(API) Salesforce Marketing Cloud",
    false,
    "enabled",
    ["Loyalty members", "Gold and platinum members"],
  ],
  ["SFMC daily file", "Salesforce Marketing Cloud", true, "enabled", ["Sleeping members", "Winter win-back"]],
  [
    "S3 export for the agency",
    "Amazon S3",
    true,
    "enabled",
    ["Families", "Born in the nineties", "Shoes fans"],
  ],
  ["SFTP to the print shop", "SFTP", true, "disabled", ["Birthday this month"]],
  [
    "Google Ads: buyers out",
    "Google Customer Match",
    false,
    "enabled",
    ["Ordered in the last day", "VIP suppression"],
  ],
  ["Meta lookalikes", "Facebook Custom Audience", false, "enabled", ["High churn risk"]],
  ["Campaign Classic hand-over", "Adobe Campaign", true, "draft", []],
];

/** Returns flow service of one sandbox. */
export function createFlows(source: FlowSource): FlowTable {
  const { seeded } = source;
  const specs = createConnectionSpecs(seeded);
  const specIdOf = (name: string): string => String(specs.find((spec) => spec["name"] === name)?.id ?? "");
  const connection = (path: string, specId: string, more: object): FlowObject => ({
    ...commonFacts(source, path),
    name: path.slice(path.indexOf("/") + 1),
    connectionSpec: { id: specId, version: "1.0" },
    state: "enabled",
    ...more,
  });
  const baseConnections = FLOWS.map(([name, spec]) =>
    connection(`base/${name} account`, specIdOf(spec), { auth: { specName: "OAuth2" } }),
  );
  const targetConnections = FLOWS.map(([name, spec], index) =>
    connection(`target/${name} target`, specIdOf(spec), {
      baseConnectionId: baseConnections[index]?.id,
      params: targetParams(spec),
      data: { format: "CSV" },
    }),
  );
  const sourceConnections = [
    connection("source/Profile store", PROFILE_STORE, { data: { format: "CSV" }, params: {} }),
  ];
  const flows = FLOWS.map((row, index) =>
    toFlow(source, row, { target: targetConnections[index], origin: sourceConnections[0] }),
  );
  const files = connection("source/Shop system", specIdOf("SFTP"), { data: { format: "CSV" }, params: {} });
  const store = connection("target/Profile store", PROFILE_STORE, {
    data: { format: "parquet_xdm" },
    params: {},
  });
  sourceConnections.push(files);
  targetConnections.push(store);
  flows.push(...sourceFlows(source, { target: store, origin: files }));
  const runs = flows.flatMap((flow) =>
    [0, 1, 2].map((place) => createRun(source, flow.facts.id, source.today - place * 86_400_000 - 3_600_000)),
  );
  return {
    specs,
    flowSpecs: createFlowSpecs(source, specs),
    baseConnections,
    sourceConnections,
    targetConnections,
    flows,
    runs,
  };
}

function createConnectionSpecs(seeded: Seeded): FlowObject[] {
  return SPECS.map(
    ([name, id, category, isDestination]): FlowObject => ({
      id: id === "" ? seeded.uuid(`spec/${name}`) : id,
      name,
      providerId: seeded.uuid(`provider/${name}`),
      version: "1.0",
      type: isDestination ? "destination" : "source",
      attributes: {
        category,
        isDestination,
        isSource: !isDestination,
        connectionType: isDestination ? "target" : "source",
      },
    }),
  );
}

function createFlowSpecs({ seeded }: FlowSource, specs: readonly FlowObject[]): FlowObject[] {
  const idsOf = (wanted: boolean): string[] =>
    specs.filter(({ type }) => (type === "destination") === wanted).map(({ id }) => id);
  const make = (key: string, name: string, isDestination: boolean): FlowObject => ({
    id: seeded.uuid(`flowSpec/${key}`),
    name,
    providerId: seeded.uuid("provider/flows"),
    version: "1.0",
    sourceConnectionSpecIds: isDestination ? [PROFILE_STORE] : idsOf(false),
    targetConnectionSpecIds: isDestination ? idsOf(true) : [PROFILE_STORE],
    attributes: { isDestinationFlow: isDestination, isSourceFlow: !isDestination },
  });
  return [
    make("file", "Audience files", true),
    make("stream", "Audience streaming", true),
    make("source", "Data ingestion", false),
  ];
}

function commonFacts({ seeded, sandboxName, sandboxId, today }: FlowSource, name: string): FlowObject {
  return {
    id: seeded.uuid(`${name}/${sandboxName}`),
    createdAt: today - 200 * 86_400_000,
    updatedAt: today - 9 * 86_400_000,
    createdBy: "6F8C23A5@AdobeID",
    updatedBy: "6F8C23A5@AdobeID",
    createdClient: "acp_ui_destinations",
    updatedClient: "acp_ui_destinations",
    sandboxId,
    sandboxName,
    imsOrgId: SAMPLE_ORG_ID,
    version: `"${seeded.hex(`version/${name}`, 16)}"`,
    etag: `"${seeded.hex(`version/${name}`, 16)}"`,
  };
}

function targetParams(spec: string): object {
  if (spec.startsWith("Marketo"))
    return { syncType: "AUDIENCE_ONLY", munchkinId: "000-ACM-000", partition: "Default" };
  return spec.startsWith("(API)")
    ? { contactKeyMapping: "_acme.identification.crmId" }
    : { path: "/export", fileType: "CSV" };
}

interface FlowEnds {
  readonly target: FlowObject | undefined;
  readonly origin: FlowObject | undefined;
}

function toFlow(source: FlowSource, row: (typeof FLOWS)[number], { target, origin }: FlowEnds): Flow {
  const [name, , isFile, state, audiences] = row;
  const { seeded, sandboxName, today } = source;
  const facts: FlowObject = {
    ...commonFacts(source, `flow/${name}`),
    flowSpec: { id: seeded.uuid(isFile ? "flowSpec/file" : "flowSpec/stream"), version: "1.0" },
    state,
    ...endsOf({ target, origin }, { isDestinationFlow: true }),
    lastRunDetails: {
      id: seeded.uuid(`lastRun/${name}`),
      state: "success",
      startedAtUTC: today - 3_600_000,
      completedAtUTC: today - 3_000_000,
    },
    runs: `/runs?property=flowId==${seeded.uuid(`flow/${name}/${sandboxName}`)}`,
  };
  return {
    facts,
    isFile,
    isDestination: true,
    name,
    description: "",
    etag: String(facts["etag"]),
    selectors: audiences.map((audience) => toSelector(source, audience, isFile)),
    updated: today - 9 * 86_400_000,
  };
}

function endsOf({ target, origin }: FlowEnds, properties: object): object {
  const toEnd = (end: FlowObject | undefined): object => ({
    id: end?.id,
    connectionSpec: end?.["connectionSpec"],
  });
  return {
    sourceConnectionIds: [origin?.id],
    targetConnectionIds: [target?.id],
    inheritedAttributes: {
      properties,
      sourceConnections: [toEnd(origin)],
      targetConnections: [toEnd(target)],
    },
  };
}

function toSelector({ seeded, sandboxName, today }: FlowSource, name: string, isFile: boolean): Selector {
  const id = audienceIdOf(seeded, sandboxName, name);
  return {
    type: "PLATFORM_SEGMENT",
    value: {
      id,
      name,
      description: "",
      // A string of seconds, unlike every other time of this service.
      createTime: String(Math.floor(today / 1_000) - 8_640_000),
      ...(isFile
        ? {
            filenameTemplate: "%DESTINATION_NAME%_%SEGMENT_ID%_%DATETIME%",
            exportMode: "DAILY_FULL_EXPORT",
            schedule: {
              frequency: "DAILY",
              startDate: "2026-01-05",
              startTime: "02:00",
              triggerType: "AFTER_SEGMENT_EVAL",
            },
          }
        : {}),
    },
  };
}

/** Flows that bring data in; lists of destinations must leave them out. */
function sourceFlows(source: FlowSource, { target, origin }: FlowEnds): Flow[] {
  return ["CRM nightly load", "Web SDK stream", "Shop till export"].map((name) => {
    const facts: FlowObject = {
      ...commonFacts(source, `flow/${name}`),
      flowSpec: { id: source.seeded.uuid("flowSpec/source"), version: "1.0" },
      state: "enabled",
      ...endsOf({ target, origin }, {}),
    };
    return {
      facts,
      isFile: false,
      isDestination: false,
      name,
      description: "",
      etag: String(facts["etag"]),
      selectors: [],
      updated: source.today,
    };
  });
}

/** Returns a finished run of a flow. */
export function createRun(source: FlowSource, flowId: string, started: number): FlowObject {
  const name = `run/${flowId}/${started}`;
  return {
    ...commonFacts(source, name),
    id: source.seeded.uuid(name),
    flowId,
    metrics: {
      durationSummary: { startedAtUTC: started, completedAtUTC: started + 600_000 },
      sizeSummary: { inputBytes: 1_048_576, outputBytes: 1_040_000 },
      recordSummary: { inputRecordCount: 48_210, outputRecordCount: 48_190, failedRecordCount: 20 },
      fileSummary: { inputFileCount: 1, outputFileCount: 1 },
      statusSummary: { status: "success" },
    },
    activities: [],
  };
}
