/**
 * The sidebar in a real editor on the sample organisation: what a person finds, and what is asked of the platform for it.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../client/src/testApi.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getData,
  getNode,
  getOrganisation,
  getTestApi,
  SAMPLE,
  useSample,
} from "./harness/extensionUnderTest.js";

const AUDIENCES = `${SAMPLE}/prod/audience`;
/** Long enough to switch meanwhile. */
const LATE_MS = 1_500;

describe("the sidebar", () => {
  let api: TestApi;
  before(async () => {
    api = await getTestApi();
  });
  beforeEach(() => useSample(api, "prod"));
  afterEach(closeEditors);

  it("says how long activating took, which should stay below 50 ms of its own code", () => {
    assert.ok(api.activationMs > 0);
    // No test asserts a time: a busy machine is no fault of the code. What is loaded is asserted in activation.test.ts.
    console.log(`      activation took ${api.activationMs.toFixed(1)} ms`);
  });

  it("shows the connection, its sandboxes with their types, and the lists of the sandbox in use only", async () => {
    const [connection] = await getChildren(api);
    assert.ok(connection);
    assert.equal(connection.id, SAMPLE);
    const children = await getChildren(api, connection);
    const sandboxes = children.filter(({ data }) => data.type === "sandbox");
    const ofNoSandbox = children.slice(sandboxes.length).map((node) => getData(node, "kind").kind);
    assert.deepEqual(ofNoSandbox, ["dataView", "analyticsFilter", "calculatedMetric"]);
    const rows = sandboxes.map((node) => getData(node, "sandbox"));
    assert.deepEqual(
      rows.map(({ row, isSelected }) => [row.name, row.type, isSelected]),
      [
        ["prod", "production", true],
        ["dev", "development", false],
        ["stage", "development", false],
      ],
    );
    const kinds = await getChildren(api, sandboxes[0]);
    assert.deepEqual(
      kinds.map((node) => api.services.tree.getTreeItem(node).label),
      [
        "Audiences",
        "Journeys",
        "Campaigns",
        "Content",
        "Datasets",
        "Schemas",
        "Computed Attributes",
        "Destinations",
        "Namespaces",
      ],
    );
  });

  it("reads one page of a list, says how many there are, and reads on when asked", async () => {
    const list = await getNode(api, AUDIENCES);
    const first = await getChildren(api, list);
    const more = first.at(-1);
    assert.equal(first.length, 51);
    assert.ok(more);
    assert.equal(more.data.type, "more");
    const { progress } = getData(list, "kind");
    assert.equal(progress.shown, 50);
    assert.ok(progress.total !== undefined && progress.total > 100, `total is ${progress.total}`);
    assert.equal(
      api.services.tree.getTreeItem(list).description,
      `50 of ${progress.total.toLocaleString("en-US")}`,
    );
    await vscode.commands.executeCommand("aep.tree.loadMore", more);
    const second = await getChildren(api, list);
    assert.equal(second.length, 101);
    assert.equal(second[0], first[0], "rows already shown stay the same objects");
  });

  it("filters at the platform and says so, and what nothing matches is a row, not an empty list", async () => {
    const list = await getNode(api, AUDIENCES);
    api.user.willAnswer("loyal");
    await vscode.commands.executeCommand("aep.tree.filter", list);
    const rows = await getChildren(api, list);
    const names = rows
      .filter((node) => node.data.type === "resource")
      .map((node) => getData(node, "resource").row.name);
    assert.ok(names.length > 0);
    for (const name of names) assert.match(name, /loyal/i);
    assert.match(String(api.services.tree.getTreeItem(list).description), /name contains “loyal”/);
    api.user.willAnswer("no audience is called this");
    await vscode.commands.executeCommand("aep.tree.filter", list);
    const [notice] = await getChildren(api, list);
    assert.ok(notice);
    assert.equal(getData(notice, "notice").reason, "filtered");
    const { command } = api.services.tree.getTreeItem(notice);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, notice);
    assert.equal((await getChildren(api, list)).length, 51);
  });

  it("keeps the same object for the same row across a refresh", async () => {
    const list = await getNode(api, AUDIENCES);
    const [before] = await getChildren(api, list);
    await vscode.commands.executeCommand("aep.tree.refresh", list);
    const [after] = await getChildren(api, list);
    assert.ok(before);
    assert.equal(after, before);
  });

  it("draws only the rows anew when their sizes come: while its list is read again, a menu on a row is of nothing", async () => {
    const list = await getNode(api, AUDIENCES);
    const drawn: unknown[] = [];
    const listening = api.services.tree.onDidChangeTreeData((nodes) => drawn.push(nodes));
    try {
      // Not as a command: the editor could have asked for the rows, and have got them with their sizes, before a command has ended.
      api.services.tree.refresh(list);
      const [row] = await getChildren(api, list);
      assert.ok(row);
      assert.equal(getData(row, "resource").row.size, undefined, "sizes come later");
      const ofRows = () => drawn.filter((nodes) => Array.isArray(nodes));
      await eventually("the sizes", () => ofRows().find((nodes) => nodes.includes(row)));
      assert.equal(typeof getData(row, "resource").row.size, "number");
      assert.ok(
        !ofRows().some((nodes) => nodes.length === 0),
        "sizes that a refresh has overtaken draw nothing",
      );
    } finally {
      listening.dispose();
    }
  });

  it("turns a failed page into a row with a retry, and the rest of the tree stays", async () => {
    const organisation = await getOrganisation(api);
    const list = await getNode(api, `${SAMPLE}/prod/dataset`);
    organisation.adjust({ weather: [{ effect: "null-body", path: "/catalog/" }] });
    await vscode.commands.executeCommand("aep.tree.refresh", list);
    const [notice] = await getChildren(api, list);
    assert.ok(notice);
    assert.equal(getData(notice, "notice").reason, "failed");
    const audiences = await getChildren(api, await getNode(api, AUDIENCES));
    assert.ok(audiences.length > 1, "another list is not harmed");
    organisation.adjust({ weather: [] });
    await vscode.commands.executeCommand("aep.tree.retry", notice);
    const rows = await getChildren(api, list);
    assert.ok(rows.length > 1 && rows.every((node) => node.data.type !== "notice"));
  });

  it("opens an audience as a read-only PQL document with exactly the expression the platform holds", async () => {
    const list = await getNode(api, AUDIENCES);
    const rows = await getChildren(api, list);
    const row = rows.find((node) => node.data.type === "resource" && node.data.row.hasExpression === true);
    assert.ok(row);
    await vscode.commands.executeCommand("aep.resource.open", row);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(document.uri.scheme, "aep");
    assert.equal(document.languageId, "pql");
    assert.equal(vscode.workspace.fs.isWritableFileSystem("aep"), false);
    const { fetchAudience } = await import("../../client/src/api/audiences.js");
    const session = await (await api.services.sessions()).open(SAMPLE, "prod");
    const audience = await fetchAudience(session, getData(row, "resource").row.id);
    assert.equal(document.getText(), audience.expression?.value);
  });

  it("opens the selected row though its list is drawn anew at that moment", async () => {
    const list = await getNode(api, AUDIENCES);
    const rows = await getChildren(api, list);
    const row = rows.find((node) => node.data.type === "resource" && node.data.row.hasExpression === true);
    assert.ok(row);
    await api.services.sidebar.reveal(row, { focus: false });
    await eventually("the selection", () => api.services.sidebar.selection.includes(row));
    const { command } = api.services.tree.getTreeItem(row);
    assert.deepEqual(command?.arguments ?? [], [], "arguments are forgotten while a row is drawn anew");
    assert.ok(command);
    await vscode.commands.executeCommand("aep.tree.refresh", list);
    await vscode.commands.executeCommand(command.command);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, "pql");
  });

  it("shows every field of an audience as received, and copies ids", async () => {
    const [row] = await getChildren(api, await getNode(api, AUDIENCES));
    assert.ok(row);
    const { id } = getData(row, "resource").row;
    await vscode.commands.executeCommand("aep.resource.openDetails", row);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(JSON.parse(document?.getText() ?? "{}").id, id);
    await vscode.commands.executeCommand("aep.resource.copyId", row, [row]);
    assert.equal(await vscode.env.clipboard.readText(), id);
  });

  it("copies the id of the selected row from the palette, where nothing of the platform is in front", async () => {
    const [row] = await getChildren(api, await getNode(api, AUDIENCES));
    assert.ok(row);
    const { id, name } = getData(row, "resource").row;
    await api.services.sidebar.reveal(row, { focus: false });
    await eventually("the selection", () => api.services.sidebar.selection.includes(row));
    await vscode.commands.executeCommand("aep.resource.copyId");
    assert.equal(await vscode.env.clipboard.readText(), id);
    assert.equal(api.user.shown.at(-1)?.text, `Copied the id of ${name}`);
  });

  it("drops what comes late when another sandbox came into use, without a word", async () => {
    const organisation = await getOrganisation(api);
    const list = await getNode(api, `${SAMPLE}/prod/dataset`);
    organisation.adjust({ weather: [{ effect: "delay", path: "/catalog/", delayMs: LATE_MS }] });
    await vscode.commands.executeCommand("aep.tree.refresh", list);
    const late = getChildren(api, list);
    await useSample(api, "dev");
    organisation.adjust({ weather: [] });
    const kept = (await late).map(({ data }) => data.type);
    assert.ok(!kept.includes("resource"), `nothing late is kept: ${kept.join(", ")}`);
    const [connection] = await getChildren(api);
    assert.ok(connection);
    const sandboxes = await getChildren(api, connection);
    const inUse = sandboxes.filter(({ data }) => data.type === "sandbox" && data.isSelected);
    assert.deepEqual(
      inUse.map(({ id }) => id),
      [`${SAMPLE}/dev`],
    );
    assert.ok((await getChildren(api, await getNode(api, `${SAMPLE}/dev/dataset`))).length > 0);
    assert.deepEqual(
      api.user.shown.filter(({ kind }) => kind === "message"),
      [],
    );
  });

  it("says that a sandbox does not exist instead of choosing it", async () => {
    const select = vscode.commands.executeCommand("aep.sandbox.select", {
      connection: SAMPLE,
      sandbox: "nowhere",
    });
    await assert.rejects(async () => await select, /does not reach a sandbox named “nowhere”/);
    assert.equal(api.services.selection.current?.sandbox, "prod");
  });
});
