/**
 * The sidebar's tree: connections, their sandboxes, and the lists of the sandbox in use. Every state is a row of its own:
 * nothing there, filtered to nothing, forbidden, offline, failed. Refreshes the smallest node; opens no socket itself.
 */
import * as vscode from "vscode";
import { isApiError } from "../api/apiError";
import type { Connections } from "../auth/connections";
import { SAMPLE_CONNECTION } from "../auth/sampleConnection";
import type { SandboxDirectory } from "../auth/sandboxDirectory";
import type { Selection } from "../auth/selection";
import type { Log } from "../log";
import { type RecentWrite, stillAhead, withRecentWrites } from "../model/recentWrites";
import { type SandboxTarget, toSandboxKey } from "../model/resource";
import type { PlatformLists } from "../model/rows";
import { UserError } from "../model/userError";
import type { Settings } from "../settings";
import { describeError } from "../ui/messages";
import { ListState } from "./listState";
import { NodeCache } from "./nodeCache";
import {
  connectionNode,
  kindNodeId,
  kindNodes,
  moreNode,
  type NewNode,
  type NodeData,
  type NoticeReason,
  noticeNode,
  resourceNode,
  sandboxNode,
  type TreeNode,
  toKindTitle,
} from "./nodes";
import { toTreeItem } from "./treeItems";

/** What the tree is built on. `lists` is loaded when the first node is expanded. */
export interface TreeSources {
  readonly connections: Connections;
  readonly sandboxes: SandboxDirectory;
  readonly selection: Selection;
  readonly settings: Settings;
  readonly log: Log;
  readonly lists: () => Promise<PlatformLists>;
  readonly now: () => number;
}

type KindData = NodeData & { readonly type: "kind" };

