/** The real unions, where they are there: every field of the JSON is in the index, and nothing else is. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decodeSchema, encodeSchema } from "../../../../server/src/pql/schema/binaryIndex";
import { findByLeafName } from "../../../../server/src/pql/schema/fieldSearch";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { EnumKind, type SchemaIndex } from "../../../../server/src/pql/schema/schemaIndex";
import { findSharedFile } from "../../../support/sharedCorpus";
import { isNaiveLeaf, naiveFields, naiveKind } from "./naiveReading";
import { assertSameAnswers, assertSound } from "./sameIndex";

const UNIONS = [
  { file: "profile-union.json", className: "profile", leaves: 1649 },
  { file: "experienceevent-union.json", className: "experienceevent", leaves: 3247 },
];

function findField(index: SchemaIndex, steps: readonly (string | null)[]): number {
  return steps.reduce(
    (at: number, step) => (step === null ? index.element(at) : index.findChild(at, step)),
    0,
  );
}

for (const { file, className, leaves } of UNIONS) {
  describe(`the real ${className} union`, () => {
    const path = findSharedFile("xdm", file);
    if (path === undefined) return;
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    const { index, notes } = readSchema(json);

    it("is read without a note, and its index is sound", () => {
      assert.deepEqual(notes, []);
      assert.equal(index.facts.className, className);
      assert.equal(index.leafCount, leaves);
      assertSound(index);
    });

    it("has each field of the JSON in its place with its kind, its texts and its values", () => {
      const fields = naiveFields(json);
      assert.equal(index.fieldCount, fields.length + 1);
      for (const { steps, node } of fields) {
        const field = findField(index, steps);
        assert.notEqual(field, 0, steps.join("."));
        assert.equal(index.kind(field), naiveKind(node), steps.join("."));
        assert.equal(index.title(field), node.title ?? "");
        assert.equal(index.description(field), node.description ?? "");
        assert.equal(index.isLeaf(field), isNaiveLeaf(node));
        assert.equal(index.isDeprecated(field), node["meta:status"] === "deprecated");
        const values = node.enum ?? Object.keys(node["meta:enum"] ?? {});
        assert.deepEqual(
          index.enumValues(field).map(({ value }) => value),
          values.map(String),
        );
        assert.equal(index.enumKind(field) === EnumKind.Closed, node.enum !== undefined);
      }
    });

    it("is the same after a stay on disk", () => {
      const decoded = decodeSchema(encodeSchema(index));
      assert.ok(decoded);
      assertSameAnswers(decoded, index);
    });

    it("finds every field by its own name when asked for enough", () => {
      for (let field = 1; field < index.fieldCount; field += 17) {
        if (index.isElement(field)) continue;
        const { fields } = findByLeafName(index, index.name(field), 500);
        assert.ok(fields.includes(field), index.path(field));
      }
    });
  });
}
