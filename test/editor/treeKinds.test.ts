/**
 * Every kind of thing in the sidebar of a real editor: lists, groups, orders, what rows unfold into, finding and comparing.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import { treeDragging } from "../../client/src/tree/dragging.js";
import type { TreeNode } from "../../client/src/tree/nodes.js";
import {
  closeEditors,
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

describe("everything a sandbox holds", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
  });
  beforeEach(async () => {
    await useSample(api, "prod");
    await skipWaits(api);
  });
  afterEach(closeEditors);

  const labelOf = (node: TreeNode): string => String(api.services.tree.getTreeItem(node).label);
  const resourcesOf = async (id: string): Promise<TreeNode[]> =>
    (await getChildren(api, await getNode(api, id))).filter(({ data }) => data.type === "resource");

  it("is listed kind by kind, and opens with all its fields", async () => {
    const lists = [
      "campaign",
      "content/template",
      "content/fragment",
      "schema",
      "computedAttribute",
      "destination",
      "namespace",
    ];
    for (const list of lists) {
      const [row] = await resourcesOf(`${PROD}/${list}`);
      assert.ok(row, `${list} has a row`);
      const uri = await vscode.commands.executeCommand<string>("aep.resource.openDetails", row);
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      assert.equal(typeof JSON.parse(document.getText()), "object", list);
    }
    const [view] = await resourcesOf(`${SAMPLE}/~/dataView`);
    assert.ok(view, "data views stand below the connection");
    const uri = await vscode.commands.executeCommand<string>("aep.resource.openDetails", view);
    assert.match(decodeURIComponent(uri), /~\/dataView/);
    for (const list of ["analyticsFilter", "calculatedMetric"]) {
      const [row] = await resourcesOf(`${SAMPLE}/~/${list}`);
      assert.ok(row, `${list} has a row`);
      const address = await vscode.commands.executeCommand<string>("aep.resource.openDetails", row);
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address));
      assert.ok("definition" in JSON.parse(document.getText()), list);
    }
  });

  it("shows a computed attribute on a page that a click opens", async () => {
    const [row] = await resourcesOf(`${PROD}/computedAttribute`);
    assert.ok(row);
    const { name } = getData(row, "resource").row;
    await vscode.commands.executeCommand("aep.tree.activate", row);
    await eventually("the page is open", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === name)),
    );
  });

  it("completes the tooltip of an audience with its size and last evaluation", async () => {
    const [audience] = await resourcesOf(`${PROD}/audience`);
    assert.ok(audience);
    const item = await api.services.tree.resolveTreeItem(api.services.tree.getTreeItem(audience), audience);
    const { value } = item.tooltip as vscode.MarkdownString;
    for (const label of ["Id", "State", "Size", "Last evaluation"])
      assert.match(value, new RegExp(`- ${label}:`));
    assert.match(value, /A click opens its rule/);
  });

  it("finds things by part of their name, and copies, opens or reveals them", async () => {
    const found = await vscode.commands.executeCommand<{ kind: string; id: string; name: string }[]>(
      "aep.find",
      {
        text: "loyal",
      },
    );
    const audience = found.find(({ kind }) => kind === "audience");
    assert.ok(audience);
    const label = `$(organization) ${audience.name}`;
    api.user.willAnswer("loyal", [label, "Copy Id or Path"]);
    await vscode.commands.executeCommand("aep.find");
    assert.equal(await vscode.env.clipboard.readText(), audience.id);
    api.user.willAnswer("loyal", [label, "Open Definition (F12)"]);
    await vscode.commands.executeCommand("aep.find");
    const uri = vscode.window.activeTextEditor?.document.uri;
    assert.ok(uri?.path.includes(audience.id), String(uri));
    const node = await api.services.tree.locate(
      { connection: SAMPLE, sandbox: "prod" },
      "audience",
      audience,
    );
    assert.equal(node?.id, `${PROD}/audience/${audience.id}`);
  });

  it("compares a selection", async () => {
    const [one, two] = await resourcesOf(`${PROD}/audience`);
    assert.ok(one && two);
    const count = await vscode.commands.executeCommand<number>("aep.resource.compare", one, [one, two]);
    assert.ok(count >= 1);
    const compare = async (list: string): Promise<unknown> => {
      const [first, second] = await resourcesOf(`${PROD}/${list}`);
      assert.ok(first && second);
      return await vscode.commands.executeCommand("aep.resource.compare", first, [first, second]);
    };
    assert.equal(await compare("dataset"), 1, "by all fields");
    assert.ok(Number(await compare("campaign")) > 1, "part by part, as people read it");
  });

  it("lets fields, audiences and namespaces be dragged, and nothing else", async () => {
    const dragged = async (id: string): Promise<unknown> => {
      const [row] = await resourcesOf(id);
      const transfer = new vscode.DataTransfer();
      if (row !== undefined)
        await treeDragging.handleDrag?.([row], transfer, new vscode.CancellationTokenSource().token);
      const text = await transfer.get("application/vnd.aep.reference")?.asString();
      return text === undefined ? undefined : JSON.parse(text)[0].type;
    };
    assert.equal(await dragged(`${PROD}/audience`), "audience");
    assert.equal(await dragged(`${PROD}/namespace`), "namespace");
    assert.equal(await dragged(`${PROD}/journey`), undefined);
  });

  describe("whatever the platform holds", () => {
    it("shows what a data view has as lists that can be filtered", async () => {
      const [view] = await resourcesOf(`${SAMPLE}/~/dataView`);
      assert.ok(view);
      const [dimensions, metrics] = await getChildren(api, view);
      assert.ok(dimensions && metrics);
      assert.equal(labelOf(metrics), "Metrics");
      assert.ok((await getChildren(api, metrics)).length > 3);
      api.services.tree.filter(dimensions, "loyalty");
      const found = await getChildren(api, dimensions);
      assert.deepEqual(found.map(labelOf), ["Loyalty tier"]);
      assert.equal(getData(found[0], "resource").row.id, "variables/_acme.loyalty.tier");
    });

    it("filters every kind by name", async () => {
      for (const list of [
        "campaign",
        "content/template",
        "dataset",
        "schema",
        "computedAttribute",
        "destination",
        "namespace",
      ]) {
        const node = await getNode(api, `${PROD}/${list}`);
        const all = await resourcesOf(node.id);
        const wanted = all.findLast(
          (one) => getData(one, "resource").row.name !== getData(one, "resource").row.id,
        );
        assert.ok(wanted);
        const { name } = getData(wanted, "resource").row;
        api.user.willAnswer(name);
        await vscode.commands.executeCommand("aep.tree.filter", node);
        const found = (await resourcesOf(node.id)).map((one) => getData(one, "resource").row.name);
        assert.ok(found.includes(name), `${list} finds ${name} among ${found.join(", ")}`);
        await vscode.commands.executeCommand("aep.tree.clearFilter", node);
      }
    });

    it("is sorted at the platform and grouped here", async () => {
      const list = await getNode(api, `${PROD}/audience`);
      api.user.willAnswer("By name");
      await vscode.commands.executeCommand("aep.tree.sort", list);
      const names = (await resourcesOf(list.id)).map((node) => getData(node, "resource").row.name);
      assert.ok(names.length >= 50, "a whole page, and perhaps what was just written");
      assert.equal(getData(await getNode(api, list.id), "kind").progress.shown, 50);
      assert.match(String(api.services.tree.getTreeItem(list).description), /by name/);
      for (const grouping of ["state", "folder", "tag", "origin"]) {
        api.user.willAnswer(`Grouped by ${grouping}`);
        await vscode.commands.executeCommand("aep.tree.group", list);
        const groups = (await getChildren(api, list)).filter(({ data }) => data.type === "group");
        assert.ok(groups.length > 0, grouping);
        assert.ok(
          groups.every((group) => !/^[0-9a-f]{8}-/.test(labelOf(group))),
          "folders and tags have names",
        );
        const [first] = groups;
        assert.ok(first);
        assert.equal((await getChildren(api, first)).length, getData(first, "group").group.rows.length);
      }
      api.user.willAnswer("Not grouped", "Largest first");
      await vscode.commands.executeCommand("aep.tree.group", list);
      await vscode.commands.executeCommand("aep.tree.sort", list);
      const [largest] = await resourcesOf(list.id);
      assert.ok(largest);
      assert.match(labelOf(largest), /^[\d.]+[KM]? · /, "a long name cuts off what stands behind it");
      assert.match(String(api.services.tree.getTreeItem(list).description), /^by size · /);
      api.user.willAnswer("Last changed first");
      await vscode.commands.executeCommand("aep.tree.sort", list);
    });

    it("unfolds an audience into what it depends on and what uses it", async () => {
      const [audience] = await resourcesOf(`${PROD}/audience`);
      assert.ok(audience);
      const relations = await getChildren(api, audience);
      assert.deepEqual(relations.map(labelOf), [
        "Depends on",
        "Used by audiences",
        "Used by journeys",
        "Used by campaigns",
        "Sent to destinations",
      ]);
      for (const relation of relations) {
        const rows = await getChildren(api, relation);
        assert.ok(rows.length > 0);
        for (const { data } of rows) assert.ok(data.type === "resource" || findReason(data) === "empty");
      }
    });

    it("unfolds a journey into its steps and a schema into its fields", async () => {
      for (const journey of (await resourcesOf(`${PROD}/journey`)).slice(0, 6)) {
        const steps = await getChildren(api, journey);
        assert.ok(steps.length > 0);
        for (const step of steps) assert.ok(step.data.type === "step" || step.data.type === "notice");
      }
      const [union] = await resourcesOf(`${PROD}/schema`);
      assert.ok(union);
      const person = (await getChildren(api, union)).find((node) => labelOf(node) === "person");
      assert.ok(person, "the profile union has a person");
      const [field] = await getChildren(api, person);
      assert.ok(field);
      assert.match(getData(field, "field").field.path, /^person\./);
    });

    it("compares the versions the platform has, and says when there is no other", async () => {
      const place = { connection: SAMPLE, sandbox: "prod" };
      const idOf = async (list: string, name: string): Promise<string> => {
        const rows = await resourcesOf(`${PROD}/${list}`);
        const found = rows.find(({ data }) => data.type === "resource" && data.row.name === name);
        assert.ok(found?.data.type === "resource", name);
        return found.data.row.id;
      };
      const compare = async (kind: string, name: string): Promise<unknown> => {
        const id = await idOf(kind === "campaign" ? kind : `content/${kind}`, name);
        return await vscode.commands.executeCommand("aep.resource.compareVersions", { ...place, kind, id });
      };
      assert.equal(await compare("campaign", "Autumn look book"), 4, "subject, mark-up, text and facts");
      await assert.rejects(compare("campaign", "Password reset"), /only one version/);
      await assert.rejects(compare("campaign", "Black Friday teaser"), /never published/);
      await assert.rejects(compare("fragment", "Header"), /never published/);
      await assert.rejects(compare("fragment", "Footer"), /say the same/);
      await assert.rejects(compare("template", "Birthday"), /campaign or fragment/);
    });

    it("compares an audience with its namesake in another sandbox, and says when there is none", async () => {
      // Tests of writes that ran before in this window may have taken the only namesake away.
      (await getOrganisation(api)).reset();
      const [here, there] = await Promise.all(["prod", "stage"].map(readAudienceNames));
      const shared = here?.find(({ name }) => there?.some((other) => other.name === name));
      const alone = here?.find(({ name }) => there?.every((other) => other.name !== name));
      assert.ok(shared && alone, "the sandboxes share some audiences and not others");
      const target = { connection: SAMPLE, sandbox: "prod" };
      const compare = async (row: { id: string; name: string }): Promise<unknown> => {
        const node = await api.services.tree.locate(target, "audience", row);
        assert.ok(node, row.name);
        api.user.willAnswer(await titleOf("stage"));
        return await vscode.commands.executeCommand("aep.resource.compareSandbox", node);
      };
      assert.equal(await compare(shared), 2, "the expression and the rest are compared");
      assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? "", /prod ↔ stage/);
      const told = api.user.shown.at(-1)?.text ?? "";
      for (const sandbox of ["prod", "stage"])
        assert.ok(told.includes(`“${shared.name}” of ${sandbox}`), `${told} tells the namesakes apart`);
      assert.match(told, / (Nothing else differs|They also differ in: [a-z, ]+)\.$/);
      const documents = vscode.workspace.textDocuments;
      const rules = documents.filter(({ uri }) => uri.path === `/${shared.name}: prod ↔ stage.pql`);
      assert.equal(rules.length, 2, "both sides have one path: the editor takes another for a renaming");
      const definitions = documents.filter(
        ({ uri }) => uri.path === `/${shared.name}: prod ↔ stage.definition.json`,
      );
      assert.equal(definitions.length, 2);
      for (const definition of definitions)
        assert.match(
          definition.getText(),
          /"mergePolicy": "Acme default/,
          "a name, which is the same in both",
        );
      const built = here?.find(({ name }) => name === "VIP suppression");
      assert.ok(built, "an audience made of other audiences");
      await compare(built);
      assert.match(
        api.user.shown.at(-1)?.text ?? "",
        /accept the same profiles\. In the rules only ids differ.* (Nothing else differs\.|They also differ in: [a-z, ]+\.)$/,
        "audiences are told apart by name, not by id",
      );
      await expectNamed(`/${built.name}: prod ↔ stage.pql`);
      await compare(alone);
      assert.match(api.user.shown.at(-1)?.text ?? "", /Nothing in Staging is called/);
      await vscode.commands.executeCommand("aep.tree.clearFilter", await getNode(api, `${PROD}/audience`));
    });

    it("says where a field is read and what uses an audience, and opens what is chosen", async () => {
      const first = await vscode.commands.executeCommand<string[]>("aep.field.whereUsed", { path: "person" });
      assert.ok(first.length > 0, "some audience reads a person");
      const none = await vscode.commands.executeCommand<string[]>("aep.field.whereUsed", {
        path: "no.such.field",
      });
      assert.deepEqual(none, []);
      const { listAudiences } = await import("../../client/src/api/audiences.js");
      const session = await (await api.services.sessions()).open(SAMPLE, "prod");
      const page = await listAudiences(session, { pageSize: 100 }).nextPage();
      const used = page?.items.find(({ dependents }) => dependents.length > 0);
      assert.ok(used, "some audience is used by another");
      const users = await vscode.commands.executeCommand<string[]>("aep.audience.whereUsed", { id: used.id });
      for (const id of used.dependents) assert.ok(users.includes(id));
      await closeEditors();
      api.user.willAnswer(used.name, used.name, undefined);
      await vscode.commands.executeCommand("aep.audience.whereUsed");
      assert.equal(api.user.shown.at(-1)?.text, `What uses “${used.name}”`);
      api.user.willAnswer("_acme.loyalty.tier", "$(symbol-field) _acme.loyalty.tier", undefined);
      await vscode.commands.executeCommand("aep.field.whereUsed");
      assert.equal(api.user.shown.at(-1)?.text, "Where _acme.loyalty.tier is read");
    });

    it("stops reading when a list is folded, and reads again when asked", async () => {
      const list = await getNode(api, `${PROD}/destination`);
      const organisation = await getOrganisation(api);
      organisation.adjust({ weather: [{ effect: "delay", path: "/flowservice/", delayMs: 60_000 }] });
      const waiting = getChildren(api, list);
      await eventually("the list is being read", () => api.services.tree.isReading(list));
      api.services.tree.stop(list);
      const [notice] = await waiting;
      organisation.adjust({ weather: [] });
      assert.ok(notice);
      assert.equal(getData(notice, "notice").reason, "stopped");
      await vscode.commands.executeCommand("aep.tree.retry", notice);
      assert.ok((await resourcesOf(list.id)).length > 0);
    });
  });

  /** All audiences of a sandbox that have an expression. */
  async function readAudienceNames(sandbox: string): Promise<{ id: string; name: string }[]> {
    const { listAudiences } = await import("../../client/src/api/audiences.js");
    const { collectItems } = await import("../../client/src/api/pages.js");
    const session = await (await api.services.sessions()).open(SAMPLE, sandbox);
    const all = await collectItems(listAudiences(session, { pageSize: 100 }));
    return all.flatMap(({ id, name, expression }) => (expression === undefined ? [] : [{ id, name }]));
  }

  /** The audiences that both sides of a comparison read are known by the names that each side's own sandbox gives them. */
  async function expectNamed(path: string): Promise<void> {
    const sides = vscode.workspace.textDocuments.filter(({ uri }) => uri.path === path);
    assert.equal(sides.length, 2);
    for (const { uri } of sides) {
      await eventually(`links in ${uri.query}`, async () => {
        const command = "vscode.executeLinkProvider";
        return (await vscode.commands.executeCommand<vscode.DocumentLink[]>(command, uri)).length > 0;
      });
      const problems = vscode.languages.getDiagnostics(uri).map(({ message }) => message);
      assert.deepEqual(problems, [], uri.query);
    }
  }

  async function titleOf(sandbox: string): Promise<string> {
    const rows = await api.services.sandboxes.list(SAMPLE);
    return rows.find(({ name }) => name === sandbox)?.title ?? sandbox;
  }
});

function findReason(data: TreeNode["data"]): string | undefined {
  return data.type === "notice" ? data.reason : undefined;
}
