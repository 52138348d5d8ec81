/**
 * What counts as a run that went well.
 */
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { addCounts, formatCounts, judgeResult, type LayerResult, openResult } from "../../runner/results.js";
import { makeTemporaryFolder } from "../../support/folders.js";

const fine: LayerResult = {
  passed: 2,
  failed: 0,
  skipped: 1,
  expected: 3,
  failures: [],
  skippedTitles: ["one"],
};

describe("a layer's result", () => {
  it("counts as it stands when all its tests ended", () => {
    assert.equal(judgeResult("editor", fine), fine);
  });

  it("is a failure when there is none, or when no test ran", () => {
    assert.equal(judgeResult("editor", undefined).failed, 1);
    assert.equal(judgeResult("editor", { ...fine, passed: 0, skipped: 0, expected: 0 }).failed, 1);
  });

  it("has failed once more when it ended early", () => {
    const early = judgeResult("editor", { ...fine, expected: 9, running: "hangs" });
    assert.equal(early.failed, 1);
    assert.equal(early.passed, 2);
    assert.deepEqual(early.failures, [
      { title: "editor: ended after 3 of 9 tests", reason: "It was in “hangs”." },
    ]);
  });

  it("is whole in its file after every write, also where it became shorter", () => {
    const folder = makeTemporaryFolder("result");
    const file = path.join(folder, "below", "unit.json");
    try {
      const write = openResult(file);
      for (const result of [fine, { ...fine, running: "ä long title" }, { ...fine, skippedTitles: [] }]) {
        write(result);
        assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), result);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("adds up over the layers to the closing line", () => {
    assert.equal(
      formatCounts(addCounts([fine, { passed: 1, failed: 4, skipped: 0 }])),
      "3 passed, 4 failed, 1 skipped",
    );
  });
});
