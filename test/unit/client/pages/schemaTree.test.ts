/**
 * Schemas as field trees: every shape the registry sends, search and unfolding.
 */
import assert from "node:assert/strict";
import { fetchUnionSchema, PROFILE_UNION } from "../../../../client/src/api/schemas.js";
import { findWindow } from "../../../../client/src/pages/frame/rowWindow.js";
import { listFields } from "../../../../client/src/pages/schema/fields.js";
import { FieldTree } from "../../../../client/src/pages/schema/fieldTree.js";
import { openSample } from "../api/support/samplePlatform.js";

const pathsOf = (schema: Record<string, unknown>) =>
  new FieldTree(listFields(schema).fields).fields.map(({ path, type }) => `${path}: ${type}`);

describe("the fields of a schema", () => {
  it("lists objects, lists and maps with the names PQL uses", () => {
    const schema = {
      properties: {
        person: { type: "object", properties: { birthYear: { type: "integer", "meta:xdmType": "short" } } },
        carts: { type: "array", items: { type: "object", properties: { total: { type: "number" } } } },
        scores: {
          type: "object",
          additionalProperties: { type: "object", properties: { value: { type: "number" } } },
        },
        tags: { type: "array", items: { type: "string" } },
      },
    };
    assert.deepEqual(pathsOf(schema), [
      "person: object",
      "person.birthYear: short",
      "carts: object[]",
      "carts.total: number",
      "scores: map of object",
      "scores.{key}: object",
      "scores.{key}.value: number",
      "tags: string[]",
    ]);
  });

  it("ends where a schema contains itself, and puts together what is given in parts", () => {
    const schema = {
      definitions: {
        part: {
          type: "object",
          properties: { name: { type: "string" }, inner: { $ref: "#/definitions/part" } },
        },
      },
      allOf: [{ $ref: "#/definitions/part" }, { properties: { extra: { type: "boolean" } } }],
    };
    const { fields, isCut } = listFields(schema);
    assert.equal(isCut, false);
    assert.ok(fields.some(({ name }) => name === "extra"));
    assert.ok(fields.length < 10);
  });

  it("survives what is no schema at all", () => {
    for (const junk of [
      {},
      { properties: null },
      { properties: { a: null, b: 4, c: {} } },
      { allOf: "no" },
    ]) {
      assert.ok(listFields(junk).fields.length <= 1);
    }
  });

  it("says which values a field is limited to, with their titles", () => {
    const schema = {
      properties: { tier: { type: "string", enum: ["g", "s"], "meta:enum": { g: "Gold", s: "s" } } },
    };
    assert.deepEqual(listFields(schema).fields[0]?.values, ["g (Gold)", "s"]);
  });

  it("finds fields by words of path and title, with everything above them", async () => {
    const { session } = openSample();
    const { json } = await fetchUnionSchema(session, PROFILE_UNION);
    const tree = new FieldTree(listFields(json).fields);
    const { rows, found } = tree.search("birth YEAR");
    assert.ok(found >= 1);
    const paths = rows.map((index) => tree.fields[index]?.path);
    assert.ok(paths.includes("person.birthYear") && paths.includes("person"));
    assert.deepEqual(tree.search("no field is called this").rows, []);
  });

  it("shows the top first and below a field only when it is unfolded", () => {
    const schema = { properties: { a: { properties: { b: { properties: { c: {} } } } }, d: {} } };
    const tree = new FieldTree(listFields(schema).fields);
    assert.deepEqual(tree.listUnfolded(new Set()), [0, 3]);
    assert.deepEqual(tree.listUnfolded(new Set([0])), [0, 1, 3]);
    assert.deepEqual(tree.listUnfolded(new Set([1])), [0, 3]);
  });

  it("lists 50,000 fields and draws only those in sight", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 50_000 }, (_value, index) => [`f${index}`, { type: "string" }]),
    );
    const tree = new FieldTree(listFields({ properties }).fields);
    assert.equal(tree.listUnfolded(new Set()).length, 50_000);
    const { first, last } = findWindow(50_000, { top: 600_000, height: 500, rowHeight: 24 });
    assert.ok(first <= 25_000 && last > 25_020 && last - first < 60);
    assert.deepEqual(findWindow(5, { top: 9_999, height: 500, rowHeight: 24 }), { first: 0, last: 5 });
  });
});
