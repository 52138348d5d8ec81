/** Search by what was typed: the best names first, never more than asked for, and honest about the rest. */
import assert from "node:assert/strict";
import { findByLeafName, findChildren } from "../../../../server/src/pql/schema/fieldSearch";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import { generateSchema } from "../../../support/schemaGenerator";

const text = { type: "string" };
const { index } = readSchema({
  properties: {
    person: {
      properties: {
        name: { properties: { firstName: text, lastName: text, fullName: text } },
        birthDate: text,
      },
    },
    homeAddress: { properties: { city: text, country: text, cityCode: text } },
    workAddress: { properties: { city: text, country: text } },
    orders: {
      type: "array",
      items: { properties: { orderStatus: text, orderTotal: text, profile_ID: text } },
    },
    nameSuffix: text,
    Namesake: text,
  },
});

function paths(fields: readonly number[]): string[] {
  return fields.map((field) => index.path(field));
}

describe("findChildren", () => {
  it("looks through items, so that the fields of an array's items are its children", () => {
    const orders = index.findChild(0, "orders");
    assert.deepEqual(paths(findChildren(index, orders, "order", 10).fields), [
      "orders.orderStatus",
      "orders.orderTotal",
    ]);
  });

  it("puts prefixes before words, words before initials, and those before the rest", () => {
    const { index: many } = readSchema({
      properties: {
        cat: {},
        category: {},
        orderCat: {},
        cartAmountTotal: {},
        location: {},
        carpet: {},
        dog: {},
      },
    });
    const { fields } = findChildren(many, 0, "cat", 10);
    assert.deepEqual(
      fields.map((field) => many.name(field)),
      ["cat", "category", "orderCat", "cartAmountTotal", "location", "carpet"],
    );
  });
});

describe("findByLeafName", () => {
  it("finds fields by their own name wherever they are", () => {
    assert.deepEqual(paths(findByLeafName(index, "firstName", 5).fields), ["person.name.firstName"]);
    assert.deepEqual(paths(findByLeafName(index, "city", 5).fields), [
      "homeAddress.city",
      "workAddress.city",
      "homeAddress.cityCode",
    ]);
    assert.deepEqual(paths(findByLeafName(index, "profileid", 5).fields), ["orders.profile_ID"]);
    assert.deepEqual(paths(findByLeafName(index, "id", 5).fields), ["orders.profile_ID"]);
    assert.deepEqual(paths(findByLeafName(index, "ordst", 1).fields), ["orders.orderStatus"]);
  });

  it("narrows by the steps before the last one", () => {
    assert.deepEqual(paths(findByLeafName(index, "work.ci", 5).fields), ["workAddress.city"]);
    assert.deepEqual(paths(findByLeafName(index, "person.fir", 5).fields), ["person.name.firstName"]);
    assert.deepEqual(paths(findByLeafName(index, "name.person.fir", 5).fields), []);
  });

  it("shows the fields of other names even when one name has many", () => {
    const groups = Array.from({ length: 300 }, (_, at) => [`group${at}`, { properties: { id: text } }]);
    const { index: many } = readSchema({ properties: { ...Object.fromEntries(groups), idCard: text } });
    const { fields, isIncomplete } = findByLeafName(many, "id", 20);
    assert.equal(isIncomplete, true);
    assert.equal(fields.length, 20);
    assert.ok(fields.some((field) => many.name(field) === "idCard"));
  });

  it("finds each name of a large schema when it is typed out", () => {
    for (const shape of ["realistic", "flat"] as const) {
      const { index: large } = readSchema(generateSchema({ seed: 2, leafFields: 6000, shape }));
      for (let field = 1; field < large.fieldCount; field += 101) {
        if (large.isElement(field)) continue;
        const first = findByLeafName(large, large.name(field).toUpperCase(), 10).fields[0] ?? 0;
        assert.equal(large.name(first), large.name(field));
      }
    }
  });
});
