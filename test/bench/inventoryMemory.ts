/**
 * What an inventory of a large sandbox needs in memory, beside one of a small sandbox: the most that `aep inventory` ever had, as the
 * system tells at its end. The organisation runs in another process.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Inputs } from "./inputs";
import type { Row } from "./row";
import { SizedSamples } from "./sizedRun";

/** Audiences that make about 500 objects of the sandbox `prod`, and somewhat over 4,000. */
const SMALL = 380;
const LARGE = 4_050;

/** Peak megabytes, and how many objects there were. */
interface InventoryPeak {
  readonly megabytes: number;
  readonly objects: number;
}

/** Both sizes. */
export interface InventoryFigures {
  readonly small: InventoryPeak;
  readonly large: InventoryPeak;
}

/** Measures once. */
export async function measureInventory({ folder }: Inputs): Promise<InventoryFigures> {
  const samples = await SizedSamples.prepare(folder);
  const take = async (audiences: number): Promise<InventoryPeak> => {
    const into = path.join(folder, `inventory-${audiences}`);
    const { megabytes } = await samples.run({ audiences }, ["inventory", into]);
    const { objects } = JSON.parse(readFileSync(path.join(into, "inventory.json"), "utf8"));
    return { megabytes, objects: objects.length };
  };
  return { small: await take(SMALL), large: await take(LARGE) };
}

/** The row of the report. */
export function toInventoryRow({ small, large }: InventoryFigures): Row {
  const label = `1.3 × ${small.objects} objects`;
  return {
    what: `memory of aep inventory, ${large.objects} objects`,
    unit: "MB",
    comparisons: [{ label, atMost: 1.3, ours: large.megabytes, base: small.megabytes }],
  };
}
