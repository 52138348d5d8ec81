/**
 * Nodes of the sidebar: ids are paths, the same id is the same object, and counts are honest.
 */
import assert from "node:assert/strict";
import type { ResourceRow } from "../../../../client/src/model/rows.js";
import { NodeCache } from "../../../../client/src/tree/nodeCache.js";
import {
  contentChildren,
  NOTHING_READ,
  noticeNode,
  resourceNode,
  sandboxChildren,
  toContextValue,
  toCountText,
  toGroupCountText,
} from "../../../../client/src/tree/nodes.js";

const TARGET = { connection: "Acme", sandbox: "dev" };
const LIST = "Acme/dev/audience";
const row = (id: string, state?: string): ResourceRow => ({
  kind: "audience",
  id,
  name: id,
  state,
  facts: [],
});

describe("nodes of the sidebar", () => {
  it("leaves out the lists of products that a connection is not for", () => {
    const kinds = sandboxChildren(
      TARGET,
      () => undefined,
      (product) => product === "ajo",
    ).map(({ id }) => id.split("/").pop());
    assert.deepEqual(kinds, ["journey", "campaign", "content"]);
  });

  it("have paths for ids", () => {
    assert.equal(resourceNode(LIST, TARGET, row("a/b")).id, "Acme/dev/audience/a%2Fb");
    const ids = sandboxChildren(
      TARGET,
      () => undefined,
      () => true,
    ).map(({ id }) => id);
    assert.deepEqual(ids.slice(0, 4), [
      "Acme/dev/audience",
      "Acme/dev/journey",
      "Acme/dev/campaign",
      "Acme/dev/content",
    ]);
    assert.equal(new Set(ids).size, ids.length);
    const content = contentChildren(TARGET, () => undefined).map(({ id }) => id);
    assert.deepEqual(content, ["Acme/dev/content/template", "Acme/dev/content/fragment"]);
  });

  it("say what menus match on", () => {
    assert.equal(
      toContextValue(resourceNode(LIST, TARGET, row("a", "draft")).data),
      "audience.draft+id+open+compare",
    );
    assert.equal(
      toContextValue(resourceNode(LIST, TARGET, row("a")).data),
      "audience.unknown+id+open+compare",
    );
    assert.equal(toContextValue(noticeNode("x", { reason: "offline", text: "" }).data), "notice.offline");
  });

  it("count honestly", () => {
    const progress = { ...NOTHING_READ, shown: 50, total: 1204 };
    assert.equal(toCountText(progress), "50 of 1,204");
    assert.equal(toCountText({ ...progress, total: undefined }), "first 50");
    assert.equal(toCountText({ ...progress, total: 49 }), "first 50");
    assert.equal(toCountText({ ...progress, isComplete: true }), "50");
    assert.equal(toCountText({ ...progress, shown: undefined }), "");
  });

  it("count a group as far as its list was read", () => {
    const group = { key: "cart", label: "Cart", rows: [row("a"), row("b")] };
    assert.equal(toGroupCountText(group, true), "2 so far");
    assert.equal(toGroupCountText(group, false), "2");
  });
});

describe("the node cache", () => {
  it("hands back the same object with new data, and forgets what is gone", () => {
    const cache = new NodeCache();
    const [list] = cache.place(undefined, [{ id: "l", data: { type: "notice", reason: "empty", text: "" } }]);
    const [first] = cache.place(list, [
      resourceNode(LIST, TARGET, row("a", "draft")),
      resourceNode(LIST, TARGET, row("b")),
    ]);
    const [again, ...others] = cache.place(list, [resourceNode(LIST, TARGET, row("a", "published"))]);
    assert.equal(again, first);
    assert.equal(others.length, 0);
    assert.equal(again?.data.type === "resource" && again.data.row.state, "published");
    assert.equal(cache.find("Acme/dev/audience/b"), undefined);
    assert.equal(cache.find("Acme/dev/audience/a"), again);
  });
});
