/**
 * The sidebar's tree: connections, their sandboxes, and the lists of the sandbox in use. Every state is a row of its own:
 * nothing there, filtered to nothing, stopped, forbidden, offline, failed. Refreshes the smallest node; opens no socket.
 */
import * as vscode from "vscode";
import type { Connections } from "../auth/connections";
import { SAMPLE_CONNECTION } from "../auth/sampleConnection";
import type { SandboxDirectory } from "../auth/sandboxDirectory";
import type { Selection } from "../auth/selection";
import { isFor, type Product } from "../model/connection";
import { type SandboxTarget, toSegment } from "../model/resource";
import { describeKind, type Grouping, type ResourceKind, type SortOrder } from "../model/resourceKinds";
import { HeldRefreshes } from "./heldRefreshes";
import { type KindData, ListRegister, type ListSources } from "./listRegister";
import { NodeCache } from "./nodeCache";
import {
  connectionNode,
  contentChildren,
  kindNodeId,
  listsBelowThing,
  type NewNode,
  organisationChildren,
  resourceNode,
  sandboxChildren,
  sandboxNode,
  type TreeNode,
} from "./nodes";
import { toFailureNotice, toNoSandboxNotice } from "./notices";
import type { PlatformDetails } from "./relations";
import { toTreeItem } from "./treeItems";
import type { Unfolding } from "./unfolding";

/** What the tree is built on. `lists` and `details` are loaded when the first node is expanded. */
export interface TreeSources extends ListSources {
  readonly connections: Connections;
  readonly sandboxes: SandboxDirectory;
  readonly selection: Selection;
}

