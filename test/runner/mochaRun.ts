/**
 * Runs mocha over what was loaded into it and turns the events into a layer result. Free of file access, so that the same code
 * serves Node and the extension host.
 */
import type Mocha from "mocha";
import { SeededRandom } from "../support/seededRandom.js";
import type { Failure, LayerResult } from "./results.js";

/** Lines of an error that the summary repeats. */
const REASON_LINES = 8;

interface RunOptions {
  /** Given the result so far after every test, so that one that hangs or dies takes nothing with it. */
  readonly onProgress: (soFar: LayerResult) => void;
  /** Any whole number: tests run in an order of its own, which shows what depends on what another test left. */
  readonly shuffleSeed?: number | undefined;
}

/** Runs all loaded tests and resolves with their result; never rejects because a test failed. */
export function runLoadedTests(mocha: Mocha, { onProgress, shuffleSeed }: RunOptions): Promise<LayerResult> {
  if (shuffleSeed !== undefined) shuffle(mocha.suite, new SeededRandom(shuffleSeed));
  const left = new Set(listTests(mocha.suite));
  const failures: Failure[] = [];
  const skippedTitles: string[] = [];
  let [passed, total] = [0, 0];
  const result = (running?: string): LayerResult => ({
    passed,
    failed: failures.length,
    skipped: skippedTitles.length,
    expected: total,
    failures,
    skippedTitles,
    running,
  });
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      // A hook that fails takes the tests after it along.
      for (const test of left)
        if (isMeant(mocha, test)) skippedTitles.push(`${test.fullTitle()} (a hook failed)`);
      resolve(result());
    });
    total = runner.total;
    runner.on("test", (test) => onProgress(result(test.fullTitle())));
    runner.on("hook", (hook) => onProgress(result(hook.fullTitle())));
    runner.on("test end", (test) => left.delete(test));
    runner.on("pass", () => {
      passed++;
    });
    runner.on("fail", (test, error: unknown) =>
      failures.push({ title: test.fullTitle(), reason: toReason(error) }),
    );
    runner.on("pending", (test) => skippedTitles.push(test.fullTitle()));
  });
}

function toReason(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.split("\n").slice(0, REASON_LINES).join("\n");
}

function listTests(suite: Mocha.Suite): readonly Mocha.Test[] {
  return [...suite.tests, ...suite.suites.flatMap(listTests)];
}

function isMeant(mocha: Mocha, test: Mocha.Test): boolean {
  const { grep } = mocha.options;
  return grep === undefined || new RegExp(grep).test(test.fullTitle());
}

function shuffle(suite: Mocha.Suite, random: SeededRandom): void {
  const mix = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, place: random.next() }))
      .sort((one, other) => one.place - other.place)
      .map(({ item }) => item);
  suite.tests = mix(suite.tests);
  suite.suites = mix(suite.suites);
  for (const one of suite.suites) shuffle(one, random);
}
