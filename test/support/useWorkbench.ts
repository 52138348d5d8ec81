/**
 * Gives a mocha suite one workbench for all its tests, in a place that suites share, or in a window that tidy ones do. When one fails,
 * its evidence is kept and the next one gets a fresh workbench, so that it does not fail of what was left behind. Console errors that
 * nobody expected fail the suite.
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

/** How a suite uses its workbench. */
export interface SuiteOptions extends WorkbenchOptions {
  /**
   * Whether it wants nothing of its window but a workspace, the sandbox in use and the lists as they are after the start, and leaves them
   * so, but for things that it made: then it goes on where another such suite left off.
   */
  readonly isTidy?: boolean;
}

/** The workbench of a suite. */
interface Opened {
  readonly workbench: Workbench;
  readonly place: WorkbenchPlace;
  /** Errors that the suites before it answer for. */
  readonly earlier: number;
}

function listErrors({ workbench, earlier }: Opened): readonly string[] {
  return workbench.consoleErrors.slice(earlier);
}

/** Call inside `describe`; the result returns the open workbench inside tests. */
export function useWorkbench({ isTidy = false, ...options }: SuiteOptions): () => Workbench {
  const { workspace: _workspace, ...placeOptions } = options;
  const kind = isTidy ? JSON.stringify(options) : undefined;
  let opened: Opened | undefined;
  const getOpened = () => {
    if (opened === undefined) throw new Error("The workbench is open only while the tests run.");
    return opened;
  };
  const errors: string[] = [];
  const open = async () => {
    opened = undefined;
    const { place, workbench: left } = await SHARED_PLACES.take(placeOptions, kind);
    const workbench = left ?? (await Workbench.openIn(place, options));
    opened = { place, workbench, earlier: workbench.consoleErrors.length };
    await left?.tidy();
  };
  before("open the workbench", open);
  afterEach("keep the evidence of a failure, and start anew", async function () {
    const test = this.currentTest;
    if (test?.state !== "failed") return;
    const failed = getOpened();
    await keepEvidence(failed.workbench, test.fullTitle());
    errors.push(...listErrors(failed));
    await failed.workbench.close();
    await open();
  });
  after("close the workbench", async () => {
    if (opened === undefined) return;
    const { workbench, place } = opened;
    errors.push(...listErrors(opened));
    if (kind === undefined) await workbench.leave();
    SHARED_PLACES.giveBack(place, placeOptions, kind === undefined ? undefined : { workbench, kind });
    assert.deepEqual(errors, [], "the console must stay free of errors");
  });
  return () => getOpened().workbench;
}
