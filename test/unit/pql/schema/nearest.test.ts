/** What an unknown name may have meant, and when it is better to say nothing. */
import assert from "node:assert/strict";
import { readSchema } from "../../../../server/src/pql/schema/fromXdm";
import { nearestField } from "../../../../server/src/pql/schema/nearest";

const text = { type: "string" };
const { index } = readSchema({
  properties: {
    person: { properties: { name: { properties: { firstName: text, lastName: text } }, gender: text } },
    homeAddress: { properties: { city: text, "postal-code": text } },
    mailingAddress: { properties: { city: text } },
    orders: {
      type: "array",
      items: { properties: { total: text, shipping: { properties: { total: text, fee: text } } } },
    },
    id: text,
  },
});

function suggest(parent: string, name: string): string | undefined {
  const nearest = nearestField(index, index.findChild(0, parent), name);
  return nearest && `${nearest.reason} ${nearest.path}`;
}

describe("nearestField", () => {
  it("sees through case first", () => {
    assert.equal(suggest("", "HomeAddress"), "case homeAddress");
    assert.equal(suggest("homeAddress", "CITY"), "case city");
  });

  it("sees through slips: a letter more, less, other, or two swapped", () => {
    for (const typed of ["persons", "persn", "persom", "pesron"])
      assert.equal(suggest("", typed), "spelling person");
    assert.equal(suggest("person", "gendre"), "spelling gender");
    assert.equal(suggest("", "mailingAdres"), "spelling mailingAddress");
    assert.equal(suggest("homeAddress", "postalcode"), "spelling `postal-code`");
  });

  it("finds the name elsewhere, from the parent where it is below it", () => {
    assert.equal(suggest("", "firstName"), "elsewhere person.name.firstName");
    assert.equal(suggest("person", "lastname"), "elsewhere name.lastName");
    assert.equal(suggest("homeAddress", "lastName"), "elsewhere person.name.lastName");
    assert.equal(suggest("orders", "fee"), "elsewhere shipping.fee");
    const nearest = nearestField(index, index.findChild(0, "homeAddress"), "lastName");
    assert.deepEqual([nearest?.isFromRoot, nearestField(index, 0, "fee")?.isFromRoot], [true, true]);
  });

  it("says nothing where nothing is near", () => {
    for (const typed of ["", "ix", "zzz", "somethingElse", "x".repeat(2000)])
      assert.equal(suggest("", typed), undefined);
  });
});
