/**
 * What was written here shows before the platform's lists do, and not for longer than needed.
 */
import assert from "node:assert/strict";
import { countAhead, stillAhead, withRecentWrites } from "../../../../client/src/model/recentWrites.js";
import type { ResourceRow } from "../../../../client/src/model/rows.js";

const row = (id: string, name: string, changedAt = 1): ResourceRow => ({
  kind: "audience",
  id,
  name,
  changedAt,
  facts: [],
});
const LISTED = [row("a", "Apples"), row("b", "Bananas")];
const names = (rows: readonly ResourceRow[]): readonly string[] => rows.map(({ name }) => name);

describe("recent writes over a list that lags", () => {
  it("put new things first, show new versions and hide deleted ones", () => {
    const writes = [
      { id: "b", row: row("b", "Blueberries", 2), at: 0 },
      { id: "a", row: undefined, at: 0 },
      { id: "c", row: row("c", "Cherries"), at: 0 },
    ];
    assert.deepEqual(names(withRecentWrites(LISTED, writes, undefined)), ["Cherries", "Blueberries"]);
  });

  it("give way as soon as the list shows something newer", () => {
    const writes = [{ id: "a", row: row("a", "Old apples", 0), at: 0 }];
    assert.deepEqual(names(withRecentWrites(LISTED, writes, undefined)), ["Apples", "Bananas"]);
  });

  it("stand below what the list shows as changed after them: they may be on its next page", () => {
    const writes = [{ id: "c", row: row("c", "Cherries", 5), at: 0 }];
    const listed = [row("d", "Dates", 9), ...LISTED];
    assert.deepEqual(names(withRecentWrites(listed, writes, undefined)), [
      "Dates",
      "Cherries",
      "Apples",
      "Bananas",
    ]);
  });

  it("respect the filter of the list", () => {
    const writes = [{ id: "c", row: row("c", "Cherries"), at: 0 }];
    assert.deepEqual(names(withRecentWrites([], writes, "CHERR")), ["Cherries"]);
    assert.deepEqual(withRecentWrites([], writes, "plum"), []);
  });

  it("count what is new and what is gone until the list does, and nothing that it only shows elsewhere", () => {
    const created = { id: "c", row: row("c", "Cherries"), isNew: true, at: 0 };
    const deleted = { id: "a", row: undefined, at: 0 };
    const renamed = { id: "z", row: row("z", "Zucchini"), isNew: false, at: 0 };
    assert.equal(countAhead(LISTED, [created, renamed], undefined), 1);
    assert.equal(countAhead(LISTED, [deleted, renamed], undefined), -1);
    assert.equal(countAhead([row("c", "Cherries")], [created, deleted], undefined), 0);
    assert.equal(countAhead(LISTED, [created], "plum"), 0);
  });

  it("end after a minute, when the list is to be believed", () => {
    const writes = [{ id: "c", row: row("c", "Cherries"), at: 1_000 }];
    assert.equal(stillAhead(writes, 60_000).length, 1);
    assert.equal(stillAhead(writes, 61_000).length, 0);
  });
});
