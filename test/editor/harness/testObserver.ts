/**
 * What the editor itself holds of runs of tests: `test/fixtures/test-observer`, an extension of its own, so that the editor's own
 * interfaces lie between the two.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** A run that ended. */
export interface EndedRun {
  readonly completedAt: number;
  /** What the editor is told of a file when somebody looks at its coverage; only a run with coverage knows. */
  readonly getDetailedCoverage?: (
    file: vscode.Uri,
    token?: vscode.CancellationToken,
  ) => Promise<vscode.FileCoverageDetail[]>;
}

interface ObserverExtension {
  listRuns(): readonly EndedRun[];
}

/** The run that ended last; undefined where none has. */
export async function findLastRun(): Promise<EndedRun | undefined> {
  const found = vscode.extensions.getExtension<ObserverExtension>("aep-workbench-tests.test-observer");
  assert.ok(found, "the extension that watches is loaded");
  return (await found.activate()).listRuns()[0];
}
