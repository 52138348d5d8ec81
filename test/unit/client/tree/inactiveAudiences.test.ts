/**
 * Inactive audiences, which the platform's list leaves out, in the lists of the sidebar, of Find and of pickers.
 */
import assert from "node:assert/strict";
import { createApiConnection } from "../../../../client/src/api/apiConnection.js";
import type { Sessions } from "../../../../client/src/auth/sessions.js";
import type { ListRequest, ResourceRow } from "../../../../client/src/model/rows.js";
import { createPlatformLists } from "../../../../client/src/resources/platformLists.js";
import { createSampleOrganisation } from "../../../../client/src/sample/organisation.js";
import { sampleCredentials } from "../../../../client/src/sample/sampleCredentials.js";
import { createSampleTransport } from "../../../../client/src/sample/sampleTransport.js";

const INACTIVE = "Legacy segment code A";
const { signal } = new AbortController();
const REQUEST: ListRequest = {
  connection: "Test",
  sandbox: "prod",
  kind: "audience",
  pageSize: 100,
  filter: undefined,
};

function openLists(scenario = "default") {
  const organisation = createSampleOrganisation({ stopped: true, scenario });
  const connection = createApiConnection({
    name: "Test",
    credentials: sampleCredentials("full"),
    createTransport: () => createSampleTransport(organisation),
  });
  const sessions = {
    open: async (_name: string, sandbox?: string) => connection.openSession(sandbox),
    openConnection: async () => connection,
  } as unknown as Sessions;
  return { organisation, lists: createPlatformLists(sessions, () => organisation.clock.now()) };
}

async function readAll(
  request: ListRequest,
  lists = openLists().lists,
): Promise<{ rows: readonly ResourceRow[]; pages: number }> {
  const walk = await lists.openList(request);
  const rows: ResourceRow[] = [];
  for (let pages = 1; ; pages++) {
    const page = await walk.nextPage(signal);
    rows.push(...page.rows);
    if (page.isLast) return { rows, pages };
  }
}

describe("inactive audiences", () => {
  it("stand behind the others, with their state and each once", async () => {
    const { rows } = await readAll({ ...REQUEST, inactive: "last" });
    const { rows: listed } = await readAll(REQUEST);
    const inactive = rows.slice(listed.length);
    assert.ok(inactive.some(({ name }) => name === INACTIVE));
    assert.ok(inactive.every(({ state }) => state === "inactive"));
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
  });

  it("are found by part of their name, and alone where only they are asked for", async () => {
    const filtered = { ...REQUEST, filter: "segment CODE a" } as const;
    assert.deepEqual((await readAll(filtered)).rows, []);
    for (const inactive of ["last", "only"] as const) {
      const { rows } = await readAll({ ...filtered, inactive });
      assert.deepEqual(
        rows.map(({ name }) => name),
        [INACTIVE],
      );
    }
  });

  it("wait for another page where finding them takes more than one request", async () => {
    const { lists, organisation } = openLists();
    const countDefinitions = (): number =>
      organisation.traffic().report().calls["GET /data/core/ups/segment/definitions"] ?? 0;
    const walk = await lists.openList({ ...REQUEST, filter: "Gold and platinum", inactive: "last" });
    const first = await walk.nextPage(signal);
    assert.equal(first.isLast, false);
    assert.equal(first.remaining, "inactive");
    assert.equal(first.rows[0]?.name, "Gold and platinum members");
    assert.equal(countDefinitions(), 1);
    const rest = await walk.nextPage(signal);
    assert.ok(rest.isLast && rest.rows.every(({ state }) => state === "inactive"));
  });

  it("cost the others nothing where the older list is refused", async () => {
    const { lists, organisation } = openLists();
    organisation.adjust({ weather: [{ effect: "no-such-route", path: "/segment/definitions" }] });
    const { rows } = await readAll({ ...REQUEST, inactive: "last" }, lists);
    assert.ok(rows.length > 0);
  });
});
