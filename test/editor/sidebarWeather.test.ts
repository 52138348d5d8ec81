/**
 * What the sidebar shows when the platform fails: each kind of failure as one row with a way out, and the rest of the tree alive.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SampleOrganisation } from "../../client/src/sample/organisation.js";
import { sampleCredentials } from "../../client/src/sample/sampleCredentials.js";
import type { WeatherEffect, WeatherRule } from "../../client/src/sample/weather.js";
import type { TestApi } from "../../client/src/testApi.js";
import type { NoticeReason, TreeNode } from "../../client/src/tree/nodes.js";
import { findRowAction } from "../../client/src/tree/rowActions.js";
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

/** Every list with what only its requests have in their paths. */
const LISTS: readonly (readonly [id: string, rule: Pick<WeatherRule, "path" | "host">])[] = [
  [`${PROD}/audience`, { path: "/ups/audiences" }],
  [`${PROD}/journey`, { path: "/ajo/journey" }],
  [`${PROD}/campaign`, { path: "/journey/campaigns/" }],
  [`${PROD}/content/template`, { path: "/ajo/content/templates" }],
  [`${PROD}/content/fragment`, { path: "/ajo/content/fragments" }],
  [`${PROD}/dataset`, { path: "/catalog/dataSets" }],
  [`${PROD}/schema`, { path: "/schemaregistry/" }],
  [`${PROD}/destination`, { path: "/flowservice/" }],
  [`${PROD}/namespace`, { path: "/idnamespace/" }],
  [`${SAMPLE}/~/dataView`, { host: "cja", path: "/data/dataviews" }],
];

/** What is shown for good as one row. */
interface Failure {
  readonly effect: WeatherEffect;
  readonly reason: NoticeReason;
  readonly text: RegExp;
}

/** Read again a few times before anybody hears of them. */
const TRIED_AGAIN: readonly Failure[] = [
  { effect: "error", reason: "failed", text: /problem of its own.*failed for a moment/ },
  { effect: "unavailable-html", reason: "failed", text: /problem of its own/ },
  { effect: "bad-gateway", reason: "failed", text: /problem of its own/ },
  { effect: "throttle-body", reason: "failed", text: /asks to slow down/ },
  { effect: "throttle-silent", reason: "failed", text: /asks to slow down/ },
  { effect: "reset-before", reason: "offline", text: /could not be reached/ },
  { effect: "reset-after-headers", reason: "offline", text: /could not be reached/ },
  { effect: "cut", reason: "offline", text: /could not be reached.*lost before the answer was complete/ },
];

const SAID_AT_ONCE: readonly Failure[] = [
  { effect: "null-body", reason: "failed", text: /could not be read/ },
  { effect: "empty-body", reason: "failed", text: /could not be read/ },
  { effect: "redirect", reason: "failed", text: /could not be read/ },
  { effect: "no-such-route", reason: "failed", text: /mistake in the extension/ },
  { effect: "not-there", reason: "forbidden", text: /not available in this/ },
];

/** What passes by itself, so that nobody hears of it. */
const PASSING: readonly Omit<WeatherRule, "path">[] = [
  { effect: "error", times: 1 },
  { effect: "throttle-seconds", times: 1 },
  { effect: "throttle-date", times: 1 },
  { effect: "cut", times: 1 },
  { effect: "wrong-type" },
  { effect: "byte-order-mark" },
  { effect: "jitter", delayMs: 50 },
];

