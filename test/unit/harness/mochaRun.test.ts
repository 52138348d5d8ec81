/**
 * A run that goes wrong still tells what it knows.
 */
import assert from "node:assert/strict";
import Mocha from "mocha";
import { runLoadedTests } from "../../runner/mochaRun.js";
import type { LayerResult } from "../../runner/results.js";

/** A run of its own with one suite in it, which `fill` fills. */
async function run(
  fill: (suite: Mocha.Suite) => void,
  shuffleSeed?: number,
): Promise<{ readonly end: LayerResult; readonly onTheWay: readonly LayerResult[] }> {
  const onTheWay: LayerResult[] = [];
  const mocha = new Mocha({ reporter: Mocha.reporters.Base });
  fill(Mocha.Suite.create(mocha.suite, "a suite"));
  const end = await runLoadedTests(mocha, {
    onProgress: (soFar) => onTheWay.push(structuredClone(soFar)),
    shuffleSeed,
  });
  return { end, onTheWay };
}

const passing = (title: string) => new Mocha.Test(title, () => undefined);

describe("a run of tests", () => {
  it("tells before each test what came of those before it, and which one runs", async () => {
    const { onTheWay } = await run((suite) => {
      suite.addTest(passing("one"));
      suite.addTest(passing("two"));
    });
    assert.deepEqual(
      onTheWay.map(({ passed, expected, running }) => [passed, expected, running]),
      [
        [0, 2, "a suite one"],
        [1, 2, "a suite two"],
      ],
    );
  });

  it("counts as skipped what a failed hook took along, and tells why", async () => {
    const { end } = await run((suite) => {
      suite.beforeAll("open", () => {
        throw new Error("so it was");
      });
      suite.addTest(passing("one"));
    });
    assert.deepEqual([end.passed, end.failed, end.skipped, end.expected], [0, 1, 1, 1]);
    assert.deepEqual(end.skippedTitles, ["a suite one (a hook failed)"]);
    assert.match(end.failures[0]?.reason ?? "", /so it was/);
  });

  it("runs in another order when told to, always the same for a seed", async () => {
    const orderOf = async (seed: number) => {
      const { onTheWay } = await run((suite) => {
        for (const title of "abcdefgh") suite.addTest(passing(title));
      }, seed);
      return onTheWay.map(({ running = "" }) => running.at(-1)).join("");
    };
    assert.equal(await orderOf(7), await orderOf(7));
    assert.notEqual(await orderOf(7), "abcdefgh");
  });
});
