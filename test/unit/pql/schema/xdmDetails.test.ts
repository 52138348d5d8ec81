/** The rarer facts of a field: values, bounds, labels, identities, and what descriptors add. */
import assert from "node:assert/strict";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import type { FieldDetails } from "../../../../server/src/pql/schema/schemaColumns";
import { EnumKind, type SchemaIndex } from "../../../../server/src/pql/schema/schemaIndex";

function read(node: unknown, options?: { descriptors: unknown }): { index: SchemaIndex; field: number } {
  const { index } = readSchema({ properties: { field: node } }, options);
  return { index, field: index.findChild(0, "field") };
}

function detailsOf(node: unknown): FieldDetails {
  const { index, field } = read(node);
  return index.details(field);
}

describe("details of a field", () => {
  it("tell closed lists of values from suggestions", () => {
    const closed = read({
      type: "string",
      enum: ["a", "b"],
      "meta:enum": { a: "First", b: "Second", c: "Third" },
    });
    assert.equal(closed.index.enumKind(closed.field), EnumKind.Closed);
    assert.deepEqual(closed.index.enumValues(closed.field), [
      { value: "a", title: "First" },
      { value: "b", title: "Second" },
    ]);
    const open = read({ type: "string", "meta:enum": { a: "First", b: 7 } });
    assert.equal(open.index.enumKind(open.field), EnumKind.Open);
    assert.deepEqual(open.index.enumValues(open.field), [
      { value: "a", title: "First" },
      { value: "b", title: "b" },
    ]);
    const none = read({ type: "string", enum: [], "meta:enum": {} });
    assert.equal(none.index.enumKind(none.field), EnumKind.None);
    assert.deepEqual(none.index.enumValues(none.field), []);
  });

  it("give values of any plain type as text, each once", () => {
    assert.deepEqual(
      detailsOf({ enum: [1, 2.5, true, null, "1", {}] }).enumValues?.map(({ value }) => value),
      ["1", "2.5", "true"],
    );
    assert.deepEqual(detailsOf({ const: "only" }).enumValues, [{ value: "only", title: "only" }]);
  });

  it("take a list for suggestions where one alternative admits any text", () => {
    const half = read({ anyOf: [{ type: "string", enum: ["a"] }, { type: "string" }] });
    assert.equal(half.index.enumKind(half.field), EnumKind.Open);
    const whole = read({ anyOf: [{ enum: ["a"] }, { enum: ["b"] }] });
    assert.equal(whole.index.enumKind(whole.field), EnumKind.Closed);
    assert.equal(whole.index.enumValues(whole.field).length, 2);
  });

  it("keep bounds, but not those that every field of the type has", () => {
    const bounded = { type: "integer", minimum: 0, maximum: 2 ** 31 - 1 };
    assert.deepEqual(detailsOf(bounded), { minimum: 0 });
    const text = {
      type: "string",
      pattern: "^[A-Z]+$",
      minLength: 1,
      maxLength: 3,
      format: "uri",
      default: "A",
    };
    assert.deepEqual(detailsOf(text), {
      pattern: "^[A-Z]+$",
      format: "uri",
      minLength: 1,
      maxLength: 3,
      defaultValue: "A",
    });
    assert.deepEqual(detailsOf({ type: "string", format: "date-time" }), {});
  });

  it("pass over members of the wrong type", () => {
    const junk = {
      type: "string",
      pattern: 1,
      minimum: "0",
      enum: "a",
      "meta:enum": 4,
      format: {},
      title: [],
    };
    assert.deepEqual(detailsOf(junk), {});
  });

  it("include deprecation and labels of the field itself", () => {
    const node = {
      type: "string",
      "meta:status": "deprecated",
      "xdm:labels": ["C1"],
      "meta:descriptors": [
        { "@type": "xdm:descriptorIdentity", "xdm:namespace": "Email", "xdm:isPrimary": true },
        { "@type": "xdm:descriptorLabel", "xdm:labels": ["core/C2", "C1"] },
      ],
    };
    const { index, field } = read(node);
    assert.equal(index.isDeprecated(field), true);
    assert.deepEqual(index.details(field), {
      labels: ["C1", "core/C2"],
      identity: { namespace: "Email", isPrimary: true },
    });
  });
});

describe("descriptors of a schema", () => {
  const schema = {
    properties: {
      _acme: {
        properties: {
          email: { type: "string", title: "Mail" },
          cards: { type: "array", items: { properties: { number: { type: "string" } } } },
          "a/b": { type: "string" },
        },
      },
    },
  };
  const descriptors = [
    { "@type": "xdm:descriptorIdentity", "xdm:sourceProperty": "/_acme/email", "xdm:namespace": "Email" },
    {
      "@type": "xdm:alternateDisplayInfo",
      "xdm:sourceProperty": "/properties/_acme/properties/email",
      "xdm:title": { en_us: "E-mail address", de: "E-Mail" },
    },
    { "@type": "xdm:descriptorLabel", "xdm:sourceProperty": "/_acme/cards/*/number", "xdm:labels": ["I1"] },
    { "@type": "xdm:descriptorDeprecated", "xdm:sourceProperty": "/_acme/a~1b" },
    { "@type": "xdm:descriptorLabel", "xdm:sourceProperty": "/no/such/field", "xdm:labels": ["I1"] },
  ];

  function assertApplied(index: SchemaIndex): void {
    const acme = index.findChild(0, "_acme");
    const email = index.findChild(acme, "email");
    assert.equal(index.title(email), "E-mail address");
    assert.deepEqual(index.details(email).identity, { namespace: "Email", isPrimary: false });
    const card = index.record(index.findChild(acme, "cards"));
    assert.deepEqual(index.details(index.findChild(card, "number")).labels, ["I1"]);
    assert.equal(index.isDeprecated(index.findChild(acme, "a/b")), true);
  }

  it("add and remove suggested values, and leave closed lists as they are", () => {
    const change = (name: string) => ({
      "@type": "xdm:alternateDisplayInfo",
      "xdm:sourceProperty": `/${name}`,
      "meta:enum": { b: "Better", new: "New" },
      "xdm:excludeMetaEnum": { a: "Old" },
    });
    const { index } = readSchema(
      {
        properties: {
          open: { type: "string", "meta:enum": { a: "Old", b: "Good", c: "Fine" } },
          closed: { type: "string", enum: ["a"] },
          free: { type: "string" },
        },
      },
      { descriptors: ["open", "closed", "free"].map(change) },
    );
    const valuesOf = (name: string) =>
      index.enumValues(index.findChild(0, name)).map(({ value, title }) => `${value} ${title}`);
    assert.deepEqual(valuesOf("open"), ["c Fine", "b Better", "new New"]);
    assert.deepEqual(valuesOf("closed"), ["a a"]);
    assert.deepEqual(valuesOf("free"), ["b Better", "new New"]);
  });

  it("apply from within the schema", () => {
    assertApplied(readSchema({ ...schema, "meta:descriptors": descriptors }).index);
  });

  it("apply from a list of their own, flat, grouped by type, or as a page of results", () => {
    const grouped = Object.fromEntries(descriptors.map((each, at) => [`${each["@type"]} ${at}`, [each]]));
    for (const shape of [descriptors, grouped, { results: descriptors }]) {
      assertApplied(readSchema(schema, { descriptors: shape }).index);
    }
  });
});