describe("the sidebar when the platform fails", () => {
  let api: TestApi;
  let organisation: SampleOrganisation;
  before(async () => {
    api = await getTestApi();
    organisation = await getOrganisation(api);
    await useSample(api, "prod");
    await skipWaits(api);
    organisation.loadScenario("default");
    api.services.tree.refresh();
  });
  afterEach(() => {
    organisation.loadScenario("default");
    api.services.tree.refresh();
  });

  const refresh = (node: TreeNode) => vscode.commands.executeCommand("aep.tree.refresh", node);
  const retry = (node: TreeNode) => vscode.commands.executeCommand("aep.tree.retry", node);
  const readIds = async (list: TreeNode): Promise<string[]> => {
    const children = await getChildren(api, list);
    const ids = children.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, "nothing is shown twice");
    return ids;
  };
  const getOnlyNotice = async (parent: TreeNode): Promise<TreeNode> => {
    const [notice, ...others] = await getChildren(api, parent);
    assert.ok(notice, `${parent.id} is not empty`);
    assert.deepEqual(
      others.map(({ id }) => id),
      [],
      "a failure is one row",
    );
    return notice;
  };

  /** The row says what is wrong and offers to try again, to the eye and to the ear. */
  const assertNotice = (notice: TreeNode, { reason, text }: Omit<Failure, "effect">): void => {
    const data = getData(notice, "notice");
    assert.match(data.text, text);
    assert.equal(data.reason, reason, data.text);
    const item = api.services.tree.getTreeItem(notice);
    assert.ok(String(item.label).length < 30, `"${item.label}" fits into a narrow sidebar`);
    assert.match(String(item.description), /^Retry/);
    assert.match(item.accessibilityInformation?.label ?? "", text);
    assert.match(item.accessibilityInformation?.label ?? "", /Activate to retry\.$/);
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.None);
  };

  for (const [round, failures] of [TRIED_AGAIN, SAID_AT_ONCE].entries()) {
    it(`shows ${failures.map(({ effect }) => effect).join(", ")} on the list they happened to`, async () => {
      const lists = await Promise.all(LISTS.map(([id]) => getNode(api, id)));
      const before = await Promise.all(lists.map(readIds));
      // Other lists are hit in each round; the first stays well, because it asks again in another way.
      const hit = failures.map((failure, index) => ({ ...failure, at: 1 + ((index + round * 4) % 9) }));
      const toRule = ({ effect, at }: (typeof hit)[number]): WeatherRule => ({ ...LISTS[at]?.[1], effect });
      api.user.reset();
      organisation.adjust({ weather: hit.map(toRule) });
      await Promise.all(lists.map(refresh));
      const notices = await Promise.all(
        hit.map(async (failure) => {
          const list = lists[failure.at];
          assert.ok(list);
          const notice = await getOnlyNotice(list);
          assertNotice(notice, failure);
          return notice;
        }),
      );
      const others = lists.filter((_, index) => hit.every(({ at }) => at !== index));
      for (const list of others) assert.deepEqual(await readIds(list), before[lists.indexOf(list)], list.id);
      organisation.adjust({ weather: [] });
      await Promise.all(notices.map(retry));
      assert.deepEqual(await Promise.all(lists.map(readIds)), before, "everything is there again, once");
      assert.deepEqual(api.user.shown, [], "a row is enough: no message on top of it");
    });
  }

  it("tells a program that calls a command the code of what failed", async () => {
    const preview = (): Promise<unknown> =>
      Promise.resolve(
        vscode.commands.executeCommand("aep.audience.preview", { name: "Weather", expression: "true" }),
      );
    for (const [effect, code] of [
      ["error", "unavailable"],
      ["no-such-route", "wrongRoute"],
    ] as const) {
      organisation.adjust({ weather: [{ effect }] });
      await assert.rejects(preview, { name: "CommandFailure", code });
    }
    organisation.adjust({ weather: [] });
  });

  it("says of a thing that is gone that it is gone, not that a file cannot be opened", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    for (const command of ["aep.resource.open", "aep.resource.openDetails"]) {
      await assert.rejects(
        Promise.resolve(vscode.commands.executeCommand(command, { id })),
        { name: "CommandFailure", code: "notFound" },
        command,
      );
    }
  });

  it("does not trouble anybody with what passes by itself", async () => {
    const lists = await Promise.all(LISTS.slice(1, 1 + PASSING.length).map(([id]) => getNode(api, id)));
    const before = await Promise.all(lists.map(readIds));
    organisation.adjust({
      weather: PASSING.map((rule, index): WeatherRule => ({ ...rule, ...LISTS[index + 1]?.[1] })),
    });
    await Promise.all(lists.map(refresh));
    assert.deepEqual(await Promise.all(lists.map(readIds)), before);
  });

  it("keeps the rows it has when a further page fails, and reads that page when asked again", async () => {
    const list = await getNode(api, `${PROD}/audience`);
    const first = await readIds(list);
    const [more] = (await getChildren(api, list)).slice(-1);
    assert.ok(more);
    organisation.adjust({ weather: [{ effect: "not-there", path: "/ups/audiences" }] });
    await vscode.commands.executeCommand("aep.tree.loadMore", more);
    const shown = await getChildren(api, list);
    assert.deepEqual(
      shown.slice(0, -1).map(({ id }) => id),
      first.slice(0, -1),
    );
    const notice = shown.at(-1);
    assert.ok(notice);
    assertNotice(notice, { reason: "failed", text: /does not know this/ });
    organisation.adjust({ weather: [] });
    await retry(notice);
    const all = await readIds(list);
    assert.equal(all.length, 101);
    assert.deepEqual(all.slice(0, 50), first.slice(0, 50));
  });

  it("takes a new token when the old one expired, and says nothing of it", async () => {
    const list = await getNode(api, `${PROD}/dataset`);
    const before = await readIds(list);
    const { tokensMinted } = organisation.traffic().report();
    organisation.state().tokens.revokeAll();
    await refresh(list);
    assert.deepEqual(await readIds(list), before);
    assert.equal(organisation.traffic().report().tokensMinted, tokensMinted + 1);
  });

  it("asks for the secret that this computer does not hold, on the row itself", async () => {
    const { connections, settings } = api.services;
    const own = settings.connections.filter((one) => typeof one === "object" && one !== null);
    await settings.saveConnections([...own, { name: "Secretless", orgId: "A@AdobeOrg", clientId: "b" }]);
    try {
      const connection = await eventually("the connection is there", async () =>
        (await getChildren(api)).find(({ id }) => id === "Secretless"),
      );
      const notice = await getOnlyNotice(connection);
      assert.equal(getData(notice, "notice").reason, "noSecret");
      const item = api.services.tree.getTreeItem(notice);
      assert.equal(item.label, "Client secret missing");
      assert.match(String(item.description), /^Enter Secret/);
      assert.equal(findRowAction(notice)?.argument, connection);
    } finally {
      await connections.remove("Secretless");
    }
  });

  it("says that the credential is not accepted, and reads again once it is", async () => {
    const list = await getNode(api, `${PROD}/dataset`);
    organisation.adjust({ secretRotated: true });
    organisation.state().tokens.revokeAll();
    await refresh(list);
    const notice = await getOnlyNotice(list);
    assertNotice(notice, { reason: "signedOut", text: /did not accept the credential/ });
    organisation.adjust({ secretRotated: false });
    await retry(notice);
    assert.ok((await readIds(list)).length > 1);
  });

  it("tells what a role lacks from what a credential is not subscribed to, list by list", async () => {
    const { clientId } = sampleCredentials();
    organisation.adjust({ foreignKey: true });
    const [journeys, datasets, audiences] = await Promise.all(
      ["journey", "dataset", "audience"].map((kind) => getNode(api, `${PROD}/${kind}`)),
    );
    assert.ok(journeys && datasets && audiences);
    assertNotice(await getOnlyNotice(journeys), { reason: "forbidden", text: /not allowed.*Api Key/ });
    assert.ok((await readIds(datasets)).length > 1);
    organisation.adjust({ foreignKey: false });
    organisation.state().tokens.grant(clientId, { prod: { sandboxes: ["read"], journeys: ["read"] } });
    organisation.state().tokens.revokeAll();
    for (const list of [journeys, datasets, audiences]) await refresh(list);
    assert.ok((await readIds(journeys)).length > 1);
    assertNotice(await getOnlyNotice(datasets), { reason: "forbidden", text: /not allowed|may not/ });
    assertNotice(await getOnlyNotice(audiences), { reason: "forbidden", text: /may not use this sandbox/ });
  });

  it("puts what fails above or below the lists where it failed", async () => {
    const [connection] = await getChildren(api);
    assert.ok(connection);
    organisation.adjust({ weather: [{ effect: "not-there", path: "/sandbox-management" }] });
    await refresh(connection);
    const notice = await getOnlyNotice(connection);
    organisation.adjust({ weather: [] });
    await retry(notice);
    const sandboxes = (await getChildren(api, connection)).filter(({ data }) => data.type === "sandbox");
    assert.equal(sandboxes.length, 3);
    const [audience] = await getChildren(api, await getNode(api, `${PROD}/audience`));
    assert.ok(audience);
    const relations = await getChildren(api, audience);
    organisation.adjust({ weather: [{ effect: "not-there", path: "/ajo/journey" }] });
    for (const relation of relations) {
      const children = await getChildren(api, relation);
      const failed = children.filter(({ data }) => data.type === "notice" && data.reason !== "empty");
      assert.equal(failed.length, relation.id.endsWith("/journeys") ? 1 : 0, relation.id);
      if (failed.length > 0) organisation.adjust({ weather: [] });
      for (const one of failed) await retry(one);
      const [after] = await getChildren(api, relation);
      assert.ok(after && (after.data.type !== "notice" || after.data.reason === "empty"));
    }
  });

  it("waits for one slow list only, and can stop waiting", async () => {
    const slow = await getNode(api, `${PROD}/campaign`);
    organisation.adjust({ weather: [{ effect: "delay", delayMs: 60_000, path: "/journey/campaigns/" }] });
    const waiting = getChildren(api, slow);
    await eventually("the list is being read", () => api.services.tree.isReading(slow));
    assert.ok((await readIds(await getNode(api, `${PROD}/schema`))).length > 1);
    api.services.tree.stop(slow);
    const [notice] = await waiting;
    assert.ok(notice);
    assertNotice(notice, { reason: "stopped", text: /^Reading was stopped/ });
    organisation.adjust({ weather: [] });
    await retry(notice);
    assert.ok((await readIds(slow)).length > 1);
  });

  it("ends a list whose paging is garbage, with every audience once", async () => {
    const collectAll = async (): Promise<string[]> => {
      const list = await getNode(api, `${PROD}/audience`);
      await refresh(list);
      let rows = await getChildren(api, list);
      for (let more = rows.at(-1); more?.data.type === "more"; more = rows.at(-1)) {
        await vscode.commands.executeCommand("aep.tree.loadMore", more);
        rows = await getChildren(api, list);
      }
      return await readIds(list);
    };
    const all = await collectAll();
    for (const lastPageNext of ["null", "zero"] as const) {
      organisation.adjust({ lastPageNext });
      assert.deepEqual(await collectAll(), all, lastPageNext);
    }
  });
});
