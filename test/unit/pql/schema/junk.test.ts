/** Whatever arrives, reading ends, nothing is thrown, and the index is sound. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeSchema, encodeSchema } from "../../../../server/src/pql/schema/binaryIndex";
import { findByLeafName, findChildren } from "../../../../server/src/pql/schema/fieldSearch";
import { nearestField } from "../../../../server/src/pql/schema/nearestField";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { runsOf } from "../../../support/propertyRuns";
import { assertSameAnswers, assertSound } from "./sameIndex";

const MEMBERS = [
  "type",
  "meta:xdmType",
  "format",
  "properties",
  "items",
  "additionalProperties",
  "patternProperties",
  "required",
  "enum",
  "meta:enum",
  "const",
  "allOf",
  "oneOf",
  "anyOf",
  "$ref",
  "definitions",
  "title",
  "description",
  "meta:status",
  "meta:descriptors",
  "xdm:labels",
  "minimum",
  "maximum",
  "default",
];

const words = fc.constantFrom(
  "string",
  "object",
  "array",
  "map",
  "date-time",
  "int",
  "#",
  "#/definitions/a",
  "#/properties/a",
  "deprecated",
);
const names = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "A",
    "xdm:a",
    "@id",
    "_acme",
    "__proto__",
    "constructor",
    "toString",
    "",
    "length",
  ),
  fc.string({ unit: "binary" }),
);

/** JSON that looks like a schema here and there, with anything anywhere. */
const almostSchema = fc.letrec<{ node: unknown; value: unknown }>((tie) => ({
  node: fc.dictionary(fc.constantFrom(...MEMBERS), tie("value"), { maxKeys: 6 }),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    words,
    fc.jsonValue({ maxDepth: 1 }),
    fc.dictionary(names, tie("node"), { maxKeys: 4 }),
    fc.array(tie("node"), { maxLength: 3 }),
    tie("node"),
  ),
})).node;

describe("reading junk", () => {
  it("gives a sound index for any JSON, and the same one from disk", () => {
    fc.assert(
      fc.property(fc.oneof(almostSchema, fc.jsonValue()), (json) => {
        const { index } = readSchema(json, { descriptors: json });
        assertSound(index);
        const decoded = decodeSchema(encodeSchema(index));
        assert.ok(decoded);
        assertSound(decoded);
      }),
      { numRuns: runsOf(400) },
    );
  });

  it("gives a sound index for any value at all", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
        (value) => {
          assertSound(readSchema(value).index);
          assertSound(readSchema({ properties: { value } }).index);
        },
      ),
      { numRuns: runsOf(300) },
    );
  });

  it("keeps any names and any well-formed texts through a stay on disk", () => {
    const text = fc.string({ unit: "grapheme" });
    const node = fc.record({ title: text, description: text, pattern: text, enum: fc.array(text) });
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), node), (properties) => {
        const { index } = readSchema({ properties });
        const decoded = decodeSchema(encodeSchema(index));
        assert.ok(decoded);
        assertSameAnswers(decoded, index);
        for (const name of Object.keys(properties)) {
          if (!/^(xdm:|@)/.test(name)) assert.notEqual(index.findChild(0, name), 0);
        }
      }),
      { numRuns: runsOf(200) },
    );
  });

  it("answers any search without a throw and within the limit", () => {
    const { index } = readSchema({
      properties: {
        person: { properties: { firstName: {}, name: {} } },
        "": {},
        "a.b": {},
        ÄÖ: {},
        "\ud800": {},
      },
    });
    const anyText = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom(".", "..", "`", "Ä"),
    );
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: -2, max: 9 }),
        fc.integer({ min: -1, max: 20 }),
        (query, limit, field) => {
          const most = Math.max(0, limit);
          assert.ok(findByLeafName(index, query, limit).fields.length <= most);
          assert.ok(findChildren(index, field, query, limit).fields.length <= most);
          nearestField(index, field, query);
        },
      ),
      { numRuns: runsOf(500) },
    );
  });
});
