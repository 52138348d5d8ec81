/**
 * `npm test`: says what it does, runs every layer, whatever failed before, and ends with the failures and one line of totals. Three lanes
 * run side by side, because layers with an editor wait much of their time; the editors and the browser are installed meanwhile. `quick`
 * leaves out what needs a build or an editor.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inRepository, testResultsFolder } from "../support/folders.js";
import { installBrowser } from "../support/installBrowser.js";
import { installEditor } from "../support/installEditor.js";
import { exitOnSignals, runProcess } from "../support/runProcess.js";
import { LAYER_DEADLINE_MS, type Lane, type Layer, QUICK_STAGES, STAGES } from "./layers.js";
import { listProcesses, ProcessorTime } from "./processorTime.js";
import {
  addCounts,
  findResult,
  formatCounts,
  judgeResult,
  type LayerResult,
  removeResult,
} from "./results.js";

/** What is installed once, while layers run that do not need it. */
type Tool = "oldest" | "newest" | "browser";

/** What cannot start before which tools are there. */
const NEEDS: ReadonlyMap<string, readonly Tool[]> = new Map([
  ["editor", ["oldest", "browser"]],
  ["editor-newest", ["newest", "browser"]],
  ["ui", ["oldest", "browser"]],
  ["web", ["oldest", "browser"]],
  ["package", ["oldest", "browser"]],
]);

/** The end of each installation: what went wrong, if anything. The layers that need it then fail and say so themselves. */
type Tools = ReadonlyMap<Tool, Promise<string | undefined>>;

interface LaneOptions {
  readonly tools: Tools;
  readonly echo: boolean;
}

type NamedResult = LayerResult & { readonly layer: string };

function installTools(): Tools {
  const tellEnd = (installation: Promise<unknown>): Promise<string | undefined> =>
    installation.then(() => undefined, String);
  return new Map([
    ["oldest", tellEnd(installEditor("oldest"))],
    ["newest", tellEnd(installEditor("newest"))],
    ["browser", tellEnd(installBrowser())],
  ]);
}

/** Waits for what the layer needs and for nothing else. */
async function waitForTools(layer: Layer, tools: Tools): Promise<void> {
  for (const tool of NEEDS.get(layer.name) ?? []) {
    const problem = await tools.get(tool);
    if (problem !== undefined) process.stderr.write(`${problem}\n`);
  }
}

/** Often enough that little is missed of what ends, seldom enough to cost nothing. */
const LOOK_EVERY_MS = 5_000;

/** Prints what a layer says while it says it, or in one piece where another layer is speaking. */
async function runLayer(layer: Layer, echo: boolean): Promise<NamedResult> {
  const startedAt = performance.now();
  const heading = `\n── ${layer.name} ${"─".repeat(60 - layer.name.length)}\n`;
  if (echo) process.stdout.write(heading);
  removeResult(layer.name);
  let processors: ProcessorTime | undefined;
  const looking = setInterval(() => processors?.look(listProcesses()), LOOK_EVERY_MS);
  const { output } = await runProcess(process.execPath, [...process.execArgv, layer.program, layer.name], {
    cwd: inRepository(),
    env: { ...process.env, ...layer.environment },
    deadlineMs: LAYER_DEADLINE_MS,
    echo,
    onStart: (pid) => {
      processors = new ProcessorTime(pid);
    },
  });
  clearInterval(looking);
  writeFileSync(toLog(layer.name), output);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const closing = `${layer.name} took ${seconds} s${toWork(processors?.seconds)}\n`;
  process.stdout.write(echo ? closing : `${heading}${output}${closing}`);
  return { ...judgeResult(layer.name, findResult(layer.name)), layer: layer.name };
}

/** On a busy machine this tells more than the time it took; where the system does not say it, nothing. */
function toWork(seconds = 0): string {
  return seconds > 0 ? `, ${seconds.toFixed(0)} s of processor time` : "";
}

/** Everything a layer said, for whoever looks for more than the summary repeats. */
function toLog(layer: string): string {
  return path.join(testResultsFolder(), `${layer}.log`);
}

async function runLane(lane: Lane, { tools, echo }: LaneOptions): Promise<readonly NamedResult[]> {
  const results: NamedResult[] = [];
  for (const layer of lane) {
    await waitForTools(layer, tools);
    results.push(await runLayer(layer, echo));
  }
  return results;
}

/** What there is to know first: how much, how long, and where to look. */
function printPlan(isQuick: boolean): void {
  const names = (isQuick ? QUICK_STAGES : STAGES).flat(2).map(({ name }) => name);
  const time = isQuick
    ? "Usually takes less than a minute."
    : "Usually takes 10 minutes on two cores, twice that beside other work, and 2 more where the editors are not installed yet.";
  process.stdout.write(`Runs ${names.join(", ")}, three at a time. ${time}
Failures come last; logs, pictures and results are in ${testResultsFolder()}.
`);
}

/** What was skipped and why, then each failure with its reason and where there is more. */
function printSummary(results: readonly NamedResult[]): void {
  const skipped = results.flatMap(({ layer, skippedTitles }) =>
    skippedTitles.map((title) => `  ${layer}: ${title}\n`),
  );
  if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.join("")}`);
  for (const { layer, failures } of results) {
    if (failures.length === 0) continue;
    process.stdout.write(`\nFailed in ${layer} (all it said: ${toLog(layer)}):\n`);
    for (const { title, reason } of failures) {
      process.stdout.write(`  ✘ ${title}\n${reason.replaceAll(/^(?=.)/gm, "      ")}\n`);
    }
  }
}

async function main(): Promise<void> {
  exitOnSignals();
  const isQuick = process.argv[2] === "quick";
  // What an earlier run left would be taken for evidence of this one.
  if (!isQuick) rmSync(testResultsFolder(), { recursive: true, force: true });
  mkdirSync(testResultsFolder(), { recursive: true });
  printPlan(isQuick);
  const tools: Tools = isQuick ? new Map() : installTools();
  const results: NamedResult[] = [];
  for (const lanes of isQuick ? QUICK_STAGES : STAGES) {
    const ends = await Promise.all(lanes.map((lane, place) => runLane(lane, { tools, echo: place === 0 })));
    results.push(...ends.flat());
  }
  printSummary(results);
  const totals = addCounts(results);
  process.stdout.write(`\n${formatCounts(totals)}\n`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}

void main();
