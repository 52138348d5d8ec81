/**
 * Runs inside an extension host with the sample organisation: goes on editing, switching sandboxes, refreshing and opening pages, as
 * somebody does who never closes the window, and measures now and then what extension host and language server hold. Judges nothing.
 */
import path from "node:path";
import { writeHeapSnapshot } from "node:v8";
import * as vscode from "vscode";
import { OPEN_PAGE_COMMAND } from "../../client/src/model/resourceKinds.js";
import type { TestApi } from "../../client/src/testApi.js";
import type { TreeNode } from "../../client/src/tree/nodes.js";
import {
  closeEditors,
  eventually,
  getChildren,
  getData,
  getNode,
  getTestApi,
  openNewFile,
  SAMPLE,
  useSample,
} from "../editor/harness/extensionUnderTest.js";
import { measureHeld } from "./heldMemory.js";
import { writeHostResult } from "./hostResult.js";
import { findProcess, measureProcess, type ProcessReport } from "./processReports.js";
import type { Deed, Sample, SoakResult } from "./soakResult.js";

/** Ten deeds; the share of each is that of a working day, more or less. */
const ROUND: readonly Deed[] = [
  ...(["edit", "edit", "refresh", "edit", "page"] as const),
  ...(["switch", "edit", "refresh", "page", "edit"] as const),
];

/** Lists that a refresh reads again. */
const LISTS = ["audience", "journey", "campaign", "dataset", "destination"] as const;

/** Things whose pages are opened: one of each kind that has a page of its own. */
const PAGES = ["audience", "journey", "dataset", "campaign", "schema", "destination"] as const;

/** Opened pages and documents that somebody leaves open. */
const MOST_TABS = 8;

/** Edits for each deed of the warm-up, before it. */
const EDITS_TO_WARM_UP = 5;

/** Until a page counts as one that cannot be read. */
const MOST_READING_MS = 10_000;

const SANDBOXES = ["dev", "prod"] as const;

/** Texts of one length that change what is known of them: right, wrong, with a question to the schema. */
const EXPRESSIONS = [
  '_acme.loyalty.tier = "gold" and _acme.customer.ordersCount > 10',
  '_acme.loyalty.tierr = "gold" and _acme.customer.ordersCount > 1',
  'person.birthDate.getMonth() = 12 and homeAddress.city = "Utrecht"',
  '_acme.loyalty.tier = "gold" and not (_acme.loyalty.tier = "gold")',
];

class Soak {
  private done = 0;
  private sandbox: string = "dev";
  private document: vscode.TextDocument | undefined;
  /** What the tab of the last page was called. */
  private lastTitle: string | undefined;
  readonly counts: Record<Deed, number> = { edit: 0, switch: 0, refresh: 0, page: 0 };

  constructor(private readonly api: TestApi) {}

  /** Does as many deeds, one after the other. */
  async go(deeds: number): Promise<void> {
    for (let left = deeds; left > 0; left--) {
      const deed = ROUND[this.done % ROUND.length] ?? "edit";
      const turn = this.counts[deed]++;
      await this[deed](turn);
      this.done++;
    }
  }

