/** The types of schema fields: by kind, shared, and open where the schema is. */
import assert from "node:assert/strict";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { FieldTypes } from "../../../../server/src/pql/types/fieldTypes";
import { arrayOf, STRING } from "../../../../server/src/pql/types/pqlTypes";
import { displayType } from "../../../../server/src/pql/types/typeNames";

const { index } = readSchema({
  type: "object",
  properties: {
    name: { type: "string", "meta:xdmType": "string" },
    age: { type: "integer", "meta:xdmType": "int" },
    seen: { type: "string", format: "date-time", "meta:xdmType": "date-time" },
    born: { type: "string", format: "date", "meta:xdmType": "date" },
    hobbies: { type: "array", "meta:xdmType": "array", items: { type: "string", "meta:xdmType": "string" } },
    address: {
      type: "object",
      "meta:xdmType": "object",
      properties: { city: { type: "string", "meta:xdmType": "string" } },
    },
    ratings: {
      type: "object",
      "meta:xdmType": "map",
      additionalProperties: { type: "number", "meta:xdmType": "double" },
    },
    xEvent: {
      type: "array",
      "meta:xdmType": "array",
      items: {
        type: "object",
        "meta:xdmType": "object",
        properties: { eventType: { type: "string", "meta:xdmType": "string" } },
      },
    },
  },
});
const eventField = index.element(index.findChild(0, "xEvent"));
const types = new FieldTypes(index, eventField);

function typeOf(name: string) {
  return types.of(index.findChild(0, name));
}

describe("field types", () => {
  const rows: readonly (readonly [field: string, type: string])[] = [
    ["name", "STRING"],
    ["age", "INTEGER"],
    ["seen", "TIMESTAMP"],
    ["born", "DATE"],
    ["hobbies", "STRING[]"],
    ["address", "OBJECT"],
    ["ratings", "Map[STRING => DOUBLE]"],
    ["xEvent", "EXPERIENCE_EVENT[]"],
  ];
  for (const [field, type] of rows) {
    it(`show ${field} as ${type}`, () => assert.equal(displayType(typeOf(field)), type));
  }

  it("are the same object for the same field, and that of the kind for plain fields", () => {
    assert.equal(typeOf("address"), typeOf("address"));
    assert.equal(typeOf("hobbies"), arrayOf(STRING));
    assert.equal(typeOf("name"), STRING);
  });

  it("lead back to the field, so that its children can be found", () => {
    const address = typeOf("address");
    assert.ok(address.kind === "object" && address.schema === index);
    assert.equal(index.name(index.findChild(address.field, "city")), "city");
  });

  it("make the root of an event schema an event", () => {
    const root = new FieldTypes(index, 0).of(0);
    assert.ok(root.kind === "object" && root.isEvent);
    const profile = types.of(0);
    assert.ok(profile.kind === "object" && !profile.isEvent);
  });
});
