/**
 * Gives a mocha suite one workbench for all its tests, in a place that suites share. When one fails, its evidence is kept and
 * the next one gets a fresh workbench, so that it does not fail of what was left behind. Console errors that nobody expected fail the
 * suite.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { testResultsFolder } from "./folders.js";
import { SHARED_PLACES } from "./sharedPlaces.js";
import { Workbench, type WorkbenchOptions } from "./workbench.js";
import type { WorkbenchPlace } from "./workbenchPlace.js";

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
  const { workspace: _workspace, ...placeOptions } = options;
  let opened: { readonly workbench: Workbench; readonly place: WorkbenchPlace } | undefined;
  const workbench = () => {
    if (opened === undefined) throw new Error("The workbench is open only while the tests run.");
    return opened.workbench;
  };
  const errors: string[] = [];
  const open = async () => {
    opened = undefined;
    const place = await SHARED_PLACES.take(placeOptions);
    opened = { place, workbench: await Workbench.openIn(place, options) };
  };
  before("open the workbench", open);
  afterEach("keep the evidence of a failure, and start anew", async function () {
    const test = this.currentTest;
    if (test?.state !== "failed") return;
    await keepEvidence(workbench(), test.fullTitle());
    errors.push(...workbench().consoleErrors);
    await workbench().close();
    await open();
  });
  after("close the workbench", async () => {
    if (opened === undefined) return;
    errors.push(...opened.workbench.consoleErrors);
    await opened.workbench.leave();
    SHARED_PLACES.giveBack(opened.place, placeOptions);
    assert.deepEqual(errors, [], "the console must stay free of errors");
  });
  return workbench;
}
