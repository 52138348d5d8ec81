/**
 * Every command of the manifest, run in an editor in a browser in each way in which people and programs come to it: from the palette,
 * on a row of the sidebar, with a plain object. Nobody answers a question, so nothing is done; what is looked for is a command that
 * is not there, that misses something of Node, or that never ends.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../../client/src/testApi.js";
import type { TreeNode } from "../../../client/src/tree/nodes.js";
import {
  closeEditors,
  getChildren,
  getNode,
  getTestApi,
  openNewFile,
  SAMPLE,
  skipWaits,
  useSample,
} from "../../editor/harness/extensionUnderTest.js";
import { listUnable, readBrowserTable } from "../../support/browserTable.js";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
  };
}

/** More questions than any command asks. */
const NO_ANSWERS = Array.from({ length: 40 }, () => undefined);
/** What a command says that knows what is missing; every other failure is a mistake. */
const DESIGNED = / error=(?:UserError|ApiError): /;
const PATIENCE_MS = 30_000;
/** After it, nothing has a connection. */
const LAST = "aep.connections.remove";

type Call = readonly [id: string, ...given: unknown[]];

describe("every command of the manifest, in a browser", () => {
  let api: TestApi;
  let manifest: Manifest;
  let rule: vscode.TextDocument;
  const ids = (): readonly string[] => manifest.contributes.commands.map(({ command }) => command);

  before(async () => {
    api = await getTestApi();
    manifest = vscode.extensions.getExtension("aep-workbench.aep-workbench")?.packageJSON;
    rule = await openNewFile("sweep.pql", '_acme.loyalty.tier = "gold"\n');
  });
  beforeEach(async () => {
    await useSample(api);
    await skipWaits(api);
  });
  after(closeEditors);

  /** Runs a command and returns what is wrong with how it ended; nothing where it did its work or said why not. */
  async function findFault(id: string, ...given: readonly unknown[]): Promise<readonly string[]> {
    api.user.reset();
    api.user.willAnswer(...NO_ANSWERS);
    const mark = `Next is ${id}`;
    api.services.log.info(mark);
    const end = await endOf(vscode.commands.executeCommand(id, ...given));
    const lines = api.services.log.recentLines;
    const said = lines.slice(lines.findLastIndex((line) => line.endsWith(mark)) + 1);
    const mistakes = said.filter((line) => line.startsWith("error: ") && !DESIGNED.test(line));
    const isAnswer = end === undefined || said.some((line) => line.includes(`${id} failed`));
    return [...mistakes, ...(isAnswer || end === undefined ? [] : [end])].map((fault) => `${id}: ${fault}`);
  }

  async function listFaults(calls: readonly Call[]): Promise<readonly string[]> {
    const faults: string[] = [];
    const inOrder = [...calls.filter(([id]) => id !== LAST), ...calls.filter(([id]) => id === LAST)];
    for (const [id, ...given] of inOrder) faults.push(...(await findFault(id, ...given)));
    return faults;
  }

  it("answers from the palette, with a rule in front", async () => {
    await vscode.window.showTextDocument(rule);
    assert.deepEqual(await listFaults(ids().map((id) => [id])), []);
  });

  it("answers on a rule of the platform", async () => {
    const [row] = await rowsOf("audience");
    const address = await vscode.commands.executeCommand<string>("aep.resource.open", row);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address, true));
    assert.equal(document.languageId, "pql");
    const menus = ["editor/title", "editor/context", "editor/title/context"].flatMap(
      (menu) => manifest.contributes.menus[menu] ?? [],
    );
    const offered = new Set(menus.map(({ command }) => command));
    assert.deepEqual(await listFaults(Array.from(offered, (id) => [id, document.uri])), []);
  });

  it("answers on the rows of the sidebar that offer it", async () => {
    const rows = await listRows();
    const calls = (manifest.contributes.menus["view/item/context"] ?? []).flatMap(
      ({ command, when = "" }) => {
        const wanted = /viewItem =~ \/(.+?)\/(?: |$)/.exec(when)?.[1];
        const row = rows.find(({ context }) => wanted === undefined || new RegExp(wanted).test(context));
        return row === undefined ? [] : [[command, row.node] as const];
      },
    );
    assert.ok(calls.length > 40, `${calls.length} entries of the menus have a row`);
    assert.deepEqual(await listFaults(calls), []);
  });

  it("answers programs", async () => {
    const audience = (await rowsOf("audience")).at(-1)?.data;
    assert.ok(audience?.type === "resource");
    const given = { connection: SAMPLE, sandbox: "dev", id: audience.row.id, file: rule.uri };
    assert.deepEqual(await listFaults(ids().map((id) => [id, given])), []);
  });

  it("says in one sentence why it cannot be done here, where docs/browser.md says so", async () => {
    const place = vscode.extensions.getExtension("aep-workbench.aep-workbench")?.extensionUri;
    assert.ok(place);
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(place, "docs", "browser.md"));
    const unable = listUnable(readBrowserTable(new TextDecoder().decode(bytes)));
    assert.ok(unable.length > 0);
    for (const { id, sentence } of unable) {
      api.user.reset();
      await vscode.commands.executeCommand(id);
      assert.deepEqual(
        api.user.shown.map(({ kind, text, severity }) => ({ kind, text, severity })),
        [{ kind: "message", text: sentence, severity: "error" }],
        id,
      );
    }
  });

  async function rowsOf(kind: string): Promise<readonly TreeNode[]> {
    const rows = await getChildren(api, await getNode(api, `${SAMPLE}/dev/${kind}`));
    return rows.filter(({ data }) => data.type === "resource");
  }

  /** One row for each way in which the menus tell rows apart. */
  async function listRows(): Promise<readonly { readonly node: TreeNode; readonly context: string }[]> {
    const found = new Map<string, TreeNode>();
    const visit = async (nodes: readonly TreeNode[], depth: number): Promise<void> => {
      for (const node of nodes) {
        const { contextValue = "" } = api.services.tree.getTreeItem(node);
        const isNew = !found.has(contextValue);
        if (isNew) found.set(contextValue, node);
        const isPlace = node.data.type !== "resource" || isNew;
        if (isPlace && depth > 0) await visit(await getChildren(api, node), depth - 1);
      }
    };
    await visit(await getChildren(api), 4);
    return Array.from(found, ([context, node]) => ({ context, node }));
  }
});

/** What a command was rejected with, or that it never ended; nothing where it came to an end. */
async function endOf(work: Thenable<unknown>): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("does not end"), PATIENCE_MS);
  });
  const end = Promise.resolve(work).then(
    () => undefined,
    (thrown: unknown) => (isGivingUp(thrown) ? undefined : String(thrown)),
  );
  return await Promise.race([end, late]).finally(() => clearTimeout(timer));
}

function isGivingUp(thrown: unknown): boolean {
  return thrown instanceof Error && /^(?:Cancelled|Canceled)\b/.test(`${thrown.name} ${thrown.message}`);
}