  private async edit(turn: number): Promise<void> {
    const document = await this.getDocument();
    const text = EXPRESSIONS[turn % EXPRESSIONS.length] ?? "";
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
    const place = document.positionAt(text.indexOf("."));
    await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, place);
    // What is being done here is an answer about this very text.
    await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, place);
  }

  private async getDocument(): Promise<vscode.TextDocument> {
    if (this.document === undefined || this.document.isClosed)
      this.document = await openNewFile("soak.pql", EXPRESSIONS[0] ?? "");
    return this.document;
  }

  private async switch(turn: number): Promise<void> {
    this.sandbox = SANDBOXES[turn % SANDBOXES.length] ?? "dev";
    await vscode.commands.executeCommand("aep.sandbox.select", { connection: SAMPLE, sandbox: this.sandbox });
    await getChildren(this.api, await getNode(this.api, `${SAMPLE}/${this.sandbox}/audience`));
  }

  private async refresh(turn: number): Promise<void> {
    const list = await getNode(
      this.api,
      `${SAMPLE}/${this.sandbox}/${LISTS[turn % LISTS.length] ?? "audience"}`,
    );
    await vscode.commands.executeCommand("aep.tree.refresh", list);
    await this.listRows(list);
  }

  private async page(turn: number): Promise<void> {
    const kind = PAGES[turn % PAGES.length] ?? "audience";
    const rows = await this.listRows(await getNode(this.api, `${SAMPLE}/${this.sandbox}/${kind}`));
    const row = rows[turn % Math.max(1, rows.length)];
    if (row === undefined) return;
    const { id, name } = getData(row, "resource").row;
    const place = { connection: SAMPLE, sandbox: this.sandbox, kind, id };
    await vscode.commands.executeCommand(OPEN_PAGE_COMMAND, place);
    // The tab, perhaps that of the page before, is called by the id until the page was read; one that cannot be read keeps it.
    const { lastTitle } = this;
    const isRead = await waitUntil(() => {
      const label = findFrontPage();
      if (label === undefined || (label === id && name !== id) || (label === lastTitle && label !== name))
        return false;
      this.lastTitle = label;
      return true;
    }, MOST_READING_MS);
    if (!isRead) console.info(`soak: the page of the ${kind} “${name}” in ${this.sandbox} is not read`);
    if (listTabs().length > MOST_TABS) await this.closeTabs();
  }

  private async listRows(list: TreeNode): Promise<TreeNode[]> {
    return (await getChildren(this.api, list)).filter(({ data }) => data.type === "resource");
  }

  private async closeTabs(): Promise<void> {
    await vscode.workspace.saveAll();
    await closeEditors();
  }

  /** Edits one after the other, until the language server runs code that its engine has settled on: that takes thousands of questions. */
  async editOften(edits: number): Promise<void> {
    for (let turn = 0; turn < edits; turn++) await this.edit(turn);
  }

  /** Leaves the window as it was, so that two measurements are of the same. */
  async settle(): Promise<void> {
    await this.closeTabs();
    await vscode.commands.executeCommand("aep.sandbox.select", { connection: SAMPLE, sandbox: "dev" });
    this.sandbox = "dev";
    await vscode.commands.executeCommand("aep.tree.refresh");
    for (const list of LISTS) await getChildren(this.api, await getNode(this.api, `${SAMPLE}/dev/${list}`));
    const document = await this.getDocument();
    await eventually("the schema", () =>
      this.api.services.keeper.find({ connection: SAMPLE, sandbox: "dev" }),
    );
    await vscode.commands.executeCommand(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(0, 8),
    );
  }
}

async function waitUntil(holds: () => boolean, mostMs: number): Promise<boolean> {
  const deadline = performance.now() + mostMs;
  while (!holds() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  return holds();
}

function listTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

/** What the page in front is called. */
function findFrontPage(): string | undefined {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  return tab?.input instanceof vscode.TabInputWebview ? tab.label : undefined;
}

/** Rejections that nobody has handled so far. */
function watchRejections(): () => readonly string[] {
  const left = new Map<Promise<unknown>, unknown>();
  process.on("unhandledRejection", (reason, promise) => left.set(promise, reason));
  process.on("rejectionHandled", (promise) => left.delete(promise));
  return () =>
    [...left.values()].map((reason) =>
      reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
    );
}

/** For whoever has to find out what it is that grows. */
function keepSnapshot(name: string): void {
  const { AEP_SOAK_SNAPSHOTS: folder = "" } = process.env;
  if (folder !== "") writeHeapSnapshot(path.join(folder, `${name}.heapsnapshot`));
}

async function measure(deeds: number): Promise<Sample> {
  const folder = process.env.AEP_SOAK_FOLDER ?? "";
  const findServer = (): ProcessReport | undefined => findProcess(folder, "/dist/server.js");
  const server = await measureProcess(folder, await eventually("the language server", findServer));
  return { deeds, host: await measureHeld(), server: { heapUsed: server.heapUsed, rss: server.rss } };
}

async function soak(): Promise<SoakResult> {
  const { AEP_SOAK_WARM_UP: warmUp = "300", AEP_SOAK_DEEDS: deeds = "2000" } = process.env;
  const api = await getTestApi();
  await useSample(api);
  await vscode.commands.executeCommand("aep.platform.focus");
  const listRejections = watchRejections();
  const work = new Soak(api);
  const samples: Sample[] = [];
  const startedAt = Date.now();
  await work.editOften(Number(warmUp) * EDITS_TO_WARM_UP);
  await work.go(Number(warmUp));
  const parts = 5;
  for (let part = 0; part <= parts; part++) {
    if (part > 0) await work.go(Math.round(Number(deeds) / parts));
    await work.settle();
    const sample = await measure((part * Number(deeds)) / parts);
    samples.push(sample);
    if (part === 0 || part === parts) keepSnapshot(part === 0 ? "before" : "after");
    console.info(`soak: ${JSON.stringify(sample)} after ${Math.round((Date.now() - startedAt) / 1_000)} s`);
  }
  return {
    warmUp: Number(warmUp),
    samples,
    counts: work.counts,
    seconds: (Date.now() - startedAt) / 1_000,
    rejections: listRejections(),
  };
}

/** What the editor calls. */
export function run(): Promise<void> {
  return writeHostResult(soak);
}
