/**
 * The sidebar on an organisation of 3,900 audiences (the lists leave out inactive ones): what each thing a person does costs in requests, counted at the stand-in.
 */
import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";
import type { SampleOrganisation } from "../../client/src/sample/organisation.js";
import type { TestApi } from "../../client/src/testApi.js";
import type { TreeNode } from "../../client/src/tree/nodes.js";
import { LatestSearch } from "../../client/src/ui/searches.js";
import {
  eventually,
  getChildren,
  getData,
  getNode,
  getOrganisation,
  getTestApi,
  SAMPLE,
  skipWaits,
  useSample,
} from "./harness/extensionUnderTest.js";

const PROD = `${SAMPLE}/prod`;
const AUDIENCE_ROUTE = "GET /data/core/ups/audiences";

/** Lists with the route that answers them. */
const LISTS: readonly (readonly [list: string, route: string])[] = [
  ["audience", AUDIENCE_ROUTE],
  ["journey", "GET /ajo/journey"],
  ["campaign", "GET /journey/campaigns/service/campaigns"],
  ["content/template", "GET /ajo/content/templates"],
  ["content/fragment", "GET /ajo/content/fragments"],
  ["dataset", "GET /data/foundation/catalog/dataSets"],
  ["schema", "GET /data/foundation/schemaregistry/{container}/{kind}"],
  ["destination", "GET /data/foundation/flowservice/flows"],
  ["namespace", "GET /data/core/idnamespace/identities"],
];

