/**
 * `npm test`: every layer, whatever failed before, and one closing line with the totals. Two lanes run side by side, because layers
 * with an editor mostly wait; the editors and the browser are installed meanwhile.
 */
import { inRepository } from "../support/folders.js";
import { installBrowser } from "../support/installBrowser.js";
import { installEditor } from "../support/installEditor.js";
import { exitOnSignals, runProcess } from "../support/runProcess.js";
import { type Lane, type Layer, STAGES } from "./layers.js";
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

/** `tools` are the problems of installing what editors need. */
interface LaneOptions {
  readonly tools: Promise<readonly string[]>;
  readonly echo: boolean;
}

/** Resolves with what went wrong, if anything: the layers that need them then fail and say so themselves. */
async function installTools(): Promise<readonly string[]> {
  const ends = await Promise.allSettled([installEditor("oldest"), installEditor("newest"), installBrowser()]);
  return ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason)] : []));
}

/** Prints what a layer says while it says it, or in one piece where another layer is speaking. */
async function runLayer(layer: Layer, echo: boolean): Promise<LayerResult> {
  const startedAt = performance.now();
  const heading = `\n── ${layer.name} ${"─".repeat(60 - layer.name.length)}\n`;
  if (echo) process.stdout.write(heading);
  removeResult(layer.name);
  const { output } = await runProcess(process.execPath, ["--import", "tsx", layer.program, layer.name], {
    cwd: inRepository(),
    env: { ...process.env, ...layer.environment },
    deadlineMs: layer.deadlineMs,
    echo,
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const closing = `${layer.name} took ${seconds} s\n`;
  process.stdout.write(echo ? closing : `${heading}${output}${closing}`);
  return judgeResult(layer.name, findResult(layer.name));
}

async function runLane(lane: Lane, { tools, echo }: LaneOptions): Promise<readonly LayerResult[]> {
  const results: LayerResult[] = [];
  for (const layer of lane) {
    if (LAYERS_WITH_EDITOR.has(layer.name))
      for (const problem of await tools) process.stderr.write(`${problem}\n`);
    results.push(await runLayer(layer, echo));
  }
  return results;
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
  for (const lanes of STAGES) {
    const ends = await Promise.all(lanes.map((lane, place) => runLane(lane, { tools, echo: place === 0 })));
    results.push(...ends.flat());
  }
  printSummary(results);
  const totals = addCounts(results);
  process.stdout.write(`\n${formatCounts(totals)}\n`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}

void main();