/** The tree behind the view `aep.platform`. */
export class PlatformTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  private readonly cache = new NodeCache();
  private readonly lists = new Map<string, ListState>();
  private readonly writes = new Map<string, RecentWrite[]>();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly sources: TreeSources) {}

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const children = node === undefined ? this.listConnections() : await this.listChildren(node);
    return [...this.cache.place(node, children)];
  }

  /** The node with this path, if it has been shown. */
  find(id: string): TreeNode | undefined {
    return this.cache.find(id);
  }

  /** Reads a node (default: everything) again from the platform. Filters stay. */
  refresh(node?: TreeNode): void {
    for (const [id, list] of this.lists) if (isBelow(id, node)) list.reset();
    if (node === undefined) this.sources.sandboxes.forget();
    else if (node.data.type === "connection") this.sources.sandboxes.forget(node.data.connection.name);
    this.announce(node);
  }

  /** Forgets all lists, for when another sandbox came into use; late answers belong to nobody. */
  restart(): void {
    for (const list of this.lists.values()) list.reset();
    this.lists.clear();
    this.announce(undefined);
  }

  /** Reads one more page of the list a row belongs to. */
  async loadMore(node: TreeNode): Promise<void> {
    const list = node.data.type === "kind" ? node : node.parent;
    if (list === undefined) return;
    await this.lists.get(list.id)?.readMore();
    this.announce(list);
  }

  /** Reads again what failed. */
  async retry(node: TreeNode): Promise<void> {
    const failed = node.data.type === "notice" ? node.parent : node;
    if (failed?.data.type === "kind") await this.loadMore(failed);
    else this.refresh(failed);
  }

  /** Lists only what contains `filter` in its name; undefined lists everything. */
  filter(node: TreeNode, filter: string | undefined): void {
    if (node.data.type !== "kind") return;
    this.listOf(node.id, node.data).setFilter(filter);
    this.announce(node);
  }

  /** Shows what was just written before the platform's lists do. */
  remember(target: SandboxTarget, write: RecentWrite): void {
    const key = toSandboxKey(target);
    const others = (this.writes.get(key) ?? []).filter(({ id }) => id !== write.id);
    this.writes.set(key, [...others, write]);
    const list = this.cache.find(kindNodeId(target, "audience"));
    if (list !== undefined) this.refresh(list);
  }

  dispose(): void {
    for (const list of this.lists.values()) list.reset();
    this.changed.dispose();
  }

  private listConnections(): readonly NewNode[] {
    const { connections } = this.sources;
    return connections.all().map((one) => connectionNode(one, one.name === SAMPLE_CONNECTION.name));
  }

  private async listChildren(node: TreeNode): Promise<readonly NewNode[]> {
    const { data } = node;
    if (data.type === "connection") return await this.listSandboxes(node.id, data.connection.name);
    if (data.type === "kind") return await this.listResources(node, data);
    if (data.type !== "sandbox") return [];
    return kindNodes(data.target, (id) => this.lists.get(id)?.progress);
  }

  private async listSandboxes(id: string, connection: string): Promise<readonly NewNode[]> {
    try {
      const rows = await this.sources.sandboxes.list(connection);
      if (rows.length === 0) return [noticeNode(id, NO_SANDBOX)];
      return rows.map((row) => {
        const target = { connection, sandbox: row.name };
        return sandboxNode(target, row, this.sources.selection.isCurrent(target));
      });
    } catch (error) {
      return this.toFailure(id, error);
    }
  }

  private async listResources(node: TreeNode, data: KindData): Promise<readonly NewNode[]> {
    const list = this.listOf(node.id, data);
    const wasShown = list.progress.shown;
    await list.start();
    const { progress } = list;
    if (progress.shown !== wasShown) this.announce(node);
    const failure = list.error === undefined ? [] : this.toFailure(node.id, list.error);
    const rows = this.withWrites(data, list).map((row) => resourceNode(data.target, row));
    if (failure.length > 0) return [...rows, ...failure];
    if (!progress.isComplete) return [...rows, moreNode(node.id, progress)];
    return rows.length > 0 ? rows : [toEmptyNotice(node.id, data)];
  }

  /** Has a node drawn anew. The count beside a list's name is brought up to date; its rows are not read again. */
  private announce(node: TreeNode | undefined): void {
    if (node?.data.type === "kind") {
      node.data = { ...node.data, progress: this.listOf(node.id, node.data).progress };
    }
    this.changed.fire(node);
  }

  private withWrites(data: KindData, list: ListState): ReturnType<typeof withRecentWrites> {
    if (data.kind !== "audience") return list.rows;
    const writes = stillAhead(this.writes.get(toSandboxKey(data.target)) ?? [], this.sources.now());
    return withRecentWrites(list.rows, writes, list.progress.filter);
  }

  private listOf(id: string, data: KindData): ListState {
    const known = this.lists.get(id);
    if (known !== undefined) return known;
    const { settings, lists } = this.sources;
    const state = new ListState(async (filter) => {
      const request = { ...data.target, kind: data.kind, pageSize: settings.pageSize, filter };
      return await (await lists()).openList(request);
    });
    this.lists.set(id, state);
    return state;
  }

  private toFailure(id: string, error: unknown): readonly NewNode[] {
    const described = describeError(error);
    if (described === undefined) return [];
    this.sources.log.error("A list could not be read", error);
    return [noticeNode(id, { reason: toReason(error), text: described.text })];
  }
}

const NO_SANDBOX = {
  reason: "noAccess",
  text: "No sandbox: the credential has no access to any",
  detail: "Ask an administrator to add the credential to a role that covers a sandbox, then reconnect.",
} as const;

function isBelow(id: string, node: TreeNode | undefined): boolean {
  return node === undefined || id === node.id || id.startsWith(`${node.id}/`);
}

function toEmptyNotice(id: string, data: KindData): NewNode {
  const filter = data.progress.filter;
  if (filter !== undefined)
    return noticeNode(id, { reason: "filtered", text: `Nothing contains “${filter}” in its name` });
  return noticeNode(id, {
    reason: "empty",
    text: `No ${toKindTitle(data.kind).toLowerCase()} in this sandbox`,
  });
}

function toReason(error: unknown): NoticeReason {
  if (isApiError(error, "forbidden", "sandboxForbidden")) return "forbidden";
  if (isApiError(error, "network", "timeout")) return "offline";
  if (isApiError(error, "signIn", "unauthorized")) return "signedOut";
  return error instanceof UserError && error.code === "noSecret" ? "signedOut" : "failed";
}
