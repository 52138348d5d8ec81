/**
 * The datasets of one sandbox with their batches. Includes what real catalogs hold: half-created entries, names that
 * are objects, and the system datasets of Journey Optimizer.
 */
import { SAMPLE_ORG_ID } from "../sampleCredentials";
import type { Seeded } from "../seeded";
import type { Sandbox } from "./sampleSandboxes";
import { schemaIdOf } from "./xdm/resources";

/** One dataset as the catalog stores it; any member may be missing. */
export type DatasetEntry = Readonly<Record<string, unknown>>;

/** One batch of a dataset. */
export interface Batch {
  readonly id: string;
  readonly datasetId: string;
  readonly created: number;
  readonly status: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

/** Datasets and batches of one sandbox, both by id. */
export interface Catalog {
  readonly datasets: ReadonlyMap<string, DatasetEntry>;
  readonly batches: readonly Batch[];
}

/** What a catalog is made from. */
interface CatalogSource {
  readonly seeded: Seeded;
  readonly sandbox: Sandbox;
  readonly today: number;
}

/** Name, schema title, whether profiles read it, whether the system owns it. */
type Row = readonly [name: string, schema: string, isProfile: boolean, isSystem: boolean];

const ROWS: readonly Row[] = [
  ["Acme CRM customers", "Acme Customer (CRM)", true, false],
  ["Acme Loyalty accounts", "Acme Loyalty Account", true, false],
  ["Acme Consents", "Acme Consents", true, false],
  ["Acme Preferences", "Acme Preferences", true, false],
  ["Acme Order history", "Acme Order History", true, false],
  ["Acme Channel statistics", "Acme Channel Statistics", true, false],
  ["Acme Model scores (nightly)", "Acme Model Scores", true, false],
  ["Acme Surveys", "Acme Surveys", true, false],
  ["Acme Service contracts", "Acme Service Contract", true, false],
  ["Acme Web events", "Acme Web Events", true, false],
  ["Acme Commerce events", "Acme Commerce Events", true, false],
  ["Acme E-mail events", "Acme E-mail Events", true, false],
  ["Acme Shop events", "Acme Shop Events", true, false],
  ["Acme Survey events", "Acme Survey Events", false, false],
  ["Acme App events", "Acme App Events", true, false],
  ["Trade fair leads upload", "Acme Customer (CRM)", false, false],
  ["Backfill 2024 orders (do not use)", "Acme Order History", false, false],
  ["Test data Ravi", "Acme Customer (CRM)", false, false],
  ["AJO Email Tracking Experience Event Dataset", "AJO Email Tracking Experience Event Schema", false, true],
  ["AJO Message Feedback Event Dataset", "AJO Message Feedback Event Schema", false, true],
  ["AJO Push Tracking Experience Event Dataset", "AJO Push Tracking Experience Event Schema", false, true],
  ["AJO BCC Feedback Event Dataset", "AJO Message Feedback Event Schema", false, true],
  ["AJO Entity Dataset", "AJO Message Feedback Event Schema", false, true],
  ["Journey Step Events", "Journey Step Event Schema", false, true],
  ["Segmentdefinition-Snapshot-Export", "Acme Customer (CRM)", false, true],
  ["Profile-Snapshot-Export", "Acme Customer (CRM)", false, true],
];

/** Each status occurs; datasets whose place in the list is divisible by seven never had a successful batch. */
const STATUSES = [
  "success",
  "success",
  "failure",
  "loading",
  "loaded",
  "staged",
  "processing",
  "aborted",
  "inactive",
  "retrying",
  "success",
];

/** Returns the id of a dataset by name. */
function datasetIdOf(seeded: Seeded, sandboxName: string, name: string): string {
  return seeded.hex(`dataset/${sandboxName}/${name}`, 24);
}

/** Returns the catalog of one sandbox. */
export function createCatalog(source: CatalogSource): Catalog {
  const { seeded, sandbox, today } = source;
  const sandboxName = sandbox.name;
  const datasets = new Map<string, DatasetEntry>();
  const batches: Batch[] = [];
  for (const [index, row] of ROWS.entries()) {
    const id = datasetIdOf(seeded, sandboxName, row[0]);
    const created = today - (400 - index * 7) * 86_400_000;
    datasets.set(id, toEntry(source, row, { id, created, updated: today - index * 3_600_000 }));
    for (const [place, status] of STATUSES.entries()) {
      const isBarren = index > 0 && index % 7 === 0;
      if (isBarren && status === "success") continue;
      batches.push(
        toBatch({
          source,
          datasetId: id,
          place,
          status,
          created: today - place * 21_600_000 - index * 60_000,
        }),
      );
    }
  }
  // Half-created objects that nobody cleaned up. Production was tidied: some clients stop at a dataset without a name.
  if (sandbox.isDefault) return { datasets, batches };
  datasets.set(seeded.hex(`dataset/${sandboxName}/empty`, 24), {});
  datasets.set(seeded.hex(`dataset/${sandboxName}/nameless`, 24), {
    name: {},
    created: today - 86_400_000,
    tags: {},
  });
  datasets.set(seeded.hex(`dataset/${sandboxName}/bare`, 24), {
    description: "No name, no schema, no time.",
  });
  return { datasets, batches };
}

function toEntry(
  { seeded, sandbox }: CatalogSource,
  row: Row,
  facts: { id: string; created: number; updated: number },
): DatasetEntry {
  const [name, schema, isProfile, isSystem] = row;
  return {
    name,
    ...(isSystem ? {} : { description: `${name}, filled by the nightly load.` }),
    enableErrorDiagnostics: false,
    tags: {
      "adobe/pqs/table": [name.toLowerCase().replaceAll(/\W+/g, "_")],
      ...(isProfile
        ? { unifiedProfile: ["enabled:true", "isUpsert:false"], unifiedIdentity: ["enabled:true"] }
        : {}),
    },
    imsOrg: SAMPLE_ORG_ID,
    sandboxId: sandbox.id,
    state: "DRAFT",
    created: facts.created,
    updated: facts.updated,
    createdClient: isSystem ? "acp_foundation_ajo" : "acp_ui_platform",
    createdUser: "dana.keller@acme.example",
    updatedUser: "ravi.menon@acme.example",
    version: "1.0.3",
    viewId: seeded.hex(`view/${facts.id}`, 24),
    basePath: `adl://acme/${facts.id}`,
    files: `@/dataSetFiles?dataSetId=${facts.id}`,
    fileDescription: { persisted: true, containerFormat: "parquet", format: "parquet" },
    schemaRef: { id: schemaIdOf(seeded, schema), contentType: "application/vnd.adobe.xed+json;version=1" },
    classification: {
      managedBy: isSystem ? "SYSTEM" : "CUSTOMER",
      dataBehavior: /event|step/i.test(schema) ? "time-series" : "record",
    },
  };
}

interface BatchFacts {
  readonly source: CatalogSource;
  readonly datasetId: string;
  readonly place: number;
  readonly status: string;
  readonly created: number;
}

function toBatch({ source, datasetId, place, status, created }: BatchFacts): Batch {
  const { seeded, sandbox } = source;
  const id = seeded.hex(`batch/${datasetId}/${place}`, 26).toUpperCase();
  const isDone = ["success", "failure", "aborted", "inactive"].includes(status);
  const entry = {
    imsOrg: SAMPLE_ORG_ID,
    sandboxId: sandbox.id,
    status,
    created,
    createdClient: "acp_foundation_push",
    createdUser: "service@acme.example",
    updated: created + 240_000,
    updatedUser: "service@acme.example",
    version: "1.0.2",
    inputFormat: { format: "json" },
    tags: {},
    relatedObjects: [{ type: "dataSet", id: datasetId }],
    ...(isDone ? { started: created + 5_000, completed: created + 240_000 } : {}),
    ...(status === "success"
      ? {
          metrics: {
            inputRecordCount: 12_400 + place,
            outputRecordCount: 12_390 + place,
            failedRecordCount: 10,
            startTime: created,
            endTime: created + 240_000,
          },
        }
      : {}),
    ...(status === "failure"
      ? {
          errors: [
            {
              code: "INGEST-1112-400",
              description: "Dataset file has rows that do not match the schema.",
              rows: [],
            },
          ],
          metrics: { inputRecordCount: 812, outputRecordCount: 0, failedRecordCount: 812 },
        }
      : {}),
  };
  return { id, datasetId, created, status, entry };
}

/** Labels of one dataset with their version. */
export interface DatasetLabels {
  readonly etag: string;
  readonly labels: readonly unknown[];
  readonly optionalLabels: readonly unknown[];
}

/** Returns the labels of one sandbox by dataset id. */
export function createDatasetLabels(seeded: Seeded, sandboxName: string): Map<string, DatasetLabels> {
  const option = {
    id: schemaIdOf(seeded, "Acme Customer (CRM)"),
    contentType: "application/vnd.adobe.xed+json;version=1",
    schemaPath: "/properties/personalEmail/address",
  };
  const labels: DatasetLabels = {
    etag: `"${seeded.hex(`labels/${sandboxName}`, 16)}"`,
    labels: ["C2", "I1"],
    optionalLabels: [{ option, labels: ["I1"] }],
  };
  return new Map([[datasetIdOf(seeded, sandboxName, "Acme CRM customers"), labels]]);
}
