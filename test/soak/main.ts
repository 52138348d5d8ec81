/**
 * `npm run soak [-- --deeds N --warm-up N --snapshots FOLDER --out FILE]` works for long in a real workbench and writes what it cost into docs;
 * `npm run soak -- scale [pull|activation|window] [--out FILE]` measures a large organisation. Exits with 1 where a promise
 * is missed. Outside CI.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { inRepository, repositoryFolder } from "../support/folders.js";
import { exitOnSignals } from "../support/runProcess.js";
import { runInHost } from "./hostWindow.js";
import { judgeScale, toScaleReport } from "./scaleReport.js";
import { measureScale } from "./scaleRun.js";
import { judgeSoak, toSoakReport } from "./soakReport.js";
import type { SoakResult } from "./soakResult.js";

const OPTIONS = {
  deeds: { type: "string", default: "2000" },
  "warm-up": { type: "string", default: "300" },
  out: { type: "string" },
  /** A folder for what the extension host holds before and after, to be compared. */
  snapshots: { type: "string", default: "" },
} as const;

/** A document, and whether it says that everything is kept. */
interface Written {
  readonly report: string;
  readonly isKept: boolean;
}

interface SoakOptions {
  readonly deeds: string;
  readonly "warm-up": string;
  readonly snapshots: string;
}

async function soak({ deeds, "warm-up": warmUp, snapshots }: SoakOptions): Promise<Written> {
  const run = await runInHost<SoakResult>({
    entry: "soakProgram",
    extension: repositoryFolder(),
    workspace: "demo-workspace",
    environment: { AEP_SOAK_DEEDS: deeds, AEP_SOAK_WARM_UP: warmUp, AEP_SOAK_SNAPSHOTS: snapshots },
  });
  const report = toSoakReport(run, process.env.AEP_TEST_EDITOR ?? "the oldest we support");
  return { report, isKept: judgeSoak(run).every(({ isMet }) => isMet) };
}

async function scale(only: string | undefined): Promise<Written> {
  const runs = await measureScale(only);
  return { report: toScaleReport(runs), isKept: judgeScale(runs).every(({ isMet }) => isMet) };
}

async function main(): Promise<number> {
  exitOnSignals();
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [what = "soak", only] = positionals;
  const { report, isKept } = what === "scale" ? await scale(only) : await soak(values);
  // A part of the measurements is for looking at, not for keeping.
  if (values.out !== undefined || only === undefined)
    writeFileSync(values.out ?? inRepository("docs", `${what}.md`), report);
  process.stdout.write(report);
  return isKept ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
