/**
 * Audiences by size: largest first over all pages, nobody twice and nobody missing, and only those whose name holds the filter.
 */
import assert from "node:assert/strict";
import type { ApiSession } from "../../../../client/src/api/apiSession.js";
import { fetchKnownSizes } from "../../../../client/src/api/audienceSize.js";
import type { Sessions } from "../../../../client/src/auth/sessions.js";
import type { ListRequest, ResourceRow, RowWalk } from "../../../../client/src/model/rows.js";
import { createPlatformLists } from "../../../../client/src/resources/platformLists.js";
import { openSample } from "../api/support/samplePlatform.js";

async function open(session: ApiSession, request: Partial<ListRequest>): Promise<RowWalk> {
  const lists = createPlatformLists(
    { openConnection: async () => ({ openSession: () => session }) } as unknown as Sessions,
    () => 0,
  );
  const list = { connection: "Acme", sandbox: "dev", kind: "audience", pageSize: 20 } as const;
  return await lists.openList({ ...list, filter: undefined, ...request });
}

async function readAll(session: ApiSession, request: Partial<ListRequest>): Promise<readonly ResourceRow[]> {
  const walk = await open(session, request);
  const rows: ResourceRow[] = [];
  for (;;) {
    const page = await walk.nextPage(new AbortController().signal);
    rows.push(...page.rows);
    if (page.isLast) return rows;
  }
}

describe("audiences by size", () => {
  it("begin with the largest, and end with those that nobody counted", async () => {
    const { session } = openSample();
    const rows = await readAll(session, { sort: "size" });
    const sizes = await fetchKnownSizes(session, undefined);
    const counted = rows.map(({ id }) => sizes.get(id) ?? -1);
    assert.deepEqual(
      counted,
      [...counted].sort((one, other) => other - one),
    );
    assert.equal(counted[0], Math.max(...sizes.values()));
    const ids = new Set(rows.map(({ id }) => id));
    assert.equal(ids.size, rows.length);
    for (const { id, name } of await readAll(session, {})) assert.ok(ids.has(id), name);
  });

  it("say from the first page on how many there are, as the list in its usual order does", async () => {
    const { session } = openSample();
    const { signal } = new AbortController();
    const [bySize, usual] = await Promise.all([open(session, { sort: "size" }), open(session, {})]);
    const { total } = await usual.nextPage(signal);
    assert.ok(total);
    for (let page = await bySize.nextPage(signal); !page.isLast; page = await bySize.nextPage(signal))
      assert.equal(page.total, total);
  });

  it("are only those whose name holds the filter", async () => {
    const { session } = openSample();
    const rows = await readAll(session, { sort: "size", filter: "cart" });
    assert.ok(rows.length > 1);
    assert.ok(rows.every(({ name }) => /cart/i.test(name)));
  });

  it("fill a page with what the filter finds, and end where as many are shown as there are", async () => {
    const { session } = openSample();
    const { signal } = new AbortController();
    const all = await readAll(session, { sort: "size", filter: "cart" });
    const walk = await open(session, { sort: "size", filter: "cart", pageSize: 2 });
    for (let shown = 2; shown - 2 < all.length; shown += 2) {
      const { rows, total, isLast } = await walk.nextPage(signal);
      assert.equal(rows.length, Math.min(2, all.length - shown + 2));
      assert.deepEqual({ total, isLast }, { total: all.length, isLast: shown >= all.length });
    }
  });

  it("are looked for a few pages at a time where many match, and nobody is missed", async () => {
    const { session, urls } = openSample();
    const { signal } = new AbortController();
    const walk = await open(session, { sort: "size", filter: "e", pageSize: 1 });
    const ids = new Set<string>();
    for (let isLast = false, isFirst = true; !isLast; isFirst = false) {
      const before = urls.length;
      const page = await walk.nextPage(signal);
      assert.ok(isFirst || urls.length - before <= 10, `${urls.length - before} requests`);
      for (const { id } of page.rows) ids.add(id);
      isLast = page.isLast;
    }
    for (const { id, name } of await readAll(session, { filter: "e" })) assert.ok(ids.has(id), name);
  });
});
