/** Proposals for mistyped and foreign names. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { findReplacement } from "../../../../server/src/pql/language/foreignNames";
import { allFunctions, findMethod, namesOf } from "../../../../server/src/pql/language/functionCatalogue";
import { findKeyword } from "../../../../server/src/pql/language/keywords";
import { editDistance, nearestName } from "../../../../server/src/pql/language/nearestName";

const METHODS = namesOf("method", "segmentation");

/** The textbook distance, over the whole table, to compare with. */
function plainDistance(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, (_, row) =>
    Array.from({ length: right.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  for (let row = 1; row <= left.length; row++) {
    for (let column = 1; column <= right.length; column++) {
      const change = left[row - 1] === right[column - 1] ? 0 : 1;
      const swap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
          ? rows[row - 2][column - 2] + 1
          : Number.POSITIVE_INFINITY;
      rows[row][column] = Math.min(
        rows[row - 1][column] + 1,
        rows[row][column - 1] + 1,
        rows[row - 1][column - 1] + change,
        swap,
      );
    }
  }
  return rows[left.length][right.length];
}

describe("nearest name", () => {
  const rows: readonly (readonly [typed: string, proposed: string | undefined])[] = [
    ["startswith", "startsWith"],
    ["ISNULL", "isNull"],
    ["conatins", "contains"],
    ["strtsWith", "startsWith"],
    ["doesntContain", "doesNotContain"],
    ["averge", "average"],
    ["sume", "sum"],
    ["xy", undefined],
    ["somethingElse", undefined],
    ["", undefined],
  ];
  for (const [typed, proposed] of rows) {
    it(`of "${typed}" is ${proposed ?? "none"}`, () => assert.equal(nearestName(typed, METHODS), proposed));
  }

  it("prefers a difference in case over fewer letters", () => {
    assert.equal(nearestName("keys", ["key", "KEYS"]), "KEYS");
  });

  it("measures like the textbook up to its limit", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (left, right, limit) => {
        assert.equal(editDistance(left, right, limit), Math.min(plainDistance(left, right), limit + 1));
      }),
    );
  });
});

describe("foreign names", () => {
  const rows: readonly (readonly [foreign: string, name: string])[] = [
    ["toLowerCase", "equals"],
    ["size", "count"],
    ["AVG", "average"],
    ["daysSince", "occurs"],
    ["containsAny", "intersects"],
  ];
  for (const [foreign, name] of rows) {
    it(`lead from ${foreign} to ${name}`, () => assert.equal(findReplacement(foreign)?.name, name));
  }

  it("lead to names the language has", () => {
    const names = new Set(allFunctions().map(({ name }) => name));
    for (const foreign of [
      "size",
      "avg",
      "every",
      "within",
      "top",
      "isMissing",
      "currentDate",
      "iif",
      "month",
    ]) {
      const { name = "" } = findReplacement(foreign) ?? {};
      assert.ok(names.has(name) || findKeyword(name), foreign);
    }
  });

  it("say nothing of names that exist in an audience", () => {
    for (const name of METHODS) assert.ok(findMethod(name) && !findReplacement(name), name);
  });
});
