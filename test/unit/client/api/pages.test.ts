/**
 * Walking lists in all seven styles over a real socket: nothing lost, nothing twice, always an end.
 */
import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { isApiError } from "../../../../client/src/api/apiError";
import { collectItems, type Page, type PageSource, walkPages } from "../../../../client/src/api/pages";
import type { PagingStyle } from "../../../../client/src/api/pagingStyles";
import { findObject, findText } from "../../../../client/src/api/tolerantShapes";
import { type Answer, type StubPlatform, sendJson, startStub } from "./support/stubPlatform";

interface Thing {
  readonly id: string;
}

const BASE = "/data/things";

/** Ids 0 to `count - 1` as text. */
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

const queryOf = (path: string): URLSearchParams => new URL(path, "http://x").searchParams;

function toSource(style: PagingStyle, change: Partial<PageSource<Thing>> = {}): PageSource<Thing> {
  return {
    style,
    pageSize: 3,
    basePath: BASE,
    toRequest: ({ index, offset, limit, token }) => ({
      path: `${BASE}/list`,
      query: { index, offset, limit, token },
    }),
    findEntries: (body) => findObject(body)?.["items"] ?? (style === "map" ? body : undefined),
    findItem: (entry, key) => {
      const id = findText(findObject(entry)?.["id"]) ?? key;
      return id === undefined ? undefined : { id };
    },
    getId: ({ id }) => id,
    ...change,
  };
}

