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
import { ScriptedClock } from "../../../../client/src/scriptedClock.js";

const KINDS = ["dataView", "analyticsFilter", "calculatedMetric"] as const;
const NEVER = new AbortController().signal;

function openLists() {
  const organisation = createSampleOrganisation({ stopped: true });
  const clock = new ScriptedClock();
  clock.skipWaits(organisation.clock);
  const connection = createApiConnection({
    name: "Test",
    credentials: sampleCredentials("full"),
    createTransport: () => createSampleTransport(organisation),
    clock,
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

const toRequest = (kind: (typeof KINDS)[number], filter: string | undefined): ListRequest => ({
  connection: "Test",
  sandbox: WHOLE_ORGANISATION,
  kind,
  pageSize: 20,
  filter,
});

/** Searches every kind, compares with the whole list, and tells how many requests the searches took. */
async function type(text: string, { lists, countAsked }: ReturnType<typeof openLists>): Promise<number> {
  const before = countAsked();
  for (const kind of KINDS) {
    const found = await (await lists.openList(toRequest(kind, text))).nextPage(NEVER);
    const all = await (await lists.openList(toRequest(kind, undefined))).nextPage(NEVER);
    const wanted = all.rows.filter(({ name }) => name.toLowerCase().includes(text));
    assert.deepEqual(found.rows.map(toName), wanted.map(toName));
  }
  return countAsked() - before - KINDS.length;
}

const toName = ({ name }: ResourceRow): string => name;

const toRow = (id: number): ResourceRow => ({
  kind: "analyticsFilter",
  id: String(id),
  name: `Filter ${id}`,
  facts: [],
});

/** A list of so many pages; `read` are those that were read. */
function openPages(pages: number): RowWalk & { read: number } {
  return {
    read: 0,
    async nextPage(signal) {
      signal.throwIfAborted();
      const rows = Array.from({ length: 100 }, (_row, index) => toRow(this.read * 100 + index));
      this.read += 1;
      return { rows, total: undefined, isLast: this.read === pages };
    },
  };
}

async function search(listed: ListedRows, signal: AbortSignal): Promise<readonly string[]> {
  const openAtService = (): RowWalk => ({
    nextPage: async () => ({ rows: [toRow(7)], total: 1, isLast: true }),
  });
  const walk = searchListed(listed, { filter: "99", pageSize: 2, openAtService });
  return (await walk.nextPage(signal)).rows.map(({ id }) => id);
}

describe("searching in Customer Journey Analytics", () => {
  it("asks for each list once while somebody types, and again after a while or a refresh", async () => {
    const opened = openLists();
    assert.equal(await type("a", opened), KINDS.length);
    assert.equal(await type("ac", opened), 0);
    assert.equal(await type("acme", opened), 0);
    opened.organisation.clock.advance(600_000);
    assert.equal(await type("acm", opened), KINDS.length);
    opened.lists.forget();
    assert.equal(await type("ac", opened), KINDS.length);
  });

  it("goes on with a reading that was given up", async () => {
    const walk = openPages(2);
    const listed = new ListedRows(walk);
    await assert.rejects(search(listed, AbortSignal.abort()));
    assert.deepEqual(await search(listed, NEVER), ["99", "199"]);
    assert.equal(walk.read, 2);
  });

  it("leaves what is too long to the service, and does not go on reading", async () => {
    const walk = openPages(1_000);
    const listed = new ListedRows(walk);
    for (let time = 0; time < 2; time++) assert.deepEqual(await search(listed, NEVER), ["7"]);
    assert.equal(walk.read, 20);
  });
});
