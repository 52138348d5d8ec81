/** Schemas in all the forms they come in: resolved, plain, merged from parts, cut off, recursive. */
import assert from "node:assert/strict";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { FieldKind, fieldKindName, type SchemaIndex } from "../../../../server/src/pql/schema/schemaIndex";
import { assertSound } from "./sameIndex";

function find(index: SchemaIndex, path: string): number {
  return path.split(".").reduce((at, name) => index.findChild(index.record(at), name), 0);
}

function kindAt(index: SchemaIndex, path: string): string {
  return fieldKindName(index.kind(find(index, path)));
}

function kindsOf(properties: Record<string, unknown>): Record<string, string> {
  const { index } = readSchema({ type: "object", properties });
  assertSound(index);
  return Object.fromEntries(Object.keys(properties).map((name) => [name, kindAt(index, name)]));
}

describe("readSchema", () => {
  describe("on kinds", () => {
    it("believes meta:xdmType before type and format", () => {
      const kinds = kindsOf({
        short: { type: "integer", "meta:xdmType": "short" },
        byte: { type: "integer", "meta:xdmType": "byte" },
        int: { type: "integer", "meta:xdmType": "int" },
        long: { type: "integer", "meta:xdmType": "long" },
        double: { type: "number", "meta:xdmType": "double" },
        number: { type: "number", "meta:xdmType": "number" },
        moment: { type: "string", "meta:xdmType": "date-time" },
        day: { type: "string", "meta:xdmType": "date", format: "date-time" },
        text: { type: "object", "meta:xdmType": "string" },
        lookup: { type: "object", "meta:xdmType": "map" },
      });
      assert.deepEqual(kinds, {
        short: "integer",
        byte: "integer",
        int: "integer",
        long: "long",
        double: "double",
        number: "double",
        moment: "date-time",
        day: "date",
        text: "string",
        lookup: "map",
      });
    });

    it("falls back to type and format, and to what the members show", () => {
      const kinds = kindsOf({
        moment: { type: "string", format: "date-time" },
        day: { type: "string", format: "date" },
        address: { type: "string", format: "email" },
        small: { type: "integer", minimum: -32768, maximum: 32767 },
        whole: { type: "integer" },
        fraction: { type: "number" },
        nullable: { type: ["null", "boolean"] },
        either: { type: ["string", "integer"] },
        listed: { enum: ["a", "b"] },
        constant: { const: 4 },
        record: { properties: { inner: { type: "string" } } },
        list: { items: { type: "string" } },
        lookup: { additionalProperties: { type: "string" } },
        strange: { type: "string", "meta:xdmType": "no such type" },
        nothing: {},
      });
      assert.deepEqual(kinds, {
        moment: "date-time",
        day: "date",
        address: "string",
        small: "integer",
        whole: "long",
        fraction: "double",
        nullable: "boolean",
        either: "unknown",
        listed: "string",
        constant: "long",
        record: "object",
        list: "array",
        lookup: "map",
        strange: "string",
        nothing: "unknown",
      });
    });

    it("takes an object that only describes what its properties hold for a map", () => {
      const kinds = kindsOf({
        typed: { type: "object", "meta:xdmType": "object", additionalProperties: { type: "string" } },
        patterned: { type: "object", patternProperties: { "^[a-z]+$": { type: "number" } } },
        both: {
          type: "object",
          properties: { a: { type: "string" } },
          additionalProperties: { type: "string" },
        },
        free: { type: "object", additionalProperties: true },
      });
      assert.deepEqual(kinds, { typed: "map", patterned: "map", both: "object", free: "object" });
    });

    it("knows nothing where alternatives disagree, and something where they agree", () => {
      const kinds = kindsOf({
        same: { oneOf: [{ type: "string", pattern: "a" }, { type: "string" }, { type: "null" }] },
        different: { anyOf: [{ type: "string" }, { type: "integer" }] },
        conditions: {
          type: "object",
          properties: { a: {} },
          anyOf: [{ required: ["a"] }, { required: ["b"] }],
        },
      });
      assert.deepEqual(kinds, { same: "string", different: "unknown", conditions: "object" });
    });
  });

  describe("on structure", () => {
    it("passes through items and map values at any depth", () => {
      const text = { type: "string", "meta:xdmType": "string" };
      const item = { type: "object", "meta:xdmType": "object", properties: { id: text } };
      const { index } = readSchema({
        properties: {
          identityMap: { "meta:xdmType": "map", additionalProperties: { type: "array", items: item } },
          matrix: { type: "array", items: { type: "array", items: { type: "integer" } } },
        },
      });
      assertSound(index);
      const identityMap = index.findChild(0, "identityMap");
      const list = index.element(identityMap);
      assert.equal(index.kind(list), FieldKind.Array);
      assert.equal(index.parent(index.record(identityMap)), list);
      assert.equal(index.path(find(index, "identityMap.id")), "identityMap.id");
      assert.equal(index.findChild(identityMap, "id"), 0, "a map has no children of its own");
      assert.equal(index.kind(index.record(index.findChild(0, "matrix"))), FieldKind.Long);
      assert.equal(index.path(list), "identityMap");
    });

    it("keeps siblings in the order of their names, without regard to case", () => {
      const { index } = readSchema({
        properties: { beta: {}, Alpha: {}, _id: {}, alpha2: {}, BETA: {}, a: {} },
      });
      const names = Array.from({ length: index.childCount(0) }, (_, at) =>
        index.name(index.firstChild(0) + at),
      );
      assert.deepEqual(names, ["_id", "a", "Alpha", "alpha2", "BETA", "beta"]);
    });

    it("names fields as PQL does when the schema is in plain XDM form", () => {
      const { index } = readSchema({
        properties: {
          "xdm:person": { properties: { "xdm:name": { type: "string" } } },
          "@id": { type: "string" },
          "repo:path": { type: "string" },
        },
        required: ["xdm:person"],
      });
      assert.notEqual(find(index, "person.name"), 0);
      assert.notEqual(find(index, "_id"), 0);
      assert.notEqual(find(index, "repo:path"), 0);
      assert.equal(index.isRequired(find(index, "person")), true);
    });

    it("merges fields that several parts describe", () => {
      const { index, notes } = readSchema({
        $id: "https://example.com/schema",
        definitions: {
          profile: { properties: { person: { $ref: "#/definitions/person" }, id: { type: "integer" } } },
          person: { properties: { first: { type: "string", title: "First" } } },
        },
        allOf: [
          { $ref: "#/definitions/profile" },
          { properties: { person: { description: "Who", properties: { last: { type: "string" } } } } },
          { properties: { person: { properties: { first: { type: "string", title: "Given" } } } } },
        ],
        properties: { person: { title: "Person", type: "object" } },
      });
      assertSound(index);
      assert.deepEqual(notes, []);
      const person = find(index, "person");
      assert.deepEqual([index.title(person), index.description(person)], ["Person", "Who"]);
      assert.equal(index.childCount(person), 2);
      assert.equal(index.title(find(index, "person.first")), "First");
      assert.equal(kindAt(index, "id"), "long");
    });

    it("joins the fields of alternatives, since any of them may be there", () => {
      const { index } = readSchema({
        properties: {
          payment: {
            type: "object",
            oneOf: [
              { properties: { card: { type: "string" }, amount: { type: "number" } } },
              { properties: { iban: { type: "string" }, amount: { type: "string" } } },
            ],
          },
        },
      });
      assert.deepEqual(
        ["card", "iban", "amount"].map((name) => kindAt(index, `payment.${name}`)),
        ["string", "string", "unknown"],
      );
    });

    it("follows references by pointer, by id and by the id of a definition", () => {
      const { index, notes } = readSchema({
        $id: "https://example.com/s",
        $defs: { "https://example.com/type": { type: "boolean" }, "a/b c": { type: "number" } },
        properties: {
          byId: { $ref: "https://example.com/type" },
          byPointer: { $ref: "https://example.com/s#/$defs/a~1b%20c" },
          byPlace: { $ref: "#/properties/byId" },
        },
      });
      assert.deepEqual(notes, []);
      assert.deepEqual(
        ["byId", "byPointer", "byPlace"].map((name) => kindAt(index, name)),
        ["boolean", "double", "boolean"],
      );
    });
  });

  describe("on what is not known", () => {
    it("leaves a field open behind a reference that leads nowhere, and says so", () => {
      const { index, notes } = readSchema({ properties: { a: { $ref: "https://ns.adobe.com/xdm/other" } } });
      assert.equal(index.isOpen(find(index, "a")), true);
      assert.deepEqual(notes, [
        { code: "unresolvedReference", path: "a", detail: "https://ns.adobe.com/xdm/other" },
      ]);
    });

    it("cuts recursion where it begins, and says so", () => {
      const { index, notes } = readSchema({
        definitions: {
          person: {
            type: "object",
            properties: {
              name: { type: "string" },
              manager: { $ref: "#/definitions/person" },
              team: { type: "array", items: { $ref: "#/definitions/person" } },
            },
          },
        },
        properties: { owner: { $ref: "#/definitions/person" }, self: { $ref: "#" } },
      });
      assertSound(index);
      assert.deepEqual(
        notes.map(({ code, path }) => `${code} ${path}`),
        ["recursion self", "recursion owner.manager", "recursion owner.team"],
      );
      assert.equal(index.isOpen(find(index, "owner.manager")), true);
      assert.notEqual(find(index, "owner.name"), 0);
    });

    it("is open where nothing is listed, and closed where fields are", () => {
      const { index } = readSchema({
        properties: {
          free: { type: "object" },
          listed: { type: "object", properties: { a: { type: "string" } } },
          extended: { properties: { a: { type: "string" } }, additionalProperties: { type: "string" } },
          anything: true,
        },
      });
      assert.deepEqual(
        ["free", "listed", "extended", "anything", "listed.a"].map((path) => index.isOpen(find(index, path))),
        [true, false, true, true, false],
      );
      assert.equal(index.isOpen(0), false);
    });

    it("stops at a depth no schema has", () => {
      let schema: Record<string, unknown> = { type: "string" };
      for (let level = 0; level < 5000; level++) schema = { type: "object", properties: { inner: schema } };
      const { index, notes } = readSchema(schema);
      assertSound(index);
      assert.ok(index.fieldCount < 100);
      assert.equal(notes[0]?.code, "tooDeep");
      assert.equal(index.isOpen(index.fieldCount - 1), true);
    });

    it("ends when objects contain themselves", () => {
      const circle: Record<string, unknown> = { type: "object" };
      circle["properties"] = { left: circle, right: circle };
      const { index, notes } = readSchema(circle);
      assert.ok(notes.some(({ code }) => code === "tooManyFields" || code === "tooDeep"));
      assert.equal(index.childCount(0), 2);
    });

    it("gives an empty, open index for what is no schema", () => {
      for (const value of [undefined, null, 7, "text", [], {}, { properties: [] }, { results: [] }]) {
        const { index, notes } = readSchema(value);
        assert.equal(index.fieldCount, 1);
        assert.equal(index.isOpen(0), true);
        assert.deepEqual(notes.at(-1), { code: "notASchema", path: "" });
      }
    });
  });

  it("reads the facts of the schema, and tells tenant steps from standard ones", () => {
    const field = { type: "string" };
    const { index } = readSchema({
      $id: "https://ns.adobe.com/xdm/context/profile__union",
      title: "Profile",
      properties: {
        _acme: { type: "object", properties: { loyalty: field } },
        _repo: { type: "object", properties: { path: { ...field, "meta:xdmField": "repo:path" } } },
        _xyz: { type: "object", properties: { path: { ...field, "meta:xdmField": "xyz:path" } } },
        _experience: { type: "object", properties: { analytics: field } },
        _id: field,
      },
    });
    assert.deepEqual(index.facts, {
      id: "https://ns.adobe.com/xdm/context/profile__union",
      title: "Profile",
      className: "profile",
      tenants: ["_acme"],
    });
  });
});