/** The tree behind the view `aep.platform`. */
export class PlatformTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  private readonly refreshes = new HeldRefreshes<TreeNode>((node) => this.changed.fire(node));
  private readonly cache = new NodeCache();
  private readonly lists: ListRegister;
  /** Both are loaded once something is unfolded. */
  private unfolding: Unfolding | undefined;
  private details: PlatformDetails | undefined;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly sources: TreeSources) {
    this.lists = new ListRegister({ ...sources, details: () => this.loadDetails() });
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    const { completeTooltip } = await import("./lateTooltips");
    return await completeTooltip(item, node, this.sources);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return await this.refreshes.whileReading(node, async () => {
      const children = node === undefined ? this.listConnections() : await this.listChildren(node);
      return [...this.cache.place(node, children)];
    });
  }

  /** The node with this path, if it has been shown. */
  find(id: string): TreeNode | undefined {
    return this.cache.find(id);
  }

  /** The node of a thing, reading whatever stands above it; undefined when its list does not hold it. */
  async locate(
    target: SandboxTarget,
    kind: ResourceKind,
    row: { id: string; name: string },
  ): Promise<TreeNode | undefined> {
    const list = await this.walkTo(kindNodeId(target, kind));
    if (list === undefined) return undefined;
    this.group(list, undefined);
    const id = `${list.id}/${toSegment(row.id)}`;
    await this.getChildren(list);
    if (this.cache.find(id) === undefined) {
      this.filter(list, row.name);
      await this.getChildren(list);
    }
    return this.cache.find(id);
  }

  /** Reads a node (default: everything) again from the platform. Filters stay. */
  refresh(node?: TreeNode): void {
    this.lists.reset(node);
    this.unfolding?.forget(node);
    this.details?.forget(node !== undefined && "target" in node.data ? node.data.target : undefined);
    if (node === undefined) this.sources.sandboxes.forget();
    else if (node.data.type === "connection") this.sources.sandboxes.forget(node.data.connection.name);
    this.announce(node);
  }

  /** Forgets all lists, for when another sandbox came into use; late answers belong to nobody. */
  restart(): void {
    this.lists.clear();
    this.unfolding?.forget();
    this.announce(undefined);
  }

  /** Reads one more page of the list a row belongs to. */
  async loadMore(node: TreeNode): Promise<void> {
    const list = node.data.type === "kind" ? node : node.parent;
    if (list === undefined) return;
    await this.lists.find(list.id)?.readMore();
    this.announce(list);
  }

  /** Reads again what failed. */
  async retry(node: TreeNode): Promise<void> {
    const failed = node.data.type === "notice" ? node.parent : node;
    if (failed?.data.type === "kind") await this.loadMore(failed);
    else this.refresh(failed);
  }

  /** Whether a page of a list is on its way. */
  isReading(node: TreeNode): boolean {
    return this.lists.find(node.id)?.isReading === true;
  }

  /** Gives up the page a list is waiting for. */
  stop(node: TreeNode): void {
    const list = this.lists.find(node.id);
    if (list?.isReading !== true) return;
    list.stop();
    this.announce(node);
  }

  /** Lists only what contains `filter` in its name; undefined lists everything. */
  filter(node: TreeNode, filter: string | undefined): void {
    if (node.data.type !== "kind") return;
    this.lists.open(node.id, node.data).setFilter(filter);
    this.announce(node);
  }

  /** Asks for another order; undefined is the usual one. */
  sort(node: TreeNode, sort: SortOrder | undefined): void {
    if (node.data.type !== "kind") return;
    this.lists.open(node.id, node.data).setSort(sort);
    this.announce(node);
  }

  /** Puts the rows of a list together; undefined shows them one below the other. */
  group(node: TreeNode, grouping: Grouping | undefined): void {
    if (node.data.type !== "kind" || node.data.progress.grouping === grouping) return;
    this.lists.open(node.id, node.data).setGrouping(grouping);
    this.announce(node);
  }

  /** Shows what was just written before the platform's lists do. */
  showWritten(target: SandboxTarget): void {
    const list = this.cache.find(kindNodeId(target, "audience"));
    if (list !== undefined) this.refresh(list);
  }

  dispose(): void {
    this.lists.clear();
    this.changed.dispose();
  }

  private async loadDetails(): Promise<PlatformDetails> {
    this.details ??= await this.sources.details();
    return this.details;
  }

  private async loadUnfolding(): Promise<Unfolding> {
    const { Unfolding } = await import("./unfolding");
    this.unfolding ??= new Unfolding(() => this.loadDetails());
    return this.unfolding;
  }

  private listConnections(): readonly NewNode[] {
    const { connections } = this.sources;
    return connections.all().map((one) => connectionNode(one, one.name === SAMPLE_CONNECTION.name));
  }

  private async listChildren(node: TreeNode): Promise<readonly NewNode[]> {
    const { data } = node;
    const progressOf = (id: string) => this.lists.find(id)?.progress;
    switch (data.type) {
      case "connection":
        return await this.orFailure(node, () => this.listSandboxes(node.id, data.connection.name));
      case "sandbox":
        return sandboxChildren(data.target, progressOf, (product) =>
          this.hasProduct(data.target.connection, product),
        );
      case "content":
        return contentChildren(data.target, progressOf);
      case "kind":
        return await this.listResources(node, data);
      case "group":
        return data.group.rows.map((row) => resourceNode(node.id, data.target, row));
      default:
        if (data.type === "resource" && describeKind(data.row.kind).unfolds === "lists")
          return listsBelowThing({ id: node.id, data }, progressOf);
        return await this.orFailure(node, async () => await (await this.loadUnfolding()).list(node));
    }
  }

  private async listSandboxes(id: string, connection: string): Promise<readonly NewNode[]> {
    const rows = await this.sources.sandboxes.list(connection);
    const sandboxes = rows.map((row) => {
      const target = { connection, sandbox: row.name };
      return sandboxNode(target, row, this.sources.selection.isCurrent(target));
    });
    const above = sandboxes.length === 0 ? [toNoSandboxNotice(id)] : sandboxes;
    const others = organisationChildren(
      connection,
      (one) => this.lists.find(one)?.progress,
      (product) => this.hasProduct(connection, product),
    );
    return [...above, ...others];
  }

  private hasProduct(name: string, product: Product): boolean {
    const connection = this.sources.connections.find(name);
    return connection === undefined || isFor(connection, product);
  }

  private async listResources(node: TreeNode, data: KindData): Promise<readonly NewNode[]> {
    const list = this.lists.open(node.id, data);
    const wasShown = list.progress.shown;
    await list.start();
    if (list.progress.shown !== wasShown) this.announce(node);
    return await this.lists.toNodes(node, data, () => this.showSizes(node));
  }

  /**
   * Sizes come after the rows, when people already click on them. So only the rows are drawn anew, not their list: while the editor reads a
   * list again it knows of no row in it, and a menu or a click on one is of nothing.
   */
  private showSizes(list: TreeNode): void {
    if (list.data.type !== "kind") return;
    if (list.data.progress.grouping !== undefined) this.announce(list);
    else {
      this.refreshes.afterTaking(() => {
        const sized = this.cache.below(list).filter((node) => this.takeSize(node));
        if (sized.length > 0) this.changed.fire(sized);
      });
    }
  }

  /** Gives a row the size that is known by now, and returns whether there is one: who read the list meanwhile has it, the editor may not. */
  private takeSize(node: TreeNode): boolean {
    const { data } = node;
    if (data.type !== "resource") return false;
    const row = this.lists.withSize(data.target, data.row);
    node.data = { ...data, row };
    return row.size !== undefined;
  }

  private async orFailure(
    node: TreeNode,
    read: () => Promise<readonly NewNode[]>,
  ): Promise<readonly NewNode[]> {
    try {
      return await read();
    } catch (error) {
      const notice = toFailureNotice(node.id, error);
      if (notice === undefined) return [];
      this.sources.log.error("Something below a row could not be read", error);
      return [notice];
    }
  }

  /** Expands from the root to the node with this path. */
  private async walkTo(id: string): Promise<TreeNode | undefined> {
    let children = await this.getChildren();
    for (;;) {
      const next = children.find((node) => id === node.id || id.startsWith(`${node.id}/`));
      if (next === undefined || next.id === id) return next;
      children = await this.getChildren(next);
    }
  }

  /** Has a node drawn anew. The count beside a list's name is brought up to date; its rows are not read again. */
  private announce(node: TreeNode | undefined): void {
    if (node?.data.type === "kind") {
      node.data = { ...node.data, progress: this.lists.open(node.id, node.data).progress };
    }
    this.refreshes.ask(node);
  }
}
