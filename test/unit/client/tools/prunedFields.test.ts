/**
 * Rows made of what services send: named fields only, whatever else is there, and nothing that looks like an address of a person.
 */
import assert from "node:assert/strict";
import { pruneFields } from "../../../../client/src/tools/platform/prunedFields.js";

describe("pruned rows", () => {
  it("hold the named fields, those behind lists too, and no others", () => {
    const thing = {
      id: 7,
      secret: "s",
      spec: { id: "a", token: "t" },
      errors: [{ code: 1, user: "u" }, { code: "b" }],
    };
    assert.deepEqual(pruneFields(thing, "key=id spec.id errors[].code missing spec.none.at"), {
      key: 7,
      "spec.id": "a",
      "errors.code": [1, "b"],
    });
    assert.deepEqual(pruneFields(thing, "spec errors"), {}, "an object is no value");
  });

  it("tell times of every unit in one form, and leave durations and odd values alone", () => {
    const times = { createdAt: 1795910400000, updateEpoch: "1717430400", startDate: "2031-01-02 03:04:05" };
    assert.deepEqual(pruneFields(times, "createdAt updateEpoch startDate"), {
      createdAt: "2026-11-29T00:00:00.000Z",
      updateEpoch: "2024-06-03T16:00:00.000Z",
      startDate: "2031-01-02T03:04:05.000Z",
    });
    const odd = { elapsedTime: 5000, updatedAt: 1e300, created: "10/02/2019 08:25 PM GMT", updated: 0 };
    const { elapsedTime, created } = pruneFields(odd, "elapsedTime updatedAt created updated");
    assert.deepEqual([elapsedTime, created], [5000, "10/02/2019 08:25 PM GMT"]);
  });

  it("hide addresses of people and accounts, wherever they stand", () => {
    const thing = {
      name: "Export of Dana.Keller+x@acme.example (6F8C23A5@AdobeID), user=a%40b.example",
      plan: { steps: [{ label: "to a@b.example", owner: { name: "Dana" }, createdBy: "Dana", userId: "1" }] },
    };
    const { name, plan } = pruneFields(thing, "name plan*");
    assert.equal(name, "Export of (hidden) ((hidden)), (hidden)");
    assert.deepEqual(plan, { steps: [{ label: "to (hidden)" }] });
  });

  it("keep fields of a schema that are called like people", () => {
    const properties = { email: { type: "string" }, owner: { type: "object", properties: {} }, user: "Dana" };
    assert.deepEqual(Object.keys(pruneFields({ properties }, "properties*")["properties"] as object), [
      "email",
      "owner",
    ]);
  });

  it("hide quoted texts of SQL but days, also where a quotation never ends", () => {
    const sql = "SELECT 1 FROM t WHERE name = 'O''Neil' AND day > '2031-01-01' AND x = 'Kell";
    assert.equal(
      pruneFields({ sql }, "sql")["sql"],
      "SELECT 1 FROM t WHERE name = '…' AND day > '2031-01-01' AND x = '…'",
    );
  });

  it("are short, however long and deep the answer is", () => {
    let deep: unknown = "x";
    for (let depth = 0; depth < 5_000; depth++) deep = { deep };
    const row = pruneFields({ text: "ab ".repeat(100_000), deep }, "text deep*");
    assert.ok(JSON.stringify(row).length < 1_300);
  });
});
