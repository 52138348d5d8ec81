/** What the lexer reads instead of the text says of each code unit whether it is ASCII, and if so which. */
import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { readBytes, WIDE } from "../../../../server/src/pql/syntax/characters";
import { runsOf } from "../../../support/propertyRuns";

const UNITS = fc.string({ unit: "binary", maxLength: 40 });
/** Code units of every size, halves of pairs among them. */
const LOOSE_UNITS = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));
const LATIN = fc
  .array(fc.integer({ min: 0, max: 0xff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));

/** Few characters that are not ASCII among many that are, as in most rules that have any. */
const SPARSE = fc
  .array(fc.oneof(fc.string({ unit: "grapheme-ascii", minLength: 60, maxLength: 80 }), UNITS), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

describe("The bytes of a text", () => {
  it("stand for its code units one by one, with zeros behind the end", () => {
    fc.assert(
      fc.property(fc.oneof(UNITS, LOOSE_UNITS, LATIN, SPARSE), (text) => {
        const bytes = readBytes(text);
        const units = Array.from({ length: text.length }, (_, at) => Math.min(text.charCodeAt(at), WIDE));
        deepEqual(
          Array.from(bytes.subarray(0, text.length), (byte) => Math.min(byte, WIDE)),
          units,
        );
        deepEqual([...bytes.subarray(text.length, text.length + 3)], [0, 0, 0]);
      }),
      { numRuns: runsOf(500) },
    );
  });

  it("hold for texts that are longer than what is turned into UTF-8 at once", () => {
    const text = `${"a".repeat(8191)}😀${"ü".repeat(8190)}€b`;
    const bytes = readBytes(text);
    equal(bytes[8190], 97);
    equal(Math.min(...bytes.subarray(8191, text.length - 1)) >= WIDE, true);
    equal(bytes[text.length - 1], 98);
  });
});
