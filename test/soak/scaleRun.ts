/**
 * Measures a large organisation from outside: what `aep pull` needs, how an extension becomes active beside an empty one, and what a
 * window connected to it does. Ratios come from one run, by turns, because the machine drifts.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CountedRun, type OrganisationSize, SizedSamples } from "../bench/sizedRun.js";
import { inRepository, makeTemporaryFolder, repositoryFolder } from "../support/folders.js";
import { type HostRun, runInHost } from "./hostWindow.js";
import type { ActivationResult, ScaleResult } from "./scaleResult.js";

/** What the issue calls large. */
export const LARGE: Required<OrganisationSize> = { audiences: 50_000, journeys: 2_000, fields: 50_000 };
export const MEDIUM_AUDIENCES = 5_000;
export const SMALL_AUDIENCES = 500;

const SMALL_ROUNDS = 3;
const STARTS = 5;
const WORKSPACE = "demo-workspace";
const OURS = "aep-workbench.aep-workbench";
const EMPTY = "soak.empty";

/** Pulls of each size. */
export interface PullRuns {
  readonly small: readonly CountedRun[];
  readonly medium: readonly CountedRun[];
  readonly large: readonly CountedRun[];
}

/** Starts by turns. */
export interface ActivationRuns {
  readonly ours: readonly ActivationResult[];
  readonly empty: readonly ActivationResult[];
}

/** Everything that was measured. */
export interface ScaleRuns {
  readonly pulls: PullRuns;
  readonly activation: ActivationRuns;
  readonly window: HostRun<ScaleResult>;
}

async function measurePulls(samples: SizedSamples, folder: string): Promise<PullRuns> {
  const pull = async (audiences: number): Promise<CountedRun> => {
    const into = path.join(folder, "pulled");
    const run = await samples.run({ audiences }, ["pull", into]);
    rmSync(into, { recursive: true, force: true });
    process.stdout.write(
      `pull of ${audiences}: ${run.megabytes.toFixed(0)} MB, ${run.processorMs} ms of processor\n`,
    );
    return run;
  };
  const small: CountedRun[] = [];
  const medium: CountedRun[] = [];
  for (let round = 0; round < SMALL_ROUNDS; round++) {
    small.push(await pull(SMALL_AUDIENCES));
    medium.push(await pull(MEDIUM_AUDIENCES));
  }
  return { small, medium, large: [await pull(LARGE.audiences)] };
}

/** An extension that does nothing, with the name of its entry and what wakes it as ours has them. */
function writeEmptyExtension(folder: string, ours: Readonly<Record<string, unknown>>): string {
  const { engines, main, activationEvents } = ours;
  const place = path.join(folder, "empty");
  const [publisher, name] = EMPTY.split(".");
  const manifest = { publisher, name, version: "0.0.1", engines, main, activationEvents };
  const entry = path.join(place, String(main));
  mkdirSync(path.dirname(entry), { recursive: true });
  writeFileSync(path.join(place, "package.json"), JSON.stringify(manifest));
  writeFileSync(entry, "exports.activate = () => undefined;\n");
  return place;
}

async function measureActivation(folder: string): Promise<ActivationRuns> {
  const manifest = (await import("../../package.json")) as Readonly<Record<string, unknown>>;
  const empty = writeEmptyExtension(folder, manifest);
  const start = async (extension: string, id: string): Promise<ActivationResult> => {
    const environment = { AEP_SOAK_EXTENSION: id };
    const program = { entry: "activationProgram", extension, workspace: WORKSPACE, environment };
    return (await runInHost<ActivationResult>(program)).result;
  };
  const [ours, nothing]: [ActivationResult[], ActivationResult[]] = [[], []];
  for (let round = 0; round < STARTS; round++) {
    nothing.push(await start(empty, EMPTY));
    ours.push(await start(repositoryFolder(), OURS));
  }
  return { ours, empty: nothing };
}

async function measureWindow(samples: SizedSamples): Promise<HostRun<ScaleResult>> {
  const sample = await samples.start(LARGE);
  try {
    return await runInHost<ScaleResult>({
      entry: "scaleProgram",
      extension: repositoryFolder(),
      workspace: WORKSPACE,
      environment: { AEP_SOAK_ORGANISATION: JSON.stringify(sample.greeting) },
    });
  } finally {
    sample.end();
  }
}

/** Measures everything, or only what does not need an editor. */
export async function measureScale(only?: string): Promise<Partial<ScaleRuns>> {
  const folder = makeTemporaryFolder("scale");
  const isMeant = (part: string): boolean => only === undefined || only === part;
  mkdirSync(inRepository("out", "soak"), { recursive: true });
  try {
    const samples = await SizedSamples.prepare(folder);
    return {
      ...(isMeant("pull") ? { pulls: await measurePulls(samples, folder) } : {}),
      ...(isMeant("activation") ? { activation: await measureActivation(folder) } : {}),
      ...(isMeant("window") ? { window: await measureWindow(samples) } : {}),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
