/**
 * Runs mocha over what was loaded into it and turns the events into a layer result.
 * Free of file access, so that the same code serves Node and the extension host.
 */
import type Mocha from "mocha";
import type { LayerResult } from "./results.js";

/** Runs all loaded tests and resolves with their result; never rejects because a test failed. */
export function runLoadedTests(mocha: Mocha): Promise<LayerResult> {
  const passedTitles: string[] = [];
  const failedTitles: string[] = [];
  const skippedTitles: string[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      resolve({
        passed: passedTitles.length,
        failed: failedTitles.length,
        skipped: skippedTitles.length,
        expected: runner.total,
        failedTitles,
        skippedTitles,
      });
    });
    runner.on("pass", (test) => passedTitles.push(test.fullTitle()));
    runner.on("fail", (test) => failedTitles.push(test.fullTitle()));
    runner.on("pending", (test) => skippedTitles.push(test.fullTitle()));
  });
}
