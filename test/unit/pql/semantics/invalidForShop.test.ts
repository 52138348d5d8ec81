/** Every mistake draws its code, at a place of its own, and what a fix promises holds. */
import assert from "node:assert/strict";
import { applyFix, checkText } from "./checking";
import { INVALID_FOR_SHOP } from "./invalidForShop";
import { SHOP } from "./shopSchemas";

describe("mistakes in expressions over the shop", () => {
  it("draw the code that names them, with its weight", () => {
    for (const { text, code, isError } of INVALID_FOR_SHOP) {
      const { problems } = checkText(text, SHOP);
      const found = problems.find((problem) => problem.code === code);
      const told = problems.map((problem) => `${problem.severity} ${problem.code}: ${problem.message}`);
      assert.ok(found !== undefined, `${text} lacks ${code}; it has ${told.join("; ")}`);
      assert.equal(found.severity === "error", isError, `${text}: ${told.join("; ")}`);
    }
  });

  it("draw no second error for the same mistake", () => {
    for (const { text } of INVALID_FOR_SHOP) {
      const errors = checkText(text, SHOP).problems.filter(({ severity }) => severity === "error");
      const places = errors.map(({ span }) => `${span.start}-${span.end}`);
      assert.equal(
        new Set(places).size,
        places.length,
        `${text}: ${errors.map(({ message }) => message).join("; ")}`,
      );
    }
  });

  it("are gone after their fix, where one is offered", () => {
    for (const { text, code } of INVALID_FOR_SHOP) {
      const { problems } = checkText(text, SHOP);
      for (const problem of problems.filter((each) => each.code === code)) {
        for (const fix of problem.fixes) {
          const fixed = applyFix(text, fix);
          const left = checkText(fixed, SHOP).problems.filter((each) => each.code === code);
          const before = problems.filter((each) => each.code === code);
          assert.ok(left.length < before.length, `${text} → ${fixed}`);
        }
      }
    }
  });

  it("are worded in whole sentences without jargon", () => {
    for (const { text } of INVALID_FOR_SHOP) {
      for (const { message } of checkText(text, SHOP).problems) {
        assert.match(message, /^[\p{Lu}`"/^].*[.?]$/u, message);
        assert.doesNotMatch(message, /undefined|NaN|\[object|node|token|parse|\bT\b/, message);
      }
    }
  });
});
