/**
 * All state of the organisation in one record: what a reset throws away. Each part is generated on first use
 * by its own file; this one only wires them together.
 */
import type { AudienceTable } from "./data/audienceShapes";
import type { Census } from "./data/census";
import { createPopulation, type Population } from "./data/population";
import { createAudiences } from "./data/sampleAudiences";
import { type CampaignTable, createCampaigns } from "./data/sampleCampaigns";
import { type ContentTable, createContent } from "./data/sampleContent";
import { type Catalog, createCatalog, createDatasetLabels, type DatasetLabels } from "./data/sampleDatasets";
import { createFlows, type FlowTable } from "./data/sampleFlows";
import { createJourneys, type JourneyTable } from "./data/sampleJourneys";
import { createMergePolicies, type MergePolicy } from "./data/sampleMergePolicies";
import { createSandboxes, type Sandbox } from "./data/sampleSandboxes";
import { createSegmentJobs, type JobTable } from "./data/sampleSegmentJobs";
import { createTokens, type TokenStore } from "./data/sampleTokens";
import { createRegistry, type Registry } from "./data/xdm/resources";
import { EVENT_CLASS, PROFILE_CLASS } from "./data/xdm/sharedTypes";
import type { ExpressionSchemas } from "./pql/engine";
import type { Seeded } from "./seeded";

/** Returns a function that makes one value per key with the first use, so that starting costs nothing, and keeps it. */
function perKey<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** One running preview. */
export interface Preview {
  readonly expression: string;
  readonly format: string;
  /** Whose people it is about. */
  readonly sandbox: string;
  readonly created: number;
  polls: number;
  isKilled: boolean;
}

/** What state is made from. `today` is midnight UTC of the first day, the anchor of every generated time. */
interface StateSource {
  readonly seeded: Seeded;
  readonly today: number;
  readonly audienceCount: number;
  readonly census: Census;
}

/** A query that somebody started. */
export interface StartedQuery {
  readonly sql: string;
  readonly created: number;
  isKilled: boolean;
}

/** Everything the organisation remembers. */
export interface SampleState {
  readonly today: number;
  readonly sandboxes: readonly [Sandbox, ...Sandbox[]];
  readonly tokens: TokenStore;
  readonly audiences: PerSandbox<AudienceTable>;
  /** The people whom rules are counted over. */
  readonly population: PerSandbox<Population>;
  readonly segmentJobs: PerSandbox<JobTable>;
  readonly previews: Map<string, Preview>;
  /** The union schemas of the sandbox, always the same objects. */
  readonly unions: PerSandbox<ExpressionSchemas>;
  readonly registry: PerSandbox<Registry>;
  readonly catalog: PerSandbox<Catalog>;
  readonly datasetLabels: PerSandbox<Map<string, DatasetLabels>>;
  readonly journeys: PerSandbox<JourneyTable>;
  readonly campaigns: PerSandbox<CampaignTable>;
  readonly content: PerSandbox<ContentTable>;
  readonly flows: PerSandbox<FlowTable>;
  /** When the last ad-hoc run of a flow started. */
  readonly adHocRuns: Map<string, number>;
  /** Times of recent calls to Customer Journey Analytics, by client id. */
  readonly analyticsCalls: Map<string, readonly number[]>;
  readonly queries: Map<string, StartedQuery>;
  readonly mergePolicies: PerSandbox<readonly MergePolicy[]>;
}

/** A part of the state that each sandbox has for itself. */
type PerSandbox<Part> = (sandboxName: string) => Part;

/** Returns fresh state. */
export function createState(source: StateSource): SampleState {
  const { seeded, today } = source;
  const sandboxes = createSandboxes(seeded);
  const sandboxNamed = (name: string): Sandbox =>
    sandboxes.find((sandbox) => sandbox.name === name) ?? sandboxes[0];
  const mergePolicies = perKey((name) => createMergePolicies(seeded, name));
  const registry = perKey((name) => createRegistry(seeded, sandboxNamed(name).isBehind));
  const journeys = perKey((sandboxName) =>
    createJourneys({ seeded, sandboxName, today, mergePolicyId: mergePolicies(sandboxName)[0]?.id ?? "" }),
  );
  const audiences = perKey((name) =>
    createAudiences({
      seeded,
      sandbox: sandboxNamed(name),
      today,
      // The other sandboxes hold what somebody bothered to copy.
      count: sandboxNamed(name).isDefault ? source.audienceCount : 130,
      mergePolicyId: mergePolicies(name)[0]?.id ?? "",
    }),
  );
  return {
    today,
    sandboxes,
    tokens: createTokens(seeded),
    mergePolicies,
    segmentJobs: perKey((name) => createSegmentJobs(seeded, name, today)),
    previews: new Map(),
    catalog: perKey((sandboxName) => createCatalog({ seeded, sandbox: sandboxNamed(sandboxName), today })),
    datasetLabels: perKey((sandboxName) => createDatasetLabels(seeded, sandboxName)),
    journeys,
    campaigns: perKey((sandboxName) =>
      createCampaigns({ seeded, sandboxName, today, journeys: journeys(sandboxName) }),
    ),
    content: perKey((sandboxName) => createContent(seeded, sandboxName, today)),
    flows: perKey((name) =>
      createFlows({ seeded, sandboxName: name, sandboxId: sandboxNamed(name).id, today }),
    ),
    adHocRuns: new Map(),
    queries: new Map(),
    analyticsCalls: new Map(),
    registry,
    unions: perKey((name) => ({
      profile: unionOf(registry(name), PROFILE_CLASS),
      experienceEvent: unionOf(registry(name), EVENT_CLASS),
    })),
    audiences,
    population: perKey((name) =>
      createPopulation({ seeded, today, census: source.census, audiences: () => audiences(name) }),
    ),
  };
}

function unionOf({ resources }: Registry, classId: string): object {
  return resources.find(({ kind, classId: owner }) => kind === "unions" && owner === classId)?.full() ?? {};
}
