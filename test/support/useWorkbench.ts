/**
 * Gives a mocha suite one workbench for all its tests. When one fails, its evidence is kept and the next one gets a fresh workbench,
 * so that it does not fail of what was left behind. Console errors that nobody expected fail the suite.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { testResultsFolder } from "./folders.js";
import { Workbench, type WorkbenchOptions } from "./workbench.js";

/** A test's full title as a file name. */
function toFileName(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 120);
}

async function keepEvidence(workbench: Workbench, title: string): Promise<void> {
  const base = path.join(testResultsFolder(), toFileName(title));
  mkdirSync(path.dirname(base), { recursive: true });
  writeFileSync(`${base}.aria.yml`, await workbench.ariaSnapshot());
  writeFileSync(`${base}.log`, [...workbench.consoleErrors, workbench.serverLog].join("\n"));
  await workbench.screenshot(`${base}.png`);
}

/** Call inside `describe`; the result returns the open workbench inside tests. */
export function useWorkbench(options: WorkbenchOptions): () => Workbench {
  let opened: Workbench | undefined;
  const workbench = () => {
    if (opened === undefined) throw new Error("The workbench is open only while the tests run.");
    return opened;
  };
  before("open the workbench", async () => {
    opened = await Workbench.open(options);
  });
  const errors: string[] = [];
  const close = async () => {
    errors.push(...(opened?.consoleErrors ?? []));
    await opened?.close();
  };
  afterEach("keep the evidence of a failure, and start anew", async function () {
    const test = this.currentTest;
    if (test?.state !== "failed") return;
    await keepEvidence(workbench(), test.fullTitle());
    await close();
    opened = await Workbench.open(options);
  });
  after("close the workbench", async () => {
    await close();
    assert.deepEqual(errors, [], "the console must stay free of errors");
  });
  return workbench;
}
