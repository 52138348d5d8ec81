/**
 * The running extension as tests meet it: the API it hands out under test, and waiting on states instead of sleeping.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SampleOrganisation } from "../../../client/src/sample/organisation.js";
import type { TestApi } from "../../../client/src/testApi.js";
import type { NodeData, TreeNode } from "../../../client/src/tree/nodes.js";

export const SAMPLE = "Sample Organisation";

/** Activates the extension and returns what it hands to tests. */
export async function getTestApi(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi | undefined>("aep-workbench.aep-workbench");
  assert.ok(extension, "the extension must be found");
  const api = await extension.activate();
  assert.ok(api, "the extension hands out its test API while tests run");
  return api;
}

/** The stand-in behind the sample connection. */
export async function getOrganisation({ services }: TestApi): Promise<SampleOrganisation> {
  return (await services.sessions()).getOrganisation();
}

/** Connects the sample organisation and works in its sandbox `sandbox`; no list holds what another test read of it. */
export async function useSample(api: TestApi, sandbox = "dev"): Promise<void> {
  api.user.reset();
  api.clock.waitAgain();
  await vscode.commands.executeCommand("aep.connections.addSample");
  await vscode.commands.executeCommand("aep.sandbox.select", { connection: SAMPLE, sandbox });
  await vscode.commands.executeCommand("aep.tree.refresh");
}

/** Until somebody uses the sample anew, the client's waits pass at once and the stand-in's time moves instead. */
export async function skipWaits(api: TestApi): Promise<void> {
  const { clock } = await getOrganisation(api);
  api.clock.skipWaits(clock);
}

/** Resolves once `read` returns something; fails with `what` at a far-off deadline. Looks again at every turn, never sleeps long. */
export async function eventually<Value>(
  what: string,
  read: () => Value | undefined | false | Promise<Value | undefined | false>,
): Promise<Value> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}. ${await describeScreen()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a person would have in front of them: the open tabs, and what was said or asked last. */
async function describeScreen(): Promise<string> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) =>
    group.tabs.map(({ label, isActive }) => (isActive ? `[${label}]` : label)),
  );
  const { user } = await getTestApi();
  const said = user.shown.slice(-4).map(({ kind, text }) => `${kind}: ${text}`);
  return `Open: ${tabs.join(", ") || "nothing"}. Shown last: ${said.join(" | ") || "nothing"}.`;
}

/** The children of a node (default: the root) as the view asks for them. */
export function getChildren({ services }: TestApi, node?: TreeNode): Promise<TreeNode[]> {
  return services.tree.getChildren(node);
}

/** The node at a path of ids below the root, expanding on the way. */
export async function getNode(api: TestApi, id: string): Promise<TreeNode> {
  let children = await getChildren(api);
  for (;;) {
    const next = children.find((node) => node.id === id || id.startsWith(`${node.id}/`));
    assert.ok(next, `${id} is not among ${children.map((node) => node.id).join(", ")}`);
    if (next.id === id) return next;
    children = await getChildren(api, next);
  }
}

/** The data of a node, which must be of the type. */
export function getData<Type extends NodeData["type"]>(
  node: TreeNode,
  type: Type,
): NodeData & { type: Type } {
  assert.equal(node.data.type, type);
  return node.data as NodeData & { type: Type };
}

/** The diff editor in front, with the texts of both sides. */
export async function getFrontDiff(): Promise<{ left: string; right: string; uri: vscode.Uri }> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof vscode.TabInputTextDiff, "a diff editor must be in front");
  const [left, right] = await Promise.all([
    vscode.workspace.openTextDocument(input.original),
    vscode.workspace.openTextDocument(input.modified),
  ]);
  return { left: left.getText(), right: right.getText(), uri: input.modified };
}

/** A new file in the workspace, opened in front. */
export async function openNewFile(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, "the suite runs in a workspace");
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  // A file of this name that an earlier test closed may still be known with the text it had then.
  await eventually(`the text of ${name}`, () => document.getText() === text);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Replaces the text of a document and saves it. */
export async function rewrite(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
  if (!document.isUntitled) await document.save();
}

/** The JSON of a file beside a document. */
export async function readJsonBeside(
  document: vscode.TextDocument,
  name: string,
): Promise<Record<string, unknown>> {
  const uri = vscode.Uri.joinPath(document.uri, "..", name);
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
}

/** Closes every editor without keeping anything, and the sidebar, which would be drawn at every change and which nobody sees. */
export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await vscode.commands.executeCommand("workbench.action.closeSidebar");
}

/** The row of that name among those of a kind, found by filtering its list. */
export async function findNamedRow(
  api: TestApi,
  kind: "journey" | "campaign",
  name: string,
): Promise<TreeNode> {
  const list = await getNode(api, `${SAMPLE}/prod/${kind}`);
  api.services.tree.filter(list, name);
  const rows = await getChildren(api, list);
  const row = rows.find(({ data }) => data.type === "resource" && data.row.name === name);
  assert.ok(row, name);
  return row;
}
