/**
 * Runs one mocha layer in this process: `mochaLayer.ts <layer> [part of a path…] [--grep text] [--full] [--shuffle seed] [--seed N]`.
 * `--full` lists every test; parts of a path choose among the layer's files; `--shuffle` runs them in an order of its own.
 * Properties are tried with the same values in every run, so that a run says something about the change it was made for; `--seed`
 * tries others and three times as many, `--seed random` new ones each time.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import Mocha from "mocha";
import { tryAllRuns } from "../support/propertyRuns.js";
import { exitOnSignals } from "../support/runProcess.js";
import { getMochaLayer, listLayerFiles, type MochaLayer } from "./layers.js";
import { runLoadedTests } from "./mochaRun.js";
import { formatCounts, openResult, removeResult, resultFile } from "./results.js";

const USUAL_SEED = 1;

/** Which values properties are tried with, said where they are not the usual ones. */
function seedProperties(wanted: string | undefined): void {
  const seed = wanted === "random" ? Date.now() % 0x7fffffff : Number(wanted ?? USUAL_SEED);
  if (seed !== USUAL_SEED) {
    process.stdout.write(`Properties are tried with seed ${seed}.\n`);
    tryAllRuns();
  }
  fc.configureGlobal({ seed });
}

/** Loads the layer's files whose path contains one of the parts; all of them when there is no part. */
async function loadTests(mocha: Mocha, layer: MochaLayer, parts: readonly string[]): Promise<void> {
  const isWanted = (file: string) => parts.length === 0 || parts.some((part) => file.includes(part));
  for (const file of listLayerFiles(layer).filter(isWanted)) mocha.addFile(file);
  await mocha.loadFilesAsync();
}

async function main(): Promise<number> {
  exitOnSignals();
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      grep: { type: "string" },
      full: { type: "boolean" },
      shuffle: { type: "string" },
      seed: { type: "string" },
    },
  });
  const [name = "", ...parts] = positionals;
  const layer = getMochaLayer(name);
  removeResult(name);
  seedProperties(values.seed);
  const mocha = new Mocha({
    reporter: values.full === true ? "spec" : layer.reporter,
    timeout: layer.timeoutMs,
    color: process.stdout.isTTY === true,
    forbidOnly: process.env.CI !== undefined,
    ...(values.grep === undefined ? {} : { grep: values.grep }),
  });
  await loadTests(mocha, layer, parts);
  const onProgress = openResult(resultFile(name));
  const result = await runLoadedTests(mocha, {
    onProgress,
    shuffleSeed: values.shuffle === undefined ? undefined : Number(values.shuffle),
  });
  onProgress(result);
  process.stdout.write(`${formatCounts(result)}\n`);
  return result.failed === 0 && result.expected > 0 ? 0 : 1;
}

// Ends by itself what a failed test may have left open.
main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
