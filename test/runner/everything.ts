/**
 * `npm test`: every layer in order, whatever failed before, and one closing line with the totals.
 * The editor and the browser are installed while the first layers run, because those do not need them.
 */
import { inRepository } from "../support/folders.js";
import { installBrowser } from "../support/installBrowser.js";
import { installEditor } from "../support/installEditor.js";
import { exitOnSignals, runProcess } from "../support/runProcess.js";
import { LAYERS, type Layer } from "./layers.js";
import {
  addCounts,
  findResult,
  formatCounts,
  judgeResult,
  type LayerResult,
  removeResult,
} from "./results.js";

/** Layers that cannot start before editor and browser are there. */
const LAYERS_WITH_EDITOR = new Set(["editor", "editor-newest", "ui", "package"]);

/** Resolves with what went wrong, if anything: the layers that need them then fail and say so themselves. */
async function installTools(): Promise<readonly string[]> {
  const ends = await Promise.allSettled([installEditor("oldest"), installEditor("newest"), installBrowser()]);
  return ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []));
}

async function runLayer(layer: Layer): Promise<LayerResult> {
  const startedAt = performance.now();
  process.stdout.write(`\n── ${layer.name} ${"─".repeat(60 - layer.name.length)}\n`);
  removeResult(layer.name);
  const parameters = ["--import", "tsx", layer.program, layer.name];
  await runProcess(process.execPath, parameters, {
    cwd: inRepository(),
    env: { ...process.env, ...layer.environment },
    deadlineMs: layer.deadlineMs,
    echo: true,
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${layer.name} took ${seconds} s\n`);
  return judgeResult(layer.name, findResult(layer.name));
}

function printSummary(results: readonly LayerResult[]): void {
  const list = (heading: string, titles: readonly string[]) =>
    titles.length === 0 ? "" : `\n${heading}\n${titles.map((title) => `  ${title}\n`).join("")}`;
  process.stdout.write(
    list(
      "Skipped:",
      results.flatMap((result) => result.skippedTitles),
    ),
  );
  process.stdout.write(
    list(
      "Failed:",
      results.flatMap((result) => result.failedTitles),
    ),
  );
}

async function main(): Promise<void> {
  exitOnSignals();
  const tools = installTools();
  const results: LayerResult[] = [];
  for (const layer of LAYERS) {
    if (LAYERS_WITH_EDITOR.has(layer.name))
      for (const problem of await tools) process.stderr.write(`${problem}\n`);
    results.push(await runLayer(layer));
  }
  printSummary(results);
  const totals = addCounts(results);
  process.stdout.write(`\n${formatCounts(totals)}\n`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}

void main();
