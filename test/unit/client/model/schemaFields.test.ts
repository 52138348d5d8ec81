/**
 * Fields of a resolved schema: paths, types, and shapes nobody promised.
 */
import assert from "node:assert/strict";
import { readSchemaFields, readSchemaRoot, walkFields } from "../../../../client/src/model/schemaFields.js";

describe("the fields of a schema", () => {
  it("have paths as PQL writes them, through objects and arrays, by name", () => {
    const schema = {
      properties: {
        person: { type: "object", properties: { "first-name": { type: "string", title: "First name" } } },
        _acme: {
          type: "object",
          properties: {
            visits: { type: "array", items: { properties: { at: { type: "string", format: "date-time" } } } },
          },
        },
        "@id": { type: "string" },
      },
    };
    const fields = [...walkFields(readSchemaFields(schema, "profile"))];
    assert.deepEqual(
      fields.map(({ path, type }) => [path, type]),
      [
        ["_acme", "object"],
        ["_acme.visits", "array of object"],
        ["_acme.visits.at", "date-time"],
        ["person", "object"],
        ["person.`first-name`", "string"],
      ],
    );
  });

  it("are none where the schema is not one", () => {
    for (const shape of [undefined, null, 1, [], { properties: 3 }, { properties: { a: null } }])
      assert.ok(Array.isArray(readSchemaFields(shape, "other")));
    const endless: Record<string, unknown> = { type: "object" };
    endless["properties"] = { again: endless };
    assert.ok([...walkFields(readSchemaFields(endless, "other"))].length < 20, "a loop ends");
  });

  it("know their class", () => {
    assert.equal(
      readSchemaRoot({ "meta:class": "https://ns.adobe.com/xdm/context/experienceevent" }),
      "event",
    );
    assert.equal(readSchemaRoot({ "meta:class": "https://ns.adobe.com/xdm/context/profile" }), "profile");
    assert.equal(readSchemaRoot({ $id: "_xdm.context.profile__union" }), "profile");
    assert.equal(readSchemaRoot({}), "other");
  });
});
