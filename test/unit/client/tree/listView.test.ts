/**
 * Groups of rows: nothing is hidden, what has no value says so, and only ids without names are looked up.
 */
import assert from "node:assert/strict";
import type { ResourceRow } from "../../../../client/src/model/rows.js";
import { findUnnamed, toGroups } from "../../../../client/src/tree/listView.js";

const row = (id: string, more: Partial<ResourceRow>): ResourceRow => ({
  kind: "audience",
  id,
  name: id,
  facts: [],
  ...more,
});

describe("groups of rows", () => {
  const rows = [
    row("a", { state: "published", folderId: "f1", tags: [{ id: "t1", name: "Loyal" }] }),
    row("b", {
      tags: [
        { id: "t1", name: undefined },
        { id: "t2", name: undefined },
      ],
    }),
    row("c", { state: "draft", folderId: "f2" }),
  ];
  const toText = (grouping: Parameters<typeof toGroups>[1], names = new Map<string, string>()): string[] =>
    toGroups(rows, grouping, names).map(
      ({ label, rows: held }) => `${label}: ${held.map(({ id }) => id).join(" ")}`,
    );

  it("hold every row, by name, those without any last", () => {
    assert.deepEqual(toText("state"), ["draft: c", "published: a", "State unknown: b"]);
  });

  it("show ids until names are known, and a row with two tags twice", () => {
    assert.deepEqual(toText("folder", new Map([["f2", "Archive"]])), ["Archive: c", "f1: a", "No folder: b"]);
    assert.deepEqual(toText("tag"), ["Loyal: a b", "t2: b", "No tag: c"]);
  });

  it("ask only for names nobody gave", () => {
    assert.deepEqual(findUnnamed(rows, "tag"), ["t1", "t2"]);
    assert.deepEqual(findUnnamed(rows, "folder"), ["f1", "f2"]);
    assert.deepEqual(findUnnamed(rows, "state"), []);
  });
});
