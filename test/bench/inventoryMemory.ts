/**
 * What an inventory of a large sandbox needs in memory, beside one of a small sandbox: the most that `aep inventory` ever had, as the
 * system tells at its end. The organisation runs in another process.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { cleanEnvironment } from "../support/cleanEnvironment.js";
import { inRepository } from "../support/folders.js";
import { toPipelineVariables } from "../support/pipelineVariables.js";
import type { Inputs } from "./inputs";
import type { Row } from "./row";

/** Audiences that make about 500 objects of the sandbox `prod`, and more than it has: somewhat over 4,000 objects. */
const SMALL = 380;
const LARGE = 4_900;

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

/** Tells on the error stream how much memory the process took at most, in kilobytes. */
const TELL_MEMORY = "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))";

/** Measures once. */
export async function measureInventory({ folder }: Inputs): Promise<InventoryFigures> {
  const server = path.join(folder, "sizedSample.js");
  await build({
    entryPoints: [inRepository("test/bench/servers/sizedSample.ts")],
    outfile: server,
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
  });
  const hook = path.join(folder, "tellPeak.cjs");
  writeFileSync(hook, TELL_MEMORY);
  const take = (count: number): Promise<InventoryPeak> =>
    takeInventory({ server, hook, into: path.join(folder, `inventory-${count}`) }, count);
  return { small: await take(SMALL), large: await take(LARGE) };
}

async function takeInventory(
  { server, hook, into }: { readonly server: string; readonly hook: string; readonly into: string },
  count: number,
): Promise<InventoryPeak> {
  const sample = spawn(process.execPath, [server, String(count)], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const greeting = JSON.parse(await readFirstLine(sample));
    const variables = { ...toPipelineVariables(greeting), AEP_SANDBOX: "prod" };
    const program = ["--require", hook, inRepository("dist/aep.js"), "inventory", into];
    const stdio = ["ignore", "ignore", "pipe"] as const;
    const aep = spawn(process.execPath, program, { env: cleanEnvironment(variables), stdio: [...stdio] });
    let said = "";
    aep.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    await once(aep, "close");
    const { objects } = JSON.parse(readFileSync(path.join(into, "inventory.json"), "utf8"));
    const peak = Number(/peak (\d+)/.exec(said)?.[1] ?? Number.NaN);
    return { megabytes: peak / 1024, objects: objects.length };
  } finally {
    sample.stdin?.end();
  }
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return text;
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
