/**
 * `npm run bench [-- --rounds N] [--only TASK] [--out FILE] [--server FILE]`: measures our server beside others and writes the table to
 * test/bench/README.md. Judges nothing by exit code: a busy machine is no fault of the code.
 */
import { execFileSync } from "node:child_process";
import { rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { inRepository, makeTemporaryFolder } from "../support/folders.js";
import { SeededRandom } from "../support/seededRandom";
import { measureAgents, toAgentRows } from "./agentRows";
import { type BenchServer, type BenchServers, prepareServers, type ServerName } from "./benchServers";
import { type CoreFigures, toCoreRows, toMedians } from "./coreRows";
import { measureEvaluation, toEvaluationRows } from "./evaluationRows";
import { measureFamilies, toFamilyRow } from "./familyRows";
import { Figures } from "./figures";
import { measureFolderCheck } from "./folderCheck";
import { type Inputs, writeInputs } from "./inputs";
import { measureInventory, toInventoryRow } from "./inventoryMemory";
import { copyProgram, listParts } from "./programParts";
import { REMARKS } from "./remarks";
import { toMarkdown } from "./report";
import { toRows } from "./rows";
import * as scenarios from "./scenarios";

const DEFAULT_ROUNDS = 3;
/** A start is short and noisy: measured more often than the rest. */
const STARTS_PER_ROUND = 7;
/** The same code takes a third more in one process than in another, as its memory and V8's compiling fall. */
const CORE_PROCESSES = 7;

interface Task {
  readonly name: string;
  run(): Promise<void>;
}

function listTasks(bench: scenarios.Bench, servers: BenchServers): Task[] {
  const each = (
    name: string,
    names: readonly ServerName[],
    run: (server: BenchServer) => Promise<void>,
  ): Task[] => names.map((server) => ({ name: `${name} ${server}`, run: () => run(servers[server]) }));
  const starts = Array.from({ length: STARTS_PER_ROUND }, () => [
    ...each("start", ["ours", "echo"], (server) => scenarios.measureStart(bench, server)),
    ...each("first", ["ours"], (server) => scenarios.measureFirstAnswers(bench, server, ", index kept")),
    ...each("never seen", ["json"], (server) => scenarios.measureFirstAnswers(bench, server, "")),
    { name: "never seen ours", run: () => scenarios.measureFirstAnswers(bench, servers.freshOurs(), "") },
  ]).flat();
  return [
    ...starts,
    ...each("fresh", ["ours", "echo", "json"], (server) => scenarios.measureFreshOpen(bench, server)),
    ...each("editing", ["ours", "echo", "json"], (server) => scenarios.measureEditing(bench, server)),
    ...(["20000", "50000", "flat"] as const).flatMap((schema) =>
      each(`questions ${schema}`, ["ours"], (server) => scenarios.measureQuestions(bench, server, schema)),
    ),
    ...each("questions", ["echo", "echo-items-200"], (server) =>
      scenarios.measureQuestions(bench, server, "20000"),
    ),
    ...each("whole", ["ours", "json"], (server) => scenarios.measureWholeText(bench, server)),
    { name: "folder", run: () => measureFolderCheck(bench) },
  ];
}

/** What is measured once per run and not per round. */
function addFixedFigures(
  figures: Figures,
  { ours, echo }: BenchServers,
  { core, coreKilobytes }: { readonly core: CoreFigures; readonly coreKilobytes: number },
): void {
  for (const server of [ours, echo]) {
    const bytes = listParts(server.script).reduce((sum, part) => sum + statSync(part).size, 0);
    figures.add(server.name, "bundle KB", bytes / 1024);
  }
  figures.add("echo", "bundle with core KB", statSync(echo.script).size / 1024 + coreKilobytes);
  figures.add("ours", "core lex", core.lex);
  figures.add("ours", "core parse", core.parse);
  figures.add("ours", "core all", core.all);
}

async function measureInProcess(inputs: Inputs): Promise<CoreFigures> {
  const script = path.join(inputs.folder, "inProcess.js");
  await build({
    entryPoints: [inRepository("test/bench/inProcess.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "cjs",
  });
  const text = path.join(inputs.folder, "large.pql");
  writeFileSync(text, inputs.document("pql", "1 MB"));
  const records = path.join(inputs.folder, "records.json");
  writeFileSync(records, inputs.document("json", "1 MB"));
  const files = [inputs.schema("20000"), inputs.eventSchema, text, records];
  const parameters = ["--expose-gc", script, ...files];
  const runs = Array.from(
    { length: CORE_PROCESSES },
    (): CoreFigures => JSON.parse(execFileSync(process.execPath, parameters, { encoding: "utf8" })),
  );
  return toMedians(runs);
}

/** Kilobytes that the core takes in the minified server, by esbuild's own account. */
async function measureCoreSize(): Promise<number> {
  const { metafile } = await build({
    entryPoints: [inRepository("server/src/serverMain.ts")],
    absWorkingDir: inRepository(),
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    // What only a browser loads, which Node would not find.
    external: ["vscode-languageserver/browser"],
    metafile: true,
    write: false,
  });
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: parts }) => Object.entries(parts));
  const core = inputs.filter(([file]) => file.startsWith("server/src/pql/"));
  return core.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) / 1024;
}

function shuffled<T>(list: readonly T[], random: SeededRandom): T[] {
  return list
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string" },
      only: { type: "string" },
      out: { type: "string" },
      server: { type: "string" },
    },
  });
  const rounds = Number(values.rounds ?? DEFAULT_ROUNDS);
  const folder = makeTemporaryFolder("bench");
  try {
    const inputs = writeInputs(folder);
    const bench = { inputs, figures: new Figures(), random: new SeededRandom(1) };
    // Into the folder of the others, because reading a file costs more on some disks than on others.
    const ours = copyProgram(values.server ?? inRepository("dist/server.js"), folder);
    const servers = await prepareServers(inputs, ours);
    const tasks = listTasks(bench, servers).filter(({ name }) => name.includes(values.only ?? ""));
    await scenarios.leaveTraces(bench, servers.ours);
    for (let round = 1; round <= rounds; round++) {
      process.stdout.write(`round ${round} of ${rounds}\n`);
      for (const task of shuffled(tasks, bench.random)) await task.run();
    }
    const inProcess = await measureInProcess(inputs);
    const coreKilobytes = await measureCoreSize();
    addFixedFigures(bench.figures, servers, { core: inProcess, coreKilobytes });
    const evaluation = await measureEvaluation(inputs);
    const inventory = toInventoryRow(await measureInventory(inputs));
    const rows = [
      ...toRows(bench.figures),
      ...toCoreRows(inProcess),
      ...toEvaluationRows(evaluation),
      toFamilyRow(await measureFamilies(servers.ours)),
      inventory,
      ...toAgentRows(await measureAgents(folder)),
    ];
    const report = toMarkdown(rows, { rounds, remarks: REMARKS });
    writeFileSync(values.out ?? inRepository("test/bench/README.md"), report);
    process.stdout.write(report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
