/**
 * Names of Customer Journey Analytics while somebody types: each list is asked for once, what is found is what the service would find,
 * and a list that is too long is left to its service.
 */
import assert from "node:assert/strict";
import { createApiConnection } from "../../../../client/src/api/apiConnection.js";
import type { Sessions } from "../../../../client/src/auth/sessions.js";
import { WHOLE_ORGANISATION } from "../../../../client/src/model/resource.js";
import type { ListRequest, ResourceRow, RowWalk } from "../../../../client/src/model/rows.js";
import { ListedRows, searchListed } from "../../../../client/src/resources/listedRows.js";
import { createPlatformLists } from "../../../../client/src/resources/platformLists.js";
import { createSampleOrganisation } from "../../../../client/src/sample/organisation.js";
import { sampleCredentials } from "../../../../client/src/sample/sampleCredentials.js";
import { createSampleTransport } from "../../../../client/src/sample/sampleTransport.js";

const KINDS = ["dataView", "analyticsFilter", "calculatedMetric"] as const;
const NEVER = new AbortController().signal;

function openLists() {
  const organisation = createSampleOrganisation({ stopped: true });
  const connection = createApiConnection({
    name: "Test",
    credentials: sampleCredentials("full"),
    createTransport: () => createSampleTransport(organisation),
  });
  const sessions = {
    open: async (_name: string, sandbox?: string) => connection.openSession(sandbox),
    openConnection: async () => connection,
  } as unknown as Sessions;
  const countAsked = () =>
    Object.entries(organisation.traffic().report().calls)
      .filter(([route]) => /dataviews|segments|calculatedmetrics/.test(route))
      .reduce((sum, [, calls]) => sum + calls, 0);
  return { organisation, countAsked, lists: createPlatformLists(sessions, () => organisation.clock.now()) };
}

describe("searching in Customer Journey Analytics", () => {
  const toRequest = (kind: (typeof KINDS)[number], filter: string | undefined): ListRequest => ({
    ...{ connection: "Test", sandbox: WHOLE_ORGANISATION, kind, pageSize: 20, filter },
  });

  it("asks for each list once while somebody types, and again after a while or a refresh", async () => {
    const { lists, countAsked, organisation } = openLists();
    const type = async (text: string) => {
      for (const kind of KINDS) {
        const { rows } = await (await lists.openList(toRequest(kind, text))).nextPage(NEVER);
        const all = await (await lists.openList(toRequest(kind, undefined))).nextPage(NEVER);
        assert.deepEqual(
          rows.map(({ name }) => name),
          all.rows.map(({ name }) => name).filter((name) => name.toLowerCase().includes(text)),
        );
      }
    };
    const count = async (text: string) => {
      const before = countAsked();
      await type(text);
      // What the comparison read is no part of the search.
      return countAsked() - before - KINDS.length;
    };
    assert.equal(await count("a"), KINDS.length);
    assert.equal(await count("ac"), 0);
    assert.equal(await count("acme"), 0);
    organisation.clock.advance(600_000);
    assert.equal(await count("acm"), KINDS.length);
    lists.forget();
    assert.equal(await count("ac"), KINDS.length);
  });

  it("goes on with a reading that was given up, and leaves what is too long to the service", async () => {
    const toRow = (id: number): ResourceRow => ({
      ...{ kind: "analyticsFilter", id: String(id), name: `Filter ${id}`, facts: [] },
    });
    let pages = 0;
    const openWalk = (length: number): RowWalk => ({
      async nextPage(signal) {
        signal.throwIfAborted();
        const rows = Array.from({ length: 100 }, (_row, index) => toRow(pages * 100 + index));
        pages += 1;
        return { rows, total: undefined, isLast: pages === length };
      },
    });
    const ended = new AbortController();
    ended.abort();
    const openAtService = (): RowWalk => ({
      nextPage: async () => ({ rows: [toRow(7)], total: 1, isLast: true }),
    });
    const search = async (listed: ListedRows, signal: AbortSignal) => {
      const walk = searchListed(listed, { filter: "99", pageSize: 2, openAtService });
      return (await walk.nextPage(signal)).rows.map(({ id }) => id);
    };
    const short = new ListedRows(openWalk(2));
    await assert.rejects(search(short, ended.signal));
    assert.deepEqual(await search(short, NEVER), ["99", "199"]);
    assert.equal(pages, 2);
    pages = 0;
    const long = new ListedRows(openWalk(1_000));
    assert.deepEqual(await search(long, NEVER), ["7"]);
    assert.deepEqual(await search(long, NEVER), ["7"]);
    assert.equal(pages, 20, "and does not go on reading");
  });
});
