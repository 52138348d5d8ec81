/** Finding a child by name gives what a plain walk gives, from a name or from the middle of a text. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import type { FieldId, SchemaIndex } from "../../../../server/src/pql/schema/schemaIndex";
import { lex } from "../../../../server/src/pql/syntax/lexer";
import { runsOf } from "../../../support/propertyRuns";
import { generateSchema } from "../../../support/schemaGenerator";
import { isNaiveLeaf, naiveFields, naiveKind } from "./naiveReading";
import { assertSound } from "./sameIndex";

function walkToChild(index: SchemaIndex, parent: FieldId, name: string): FieldId {
  let child = index.firstChild(parent);
  while (child !== 0 && index.name(child) !== name) child = index.nextSibling(child);
  return child;
}

describe("findChild", () => {
  it("agrees with a walk over the children, for names that are there and names that are not", () => {
    const { index } = readSchema(generateSchema({ seed: 11, leafFields: 1500 }));
    const names = ["", "id", "Id", "name", "_acme", "firstNam", "firstNames", "x".repeat(300)];
    for (let field = 0; field < index.fieldCount; field++) names.push(index.name(field));
    for (let parent = 0; parent < index.fieldCount; parent += 7) {
      for (let at = parent % 5; at < names.length; at += 5) {
        const name = names[at] ?? "";
        if (name === "" && parent !== 0) continue;
        assert.equal(index.findChild(parent, name), walkToChild(index, parent, name));
      }
    }
  });

  it("reads the name where it stands in a text", () => {
    const names = fc.uniqueArray(fc.string({ unit: "binary", maxLength: 6 }), { maxLength: 12 });
    fc.assert(
      fc.property(names, fc.string(), fc.string(), (list, before, after) => {
        const plain = list.filter((name) => !/^(xdm:|@)/.test(name));
        const { index } = readSchema({ properties: Object.fromEntries(plain.map((name) => [name, {}])) });
        for (const name of plain) {
          const text = `${before}${name}${after}`;
          const field = index.findChildInText(0, text, before.length, before.length + name.length);
          assert.equal(field, walkToChild(index, 0, name));
          assert.equal(index.name(field), name);
        }
      }),
      { numRuns: runsOf(200) },
    );
  });

  it("gives the same for one name of a text as for thousands", () => {
    const schema = generateSchema({ seed: 12, leafFields: 300 });
    const more = { größe: {}, "\u0080": {}, ÿ: {}, abc: {}, abcd: {}, abcde: {}, abcdefgh: {} };
    const { index } = readSchema({ ...schema, properties: { ...(schema.properties as object), ...more } });
    const names = ["", "a", ...Object.keys(more), "abcdf", "gr\u0080\u0080e", "ÿÿ", "abcdefgi", "bbcdefgh"];
    for (let field = 0; field < index.fieldCount; field++) names.push(index.name(field));
    const text = ` ${names.join(" ")} €`;
    const { view } = lex(text);
    for (let round = 0; round < 30; round++) {
      let start = 1;
      for (const name of names) {
        for (const parent of [0, 1, 2, index.parent(index.fieldCount - 1)]) {
          const found = index.findChildIn(parent, { text, view }, start, start + name.length);
          assert.equal(found, index.findChild(parent, name));
        }
        start += name.length + 1;
      }
    }
  });

  it("finds nothing below numbers that are no fields", () => {
    const { index } = readSchema({ properties: { a: {} } });
    for (const parent of [-1, 1, 99, 1e9, 0.5, Number.NaN]) {
      assert.equal(index.findChild(parent, "a"), 0);
      assert.equal(index.firstChild(parent) + index.childCount(parent) + index.element(parent), 0);
      assert.equal(`${index.title(parent)}${index.description(parent)}`, "");
      assert.deepEqual(index.details(parent), {});
    }
  });
});

describe("a generated schema", () => {
  for (const shape of ["realistic", "flat"] as const) {
    it(`of ${shape} shape has exactly the leaf fields asked for, and reads like a plain reading`, () => {
      for (const leafFields of [1, 30, 1000, 4000]) {
        const schema = generateSchema({ seed: leafFields, leafFields, shape });
        const { index, notes } = readSchema(schema);
        assert.deepEqual(notes, []);
        assertSound(index);
        const fields = naiveFields(schema);
        assert.equal(fields.filter(({ node }) => isNaiveLeaf(node)).length, index.leafCount);
        assert.equal(index.leafCount, leafFields);
        for (const { steps, node } of fields) {
          const field = steps.reduce(
            (at: number, step) => (step === null ? index.element(at) : index.findChild(at, step)),
            0,
          );
          assert.equal(index.kind(field), naiveKind(node));
          assert.equal(index.description(field), node.description ?? "");
        }
      }
    });
  }

  it("is the same for the same seed and another for another", () => {
    const recipe = { seed: 3, leafFields: 200 };
    assert.deepEqual(generateSchema(recipe), generateSchema(recipe));
    assert.notDeepEqual(generateSchema(recipe), generateSchema({ ...recipe, seed: 4 }));
  });

  it("is twelve levels deep and has what real unions have", () => {
    const { index } = readSchema(generateSchema({ seed: 5, leafFields: 5000, className: "experienceevent" }));
    const fields = Array.from({ length: index.fieldCount }, (_, field) => field);
    assert.equal(Math.max(...fields.map((field) => index.depth(field))), 12);
    assert.deepEqual(index.facts.tenants, ["_acme"]);
    assert.ok(fields.some((field) => index.isDeprecated(field)));
    assert.deepEqual([...new Set(fields.map((field) => index.enumKind(field)))].sort(), [0, 1, 2]);
  });
});
