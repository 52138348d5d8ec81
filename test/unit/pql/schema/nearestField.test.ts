/** What an unknown name may have meant, and when it is better to say nothing. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { nearestField, SlipCounter } from "../../../../server/src/pql/schema/nearestField";
import { readSchema } from "../../../../server/src/pql/schema/readSchema";
import type { SchemaIndex } from "../../../../server/src/pql/schema/schemaIndex";

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

describe("nearestField among very many siblings", () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `loyaltyOrderTotal${at}Amount`);
  const wide = readSchema({ properties: Object.fromEntries(names.map((name) => [name, text])) }).index;

  /** The same index, counting how often the name of a field is read. */
  function counting(): { readonly index: SchemaIndex; readonly counted: { reads: number } } {
    const counted = { reads: 0 };
    const nameOf = new Proxy(wide.columns.nameOf, {
      get: (column, key) => {
        counted.reads++;
        return Reflect.get(column, key, column);
      },
    });
    const columns = { ...wide.columns, nameOf };
    const index = new Proxy(wide, {
      get: (target, key) => {
        const value: unknown = key === "columns" ? columns : Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    return { index, counted };
  }

  it("compares a bounded number of them", () => {
    const { index: counted, counted: steps } = counting();
    for (let at = 0; at < 20; at++) nearestField(counted, 0, `loyaltyOrdrTotal${at * 900}Amount`);
    assert.ok(steps.reads < 20 * 1100, `${steps.reads} names were read`);
  });

  it("still sees through case and through slips behind the first letters", () => {
    assert.equal(nearestField(wide, 0, "LoyaltyOrderTotal77Amount")?.path, "loyaltyOrderTotal77Amount");
    assert.equal(nearestField(wide, 0, "loyaltyOrderTotal15000Amont")?.path, "loyaltyOrderTotal15000Amount");
  });
});

/** Optimal string alignment by the book: the whole table, no bound. */
function slipsByTheBook(left: string, right: string): number {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (row: number, column: number) => table[row]?.[column] ?? 0;
  for (let row = 0; row <= left.length; row++) {
    for (let column = 0; column <= right.length; column++) {
      const replaced = at(row - 1, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1);
      let slips = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced);
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && isSwap) slips = Math.min(slips, at(row - 2, column - 2) + 1);
      const line = table[row];
      if (line) line[column] = row === 0 || column === 0 ? row + column : slips;
    }
  }
  return at(left.length, right.length);
}

describe("SlipCounter", () => {
  it("counts what the textbook counts, up to its bound, for one name after another", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, fc.array(word), fc.integer({ min: 0, max: 4 }), (typed, names, bound) => {
        const counter = new SlipCounter(typed);
        for (const name of names) {
          const units = Uint16Array.from(name, (unit) => unit.charCodeAt(0));
          const slips = counter.count({ units, start: 0, end: units.length }, bound);
          assert.equal(slips, Math.min(slipsByTheBook(name, typed), bound + 1));
        }
      }),
    );
  });
});
