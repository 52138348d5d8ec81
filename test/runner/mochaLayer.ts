/**
 * Runs one mocha layer in this process: `mochaLayer.ts <layer> [part of a path…] [--grep text] [--full] [--shuffle seed]`.
 * `--full` lists every test; parts of a path choose among the layer's files; `--shuffle` runs them in an order of its own.
 */
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { exitOnSignals } from "../support/runProcess.js";
import { getMochaLayer, listTestFiles, type MochaLayer } from "./layers.js";
import { runLoadedTests } from "./mochaRun.js";
import { formatCounts, removeResult, resultFile, writeResult } from "./results.js";

/** Loads the layer's files whose path contains one of the parts; all of them when there is no part. */
async function loadTests(mocha: Mocha, layer: MochaLayer, parts: readonly string[]): Promise<void> {
  const isWanted = (file: string) => parts.length === 0 || parts.some((part) => file.includes(part));
  for (const file of listTestFiles(layer.folders).filter(isWanted)) mocha.addFile(file);
  await mocha.loadFilesAsync();
}

async function main(): Promise<number> {
  exitOnSignals();
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: "string" }, full: { type: "boolean" }, shuffle: { type: "string" } },
  });
  const [name = "", ...parts] = positionals;
  const layer = getMochaLayer(name);
  removeResult(name);
  const mocha = new Mocha({
    reporter: values.full === true ? "spec" : layer.reporter,
    timeout: layer.timeoutMs,
    color: process.stdout.isTTY === true,
    forbidOnly: process.env.CI !== undefined,
    ...(values.grep === undefined ? {} : { grep: values.grep }),
  });
  await loadTests(mocha, layer, parts);
  const result = await runLoadedTests(mocha, {
    onProgress: (soFar) => writeResult(resultFile(name), soFar),
    shuffleSeed: values.shuffle === undefined ? undefined : Number(values.shuffle),
  });
  writeResult(resultFile(name), result);
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
