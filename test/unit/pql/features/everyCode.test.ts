/**
 * Every problem code: a text that draws it, and a quick fix after which it is gone, or the reason why nobody can write one.
 */
import assert from "node:assert/strict";
import { CODES } from "../../../../server/src/pql/problems/problemCodes";
import { applyEachFix, findWithCode, REPAIRED_CODES, UNREPAIRED_CODES } from "./codeExamples";
import { limitProblems } from "./limitProblems";

describe("every problem code", () => {
  it("has a rewrite, or a reason why there is none", () => {
    const repaired = new Set(REPAIRED_CODES.map(([code]) => code));
    const others = new Set(UNREPAIRED_CODES.map(({ code }) => code));
    for (const { code } of CODES) assert.equal(repaired.has(code), !others.has(code), code);
    assert.equal(new Set([...repaired, ...others]).size, CODES.length);
  });

  for (const [code, text] of REPAIRED_CODES) {
    it(`${code} is repaired in ${text}`, () => {
      const problems = findWithCode(code, text);
      const results = applyEachFix(code, text);
      assert.ok(results.length > 0, problems.map(({ message }) => message).join() || "It is not drawn.");
      const best = Math.min(...results.map((result) => findWithCode(code, result).length));
      assert.ok(best < problems.length, results.join(" | "));
    });
  }

  for (const { code, failing, reason } of UNREPAIRED_CODES) {
    it(`${code} has none: ${reason}`, () => {
      const found = [...findWithCode(code, failing), ...limitProblems(failing, code)];
      assert.ok(found.length > 0, "It is not drawn.");
      assert.deepEqual(
        found.flatMap(({ fixes }) => fixes),
        [],
      );
    });
  }
});
