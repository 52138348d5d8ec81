/** Labels of datasets. One dataset has some from the start; the others answer 404 until somebody labels them. */
import type { Seeded } from "../seeded";
import { datasetIdOf } from "./sampleDatasets";
import { schemaIdOf } from "./xdm/resources";

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
