/** Conversions of the sample organisation inside the editor, which has no language core: digits stay what they are. */
import assert from "node:assert/strict";
import { toText, toTree } from "../../../client/src/sample/pql/convertExpression";

describe("the small conversion", () => {
  for (const digits of ["9007199254740993", "1.50", "12345678901234567890.5"])
    it(`keeps the digits of ${digits}, there and back`, () => {
      const text = `person.birthYear > ${digits} or person.birthYear in [${digits}, 3]`;
      const tree = toTree(text);
      assert.ok("value" in tree && tree.value.includes(`"value":${digits}`));
      assert.deepEqual(toText(tree.value), { value: text });
    });
});
