/**
 * The layers before all tests, `checkLayer.ts [build | check]`: the build, and types, style and what nobody uses, each counted as one test; both
 * without a name. The build leaves dist/ as the other layers need it, with source maps and not minified.
 */
import { inRepository } from "../support/folders.js";
import { exitOnSignals, runProcess } from "../support/runProcess.js";
import {
  type Failure,
  formatCounts,
  type LayerResult,
  removeResult,
  resultFile,
  writeResult,
} from "./results.js";

interface Check {
  readonly title: string;
  readonly parameters: readonly string[];
}

/** Lines of what was said that the summary repeats. */
const REASON_LINES = 8;

/** TypeScript 7, which takes a third of the time. Tests that read our sources use TypeScript 5 beside it: 7 has no interface for that. */
const TYPE_CHECKER = "node_modules/typescript-native/bin/tsc";

/** In percent, for programs written in Go: the type check ends before most of what it holds could be dropped. */
const LATE_COLLECTION = "400";

const BUILD: readonly Check[] = [{ title: "everything builds", parameters: ["esbuild.mjs"] }];

function listChecks(): readonly Check[] {
  const biome = "node_modules/@biomejs/biome/bin/biome";
  return [
    // Each checker would look at the types that files have in common again.
    { title: "the types are right", parameters: [TYPE_CHECKER, "--noEmit", "-p", ".", "--checkers", "1"] },
    { title: "the style is right", parameters: [biome, "ci", "--colors=off", "."] },
    {
      title: "nothing unused is left: no file, export or package",
      parameters: [
        "node_modules/knip/bin/knip.js",
        "-c",
        "test/knip.jsonc",
        "--no-progress",
        "--no-config-hints",
      ],
    },
  ];
}

function chooseChecks(layer: string | undefined): readonly Check[] {
  if (layer === "build") return BUILD;
  return layer === "check" ? listChecks() : [...listChecks(), ...BUILD];
}

/** Runs one check and returns what was wrong. */
async function findFailure({ title, parameters }: Check): Promise<Failure | undefined> {
  const { code, output } = await runProcess(process.execPath, parameters, {
    cwd: inRepository(),
    env: { ...process.env, GOGC: LATE_COLLECTION },
  });
  process.stdout.write(`  ${code === 0 ? "✔" : "✘"} ${title}\n`);
  if (code === 0) return undefined;
  process.stdout.write(`${output.trim()}\n`);
  return { title, reason: output.trim().split("\n").slice(0, REASON_LINES).join("\n") };
}

async function main(): Promise<void> {
  exitOnSignals();
  const layer = process.argv[2];
  const name = layer ?? "check";
  removeResult(name);
  const checks = chooseChecks(layer);
  const ends = await Promise.all(checks.map(findFailure));
  const failures = ends.filter((failure) => failure !== undefined);
  const failed = failures.length;
  const passed = checks.length - failed;
  const result: LayerResult = {
    passed,
    failed,
    skipped: 0,
    expected: checks.length,
    failures,
    skippedTitles: [],
  };
  writeResult(resultFile(name), result);
  process.stdout.write(`${formatCounts(result)}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