describe("the sidebar on a large organisation", () => {
  let api: TestApi;
  let organisation: SampleOrganisation;
  before(async () => {
    api = await getTestApi();
    organisation = await getOrganisation(api);
    await useSample(api, "prod");
    await skipWaits(api);
    organisation.loadScenario("big-org");
    api.services.tree.refresh();
  });
  after(() => {
    organisation.loadScenario("default");
    api.services.tree.refresh();
  });
  beforeEach(() => api.user.reset());

  const callsOf = (route: string): number => organisation.traffic().report().calls[route] ?? 0;
  const countCalls = async (route: string, act: () => Promise<unknown>): Promise<number> => {
    const before = callsOf(route);
    await act();
    return callsOf(route) - before;
  };
  const rowsOf = async (list: TreeNode): Promise<TreeNode[]> =>
    (await getChildren(api, list)).filter(({ data }) => data.type === "resource");
  const namesOf = async (list: TreeNode): Promise<string[]> =>
    (await rowsOf(list)).map((node) => getData(node, "resource").row.name);

  it("shows the first rows after one request for one page", async () => {
    const list = await getNode(api, `${PROD}/audience`);
    const cost = await countCalls(AUDIENCE_ROUTE, () => getChildren(api, list));
    assert.equal(cost, 1);
    const { progress } = getData(list, "kind");
    assert.equal(progress.shown, 50);
    assert.ok((progress.total ?? 0) >= 3_500, `total is ${progress.total}`);
    assert.equal(
      await countCalls(AUDIENCE_ROUTE, () => getChildren(api, list)),
      0,
      "drawn again for nothing",
    );
  });

  for (const [id, route] of LISTS) {
    it(`filters ${id} with one request`, async () => {
      const list = await getNode(api, `${PROD}/${id}`);
      const rows = (await rowsOf(list)).map((node) => getData(node, "resource").row);
      // What has no name is called by its id, which no service looks for.
      const part =
        rows
          .findLast(({ id: rowId, name }) => name !== rowId)
          ?.name.slice(1, 7)
          .trim() ?? "";
      api.user.willAnswer(part);
      const cost = await countCalls(route, async () => {
        await vscode.commands.executeCommand("aep.tree.filter", list);
        await getChildren(api, list);
      });
      assert.equal(cost, 1, JSON.stringify(organisation.traffic().report().calls));
      const names = await namesOf(list);
      assert.ok(names.length > 0, "something is found");
      for (const name of names) assert.ok(name.toLowerCase().includes(part.toLowerCase()), name);
      await vscode.commands.executeCommand("aep.tree.clearFilter", list);
    });
  }

  it("never shows an empty page of a list that only we can filter, and reads its longest pages", async () => {
    const list = await getNode(api, `${PROD}/journey`);
    const all = await namesOf(list);
    api.user.willAnswer("no journey is called this");
    const cost = await countCalls("GET /ajo/journey", async () => {
      await vscode.commands.executeCommand("aep.tree.filter", list);
      const [notice] = await getChildren(api, list);
      assert.ok(notice);
      assert.equal(getData(notice, "notice").reason, "filtered");
    });
    assert.equal(cost, Math.ceil(Math.max(1, all.length) / 100));
    assert.match(String(api.services.tree.getTreeItem(list).description), /looked for page by page$/);
    await vscode.commands.executeCommand("aep.tree.clearFilter", list);
  });

  it("sorts with one request and groups with none", async () => {
    const list = await getNode(api, `${PROD}/audience`);
    await getChildren(api, list);
    api.user.willAnswer("By name");
    const sorting = await countCalls(AUDIENCE_ROUTE, async () => {
      await vscode.commands.executeCommand("aep.tree.sort", list);
      await getChildren(api, list);
    });
    assert.equal(sorting, 1);
    for (const grouping of ["state", "evaluation", "origin", "folder", "tag"]) {
      api.user.willAnswer(`Grouped by ${grouping}`);
      const reading = await countCalls(AUDIENCE_ROUTE, async () => {
        await vscode.commands.executeCommand("aep.tree.group", list);
        assert.ok((await getChildren(api, list)).some(({ data }) => data.type === "group"));
      });
      assert.equal(reading, 0, grouping);
    }
    assert.equal(callsOf("GET /unifiedtags/tags"), 1, "the names of all tags are one request");
    api.user.willAnswer("Not grouped", "Last changed first");
    await vscode.commands.executeCommand("aep.tree.group", list);
    await vscode.commands.executeCommand("aep.tree.sort", list);
  });

  it("reads each further page with one request, every audience once, and lets others work meanwhile", async () => {
    const list = await getNode(api, `${PROD}/audience`);
    let rows = await getChildren(api, list);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    for (let more = rows.at(-1); more?.data.type === "more"; more = rows.at(-1)) {
      const cost = await countCalls(AUDIENCE_ROUTE, () =>
        Promise.resolve(vscode.commands.executeCommand("aep.tree.loadMore", more)),
      );
      assert.equal(cost, 1);
      rows = await getChildren(api, list);
    }
    delay.disable();
    const ids = rows.map((node) => getData(node, "resource").row.id);
    assert.ok(ids.length > 3_500, `${ids.length} rows`);
    assert.equal(new Set(ids).size, ids.length, "nothing stands twice");
    assert.equal(getData(list, "kind").progress.isComplete, true);
    const startedAt = performance.now();
    for (const node of await getChildren(api, list)) api.services.tree.getTreeItem(node);
    report({ delay, drawingMs: performance.now() - startedAt, rows: ids.length });
    await vscode.commands.executeCommand("aep.tree.refresh", list);
  });

  it("searches once after the last key, and gives up a search that a further key made pointless", async () => {
    const finder = await api.services.finder();
    const target = { connection: SAMPLE, sandbox: "prod" };
    const shown: string[][] = [];
    let isBusy = false;
    const search = new LatestSearch(
      {
        toNothing: () => "nothing",
        search: (text, signal, tell) => finder.search({ target, text, signal }, tell),
      },
      {
        onFound: (choices) => shown.push(choices.map(({ label }) => label)),
        onBusy: (busy) => {
          isBusy = busy;
        },
        restMs: 0,
      },
    );
    await finder.search({ target, text: "warm up", signal: new AbortController().signal }, () => undefined);
    const type = (text: string): void => {
      for (let end = 1; end <= text.length; end++) search.type(text.slice(0, end));
    };
    const cost = await countCalls(AUDIENCE_ROUTE, async () => {
      type("loyal");
      await eventually("the search has ended", () => !isBusy);
    });
    assert.equal(cost, 1, "five keys in a row are one search");
    assert.ok(shown.at(-1)?.some((label) => /loyal/i.test(label)));
    organisation.adjust({ weather: [{ effect: "delay", path: "/ups/audiences", delayMs: 60_000 }] });
    const aborted = organisation.traffic().report().aborted;
    const before = callsOf(AUDIENCE_ROUTE);
    search.type("slow");
    await eventually("the slow search is under way", () => callsOf(AUDIENCE_ROUTE) === before + 1);
    organisation.adjust({ weather: [] });
    search.type("cart");
    await eventually("the search has ended", () => !isBusy);
    assert.ok(organisation.traffic().report().aborted > aborted, "the slow request was given up");
    assert.equal(callsOf(AUDIENCE_ROUTE), before + 2);
    assert.ok(shown.at(-1)?.some((label) => /cart/i.test(label)));
    search.stop();
  });
});

/** Says how long the extension host was held up; nothing is asserted, because a busy machine is no fault of the code. */
function report(held: {
  readonly delay: ReturnType<typeof monitorEventLoopDelay>;
  readonly drawingMs: number;
  readonly rows: number;
}): void {
  const [most, usual] = [held.delay.max, held.delay.percentile(50)].map((time) => (time / 1e6).toFixed(0));
  console.log(
    `      reading page by page held others up for ${most} ms at most, half the turns below ${usual} ms`,
  );
  console.log(`      drawing all ${held.rows} rows anew in one turn took ${held.drawingMs.toFixed(0)} ms`);
}
