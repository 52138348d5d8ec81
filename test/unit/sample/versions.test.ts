/**
 * The table behind lists that look a little into the past: what was made of its rows is made anew when they changed.
 */
import assert from "node:assert/strict";
import { createVersionTable } from "../../../client/src/sample/data/versions.js";

describe("A table of versions", () => {
  it("makes something of its rows once, until a write shows", () => {
    const table = createVersionTable<string>([["1", "one"]]);
    let made = 0;
    const join = (time: number): string =>
      table.derive("joined", time, (rows) => {
        made++;
        return rows.join();
      });
    assert.deepEqual([join(0), join(5)], ["one", "one"]);
    assert.equal(made, 1);
    table.put("2", "two", 10);
    assert.deepEqual([join(9), join(10), join(11)], ["one", "one,two", "one,two"]);
    assert.equal(made, 3, "what the past showed is not kept");
    table.remove("1", 20);
    assert.deepEqual([join(19), join(20)], ["one,two", "two"]);
  });
});
