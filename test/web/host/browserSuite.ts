/**
 * Runs tests inside the extension host of an editor in a browser, where there is neither Node nor a file to leave a result in: the
 * result goes to the console, from where the test outside takes it (test/support/browserSuite.ts).
 */
import type { Runner, Test } from "mocha";
// The build for browsers, which has no names to import: it puts the class where scripts of a page find it.
import "mocha/mocha.js";
import { runLoadedTests } from "../../runner/mochaRun.js";

/** Far off, as in other hosts. */
const TEST_TIMEOUT_MS = 120_000;

/** One line for each test that ended. */
class LineReporter {
  constructor(runner: Runner) {
    runner.on("pass", (test: Test) => console.info(`✓ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on("fail", (test: Test, error: unknown) =>
      console.info(`✗ ${test.fullTitle()}: ${error instanceof Error ? error.stack : error}`),
    );
  }
}

/** How the test outside wants the suite to run. */
interface SuiteOptions {
  /** Which tests, by a pattern; all unless given. */
  readonly grep?: string;
  /** Before the result on the line that holds it. */
  readonly mark: string;
}

/** Runs what `loadTests` defines, and says the result. The editor ends with a failure when one of them failed. */
export async function runInHost(loadTests: () => void, { grep, mark }: SuiteOptions): Promise<void> {
  const { Mocha } = globalThis as unknown as { readonly Mocha: typeof import("mocha") };
  const mocha = new Mocha({
    ui: "bdd",
    reporter: LineReporter as unknown as Mocha.ReporterConstructor,
    timeout: TEST_TIMEOUT_MS,
    ...(grep === undefined ? {} : { grep }),
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  loadTests();
  const result = await runLoadedTests(mocha, { onProgress: () => undefined });
  console.info(mark + JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} tests failed`);
}
