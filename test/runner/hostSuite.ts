/**
 * Runs the editor suite inside an extension host, whichever editor that belongs to.
 * Leaves the result in the file that AEP_TEST_RESULT names, because an editor's exit code cannot be trusted.
 */
import assert from "node:assert/strict";
import Mocha from "mocha";
import { runLoadedTests } from "./mochaRun.js";
import { findUnknown, leaveOut, OLDEST_ALONE } from "./oldestAlone.js";
import { writeResult } from "./results.js";

/** Printed before the first test: what the host says from here on is the suite's report. */
export const SUITE_BEGINS = "The suite begins.";

/** Far off: longer than any wait inside a test, which says better what it waited for. */
const TEST_TIMEOUT_MS = 300_000;

/**
 * @param loadTests evaluates the test modules; called once `describe` and `it` exist
 * @returns when all tests ended; rejects when one failed, which is how an editor learns of it
 */
export async function runHostSuite(loadTests: () => void): Promise<void> {
  const file = process.env.AEP_TEST_RESULT;
  if (file === undefined) throw new Error("AEP_TEST_RESULT does not say where the result goes.");
  const { AEP_TEST_GREP: grep, AEP_TEST_SHUFFLE: seed } = process.env;
  const mocha = new Mocha({
    ui: "bdd",
    reporter: "spec",
    color: false,
    timeout: TEST_TIMEOUT_MS,
    ...(grep === undefined ? {} : { grep }),
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  loadTests();
  console.log(SUITE_BEGINS);
  chooseSuites(mocha.suite);
  const result = await runLoadedTests(mocha, {
    onProgress: (soFar) => writeResult(file, soFar),
    shuffleSeed: seed === undefined ? undefined : Number(seed),
  });
  writeResult(file, result);
  if (result.failed > 0) throw new Error(`${result.failed} tests failed`);
}

/** With `AEP_TEST_SCOPE=editor` without what only the oldest editor runs, which is said; and a test that all of that exists. */
function chooseSuites(root: Mocha.Suite): void {
  const unknown = findUnknown(root, OLDEST_ALONE);
  if (process.env.AEP_TEST_SCOPE === "editor") {
    const left = leaveOut(root, OLDEST_ALONE).map((sentence) => `  ${sentence}\n`);
    console.log(`Run in the oldest editor alone (test/runner/oldestAlone.ts):\n${left.join("")}`);
  }
  const test = new Mocha.Test("names suites that there are", () => assert.deepEqual(unknown, []));
  Mocha.Suite.create(root, "what the oldest editor runs alone").addTest(test);
}
