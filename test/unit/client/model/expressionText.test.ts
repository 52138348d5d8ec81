/**
 * White space between words says nothing; white space that separates, and any inside quotes, does.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { isSameExpression, withoutFreeSpace } from "../../../../client/src/model/expressionText.js";

describe("comparing expressions by their text", () => {
  const same: readonly (readonly [string, string])[] = [
    ["a = 1", "a=1"],
    ["a = 1\n  and b = 2", "a = 1 and b = 2"],
    ["  a.b( c )  ", "a.b(c)"],
    ['x in [ "a" , "b" ]', 'x in ["a","b"]'],
    ["not (a = 1)", "not(a = 1)"],
  ];
  for (const [one, other] of same) {
    it(`takes ${JSON.stringify(one)} and ${JSON.stringify(other)} for the same`, () => {
      assert.ok(isSameExpression(one, other));
    });
  }

  const different: readonly (readonly [string, string])[] = [
    ['a = "x y"', 'a = "xy"'],
    ['a = "x  y"', 'a = "x y"'],
    ["a and b", "aand b"],
    ["a < = b", "a <= b"],
    ["`a b` = 1", "`ab` = 1"],
    ['a = "it\\" s"', 'a = "it\\"s"'],
    ["a = 'b  c'", "a = 'b c'"],
    ['a = "x', 'a = "x '],
  ];
  for (const [one, other] of different) {
    it(`takes ${JSON.stringify(one)} and ${JSON.stringify(other)} for different`, () => {
      assert.ok(!isSameExpression(one, other));
    });
  }

  it("takes no longer per word in a text of a megabyte", function () {
    // Copying the text at each word took minutes; the limit is a hundred times what it takes now.
    this.timeout(10_000);
    const text = 'a.b = "x" or '.repeat(80_000);
    assert.equal(withoutFreeSpace(text).length, 'a.b="x" or '.length * 80_000 - 1);
  });

  it("changes nothing the second time, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab 1\t\n\"'`\\().,<>=-") }), (text) => {
        const once = withoutFreeSpace(text);
        assert.equal(withoutFreeSpace(once), once);
      }),
    );
  });
});