describe("Walking a list", () => {
  let stub: StubPlatform;

  afterEach(() => stub.stop());

  async function walkOf(source: PageSource<Thing>, answer: Answer) {
    stub = await startStub(answer);
    return walkPages(stub.connection.openSession("dev"), source);
  }

  async function idsOf(source: PageSource<Thing>, answer: Answer): Promise<string[]> {
    return (await collectItems(await walkOf(source, answer))).map(({ id }) => id);
  }

  const things = (ids: readonly string[]) => ids.map((id) => ({ id }));

  /** Serves `count` things by page number; `toPage` adds what the service says about paging. */
  const byIndex =
    (count: number, first: number, toPage: (index: number, pages: number) => object): Answer =>
    (response, request) => {
      const query = queryOf(request.path);
      const limit = Number(query.get("limit"));
      const index = Number(query.get("index"));
      const from = (index - first) * limit;
      const items = things(numbered(count).slice(from, from + limit));
      sendJson(response, 200, { items, ...toPage(index, Math.ceil(count / limit)) });
    };

  it("of audiences ends however the last page says so", async () => {
    const endings: readonly ((index: number, pages: number) => object)[] = [
      (index, pages) => ({
        _page: { totalCount: 7, pageSize: 3, next: index + 1 < pages ? String(index + 1) : undefined },
      }),
      (index, pages) => ({
        _page: {
          totalCount: "7",
          totalPages: String(pages),
          next: index + 1 < pages ? String(index + 1) : null,
        },
      }),
      (index, pages) => ({ _page: { next: index + 1 < pages ? String(index + 1) : "0" } }),
      (index, pages) => ({ _page: { next: index + 1 < pages ? index + 1 : 0 } }),
      (index, pages) => ({ _pages: { totalPages: pages }, _index: index }),
      () => ({ _page: { totalCount: 7 } }),
    ];
    for (const ending of endings) {
      assert.deepEqual(await idsOf(toSource("pageIndex"), byIndex(7, 0, ending)), numbered(7));
      await stub.stop();
    }
    assert.deepEqual(
      await idsOf(
        toSource("pageIndex"),
        byIndex(6, 0, (index) => ({ _page: { next: String(index + 1) } })),
      ),
      numbered(6),
    );
    assert.equal(stub.calls().length, 3, "an empty page ends a list that always promises another");
  });

  it("by page number from zero and from one", async () => {
    const published = byIndex(7, 0, (index, pages) => ({ page: index, limit: 3, pages }));
    assert.deepEqual(await idsOf(toSource("pageFromZero"), published), numbered(7));
    await stub.stop();
    const observed = byIndex(7, 0, (index) => ({ pagination: { page: index, pageSize: 3, totalCount: 7 } }));
    assert.deepEqual(await idsOf(toSource("pageFromZero"), observed), numbered(7));
    await stub.stop();
    const analytics = byIndex(7, 0, (index, pages) => ({ lastPage: index + 1 >= pages, totalElements: 7 }));
    assert.deepEqual(await idsOf(toSource("pageFromZero"), analytics), numbered(7));
    await stub.stop();
    const campaigns = byIndex(7, 1, (index, pages) => ({
      _page: { page: index, totalPages: pages, totalCount: 7 },
    }));
    assert.deepEqual(await idsOf(toSource("pageFromOne"), campaigns), numbered(7));
    await stub.stop();
    const none = byIndex(0, 1, () => ({ _page: { totalPages: 0, totalCount: 0 } }));
    assert.deepEqual(await idsOf(toSource("pageFromOne"), none), []);
  });

  it("by offset and as a map", async () => {
    const byOffset =
      (toBody: (ids: string[]) => unknown): Answer =>
      (response, request) => {
        const query = queryOf(request.path);
        const offset = Number(query.get("offset"));
        sendJson(response, 200, toBody(numbered(7).slice(offset, offset + Number(query.get("limit")))));
      };
    assert.deepEqual(
      await idsOf(
        toSource("offset"),
        byOffset((ids) => ({ items: things(ids) })),
      ),
      numbered(7),
    );
    await stub.stop();
    const asMap = byOffset((ids) => Object.fromEntries(ids.map((id) => [`k${id}`, {}])));
    assert.deepEqual(
      await idsOf(toSource("map"), asMap),
      numbered(7).map((id) => `k${id}`),
    );
  });

  it("by token, which travels unchanged", async () => {
    const tokens = ["", "a+b/c==", "ü &?"];
    const answer: Answer = (response, request) => {
      const index = tokens.indexOf(queryOf(request.path).get("token") ?? "");
      sendJson(response, 200, {
        items: things([String(index)]),
        _page: { next: tokens[index + 1] ?? null, count: 1 },
      });
    };
    assert.deepEqual(await idsOf(toSource("token"), answer), ["0", "1", "2"]);
  });

  it("by link, relative to the service", async () => {
    const answer: Answer = (response, request) => {
      const index = Number(queryOf(request.path).get("continuationToken") ?? 0);
      assert.match(request.path, /^\/data\/things\/list/);
      const links = [{ href: "/list?continuationToken=1" }, "/list?continuationToken=2", { href: "" }];
      sendJson(response, 200, { items: things([String(index)]), _links: { next: links[index] } });
    };
    assert.deepEqual(await idsOf(toSource("link"), answer), ["0", "1", "2"]);
  });

  it("never sends the token after a link to another host", async () => {
    const walk = await walkOf(toSource("link"), (response) =>
      sendJson(response, 200, {
        items: things(["a"]),
        _links: { next: { href: "https://evil.example/list" } },
      }),
    );
    await walk.nextPage();
    await assert.rejects(walk.nextPage(), (error) => isApiError(error, "refused"));
    assert.equal(stub.calls().length, 1);
  });

  it("stops when the service sends the same page again and again", async () => {
    const answer: Answer = (response) =>
      sendJson(response, 200, { items: things(["a", "b", "c"]), _page: { next: "again", totalPages: 99 } });
    for (const style of ["token", "pageIndex", "offset", "pageFromOne"] as const) {
      assert.deepEqual(await idsOf(toSource(style), answer), ["a", "b", "c"]);
      assert.equal(stub.calls().length, 2);
      await stub.stop();
    }
    stub = await startStub(answer);
  });

  it("loses and repeats nothing when items move between pages", async () => {
    const pages = [
      ["a", "b", "c"],
      ["c", "d", "e"],
      ["e", "f"],
    ];
    const answer: Answer = (response, request) => {
      const index = Number(queryOf(request.path).get("index"));
      sendJson(response, 200, { items: things(pages[index] ?? []), _page: { totalPages: 3 } });
    };
    assert.deepEqual(await idsOf(toSource("pageIndex"), answer), ["a", "b", "c", "d", "e", "f"]);
  });

  it("ends at its cap and says so", async () => {
    const walk = await walkOf(
      toSource("pageIndex", { maxPages: 2 }),
      byIndex(30, 0, () => ({ _page: { totalCount: 30 } })),
    );
    const pages: Page<Thing>[] = [];
    for await (const page of walk) pages.push(page);
    assert.equal(pages.length, 2);
    assert.deepEqual(
      [pages[1]?.isLast, pages[1]?.isCapped, pages[1]?.total, pages[1]?.loaded],
      [true, true, 30, 6],
    );
    assert.equal(await walk.nextPage(), undefined);
  });

  it("reads the lists of a large organisation to their end", async () => {
    const count = 50_000;
    const source = toSource("pageIndex", { pageSize: 2_500 });
    const ids = await idsOf(
      source,
      byIndex(count, 0, () => ({ _page: { totalCount: count } })),
    );
    assert.equal(ids.length, count);
  });

  it("repeats a page that failed instead of skipping it", async () => {
    let failures = 1;
    const good = byIndex(7, 0, () => ({ _page: { totalCount: 7 } }));
    const walk = await walkOf(toSource("pageIndex"), (response, request) => {
      if (queryOf(request.path).get("index") !== "1" || failures === 0) return good(response, request);
      failures -= 1;
      sendJson(response, 403, { message: "not now" });
    });
    const ids = [...((await walk.nextPage())?.items ?? [])];
    await assert.rejects(walk.nextPage(), (error) => isApiError(error, "forbidden"));
    ids.push(...(await collectItems(walk)));
    assert.deepEqual(
      ids.map(({ id }) => id),
      numbered(7),
    );
  });

  it("takes nothing of what the service says there is for damage, not for an empty list", async () => {
    const walk = await walkOf(toSource("pageIndex"), (response) =>
      sendJson(response, 200, { items: [], _page: { totalCount: 7 } }),
    );
    await assert.rejects(collectItems(walk), (error) => isApiError(error, "badResponse"));
  });

  it("can be cancelled at any page and taken up again", async () => {
    const walk = await walkOf(
      toSource("pageIndex"),
      byIndex(7, 0, () => ({ _page: { totalCount: 7 } })),
    );
    await walk.nextPage();
    await assert.rejects(walk.nextPage(AbortSignal.abort()), (error) => isApiError(error, "cancelled"));
    assert.equal(stub.calls().length, 1);
    assert.deepEqual(
      (await collectItems(walk)).map(({ id }) => id),
      ["3", "4", "5", "6"],
    );
  });

  it("serves two impatient callers one page each", async () => {
    const walk = await walkOf(
      toSource("pageIndex"),
      byIndex(7, 0, () => ({ _page: { totalCount: 7 } })),
    );
    const [first, second] = await Promise.all([walk.nextPage(), walk.nextPage()]);
    assert.deepEqual([first?.loaded, second?.loaded], [3, 6]);
  });

  it("shrinks the page when large ones come back empty or broken, without losing its place", async () => {
    const good = byIndex(12, 0, () => ({ _page: { totalCount: 12 } }));
    const failures: readonly ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(200, { "content-type": "application/json" }).end(),
      (response) => response.writeHead(200, { "content-length": "90" }).write("{", () => response.destroy()),
      () => setImmediate(() => stub.clock.advanceToNextTimer()),
    ];
    for (const failure of failures) {
      const ids = await idsOf(
        toSource("pageIndex", { pageSize: 5, smallerPageSize: 2 }),
        (response, request) => {
          const query = queryOf(request.path);
          const isTooMuch = query.get("limit") === "5" && query.get("index") === "1";
          return isTooMuch ? failure(response) : good(response, request);
        },
      );
      assert.deepEqual(ids, numbered(12));
      await stub.stop();
    }
    stub = await startStub(good);
  });

  it("calls an empty or null answer an error, not an empty list", async () => {
    for (const body of ["", "null", "{}", "[]", '"x"']) {
      const walk = await walkOf(toSource("pageIndex"), (response) =>
        response.writeHead(200, { "content-type": "application/json" }).end(body),
      );
      await assert.rejects(walk.nextPage(), (error) => isApiError(error, "badResponse"), body);
      await stub.stop();
    }
    stub = await startStub((response) => sendJson(response, 200, {}));
  });

  it("leaves out entries it cannot read and counts them", async () => {
    const walk = await walkOf(toSource("pageIndex"), (response) =>
      sendJson(response, 200, { items: [{ id: "a" }, {}, null, "x", { id: "b" }], _page: {} }),
    );
    const page = await walk.nextPage();
    assert.deepEqual([page?.items.length, page?.skipped], [2, 3]);
    assert.ok(stub.log.some(({ level }) => level === "warn"));
  });

  it("filters on the client where the service cannot, and then promises no total", async () => {
    const isWanted = ({ id }: Thing): boolean => Number(id) % 2 === 1;
    const walk = await walkOf(
      toSource("pageIndex", { isWanted }),
      byIndex(7, 0, () => ({ _page: { totalCount: 7 } })),
    );
    const first = await walk.nextPage();
    assert.deepEqual([first?.items.length, first?.total], [1, undefined]);
    assert.deepEqual(
      (await collectItems(walk)).map(({ id }) => id),
      ["3", "5"],
    );
  });
});
