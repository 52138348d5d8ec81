/**
 * All lists of the tree with what surrounds their rows: recent writes, sizes, names of groups. Turns a list into nodes;
 * announces nothing.
 */
import type { Log } from "../log";
import { countAhead, type RecentWrite, withRecentWrites } from "../model/recentWrites";
import { type SandboxTarget, toSandboxKey, toSegment } from "../model/resource";
import type { Grouping } from "../model/resourceKinds";
import type { PlatformLists, ResourceRow } from "../model/rows";
import type { WritesAhead } from "../model/writesAhead";
import type { Settings } from "../settings";
import { AudienceSizes } from "./audienceSizes";
import { ListState, type OpenList } from "./listState";
import { findUnnamed, type GroupNames, toGroups } from "./listView";
import { isBelow, moreNode, type NewNode, type NodeData, resourceNode, type TreeNode } from "./nodes";
import { toEmptyNotice, toFailureNotice, toListFailure, toStoppedNotice } from "./notices";
import type { PlatformDetails } from "./relations";

/** What lists are read with. */
export interface ListSources {
  readonly settings: Settings;
  readonly log: Log;
  readonly lists: () => Promise<PlatformLists>;
  readonly details: () => Promise<PlatformDetails>;
  readonly now: () => number;
  readonly writesAhead: Pick<WritesAhead, "list">;
}

/** The data of a list's node. */
export type KindData = NodeData & { readonly type: "kind" };

/** The lists of every sandbox, by node id. */
export class ListRegister {
  private readonly lists = new Map<string, ListState>();
  private readonly groupNames = new Map<string, GroupNames>();
  private readonly sizes: AudienceSizes;

  constructor(private readonly sources: ListSources) {
    this.sizes = new AudienceSizes(sources);
  }

  /** The list behind a node, if it was ever opened. */
  find(id: string): ListState | undefined {
    return this.lists.get(id);
  }

  /** The list behind a node. */
  open(id: string, data: KindData): ListState {
    const known = this.lists.get(id);
    if (known !== undefined) return known;
    const { settings, lists } = this.sources;
    const openList: OpenList = async ({ filter, sort }) => {
      const { target, kind, owner } = data;
      const request = { ...target, kind, owner, pageSize: settings.pageSize, filter, sort };
      return await (await lists()).openList({ ...request, inactive: "last" });
    };
    const state = new ListState(openList, (rows, filter) => countAhead(rows, this.findWrites(data), filter));
    this.lists.set(id, state);
    return state;
  }

  /** Has every list below a node (default: all) read anew. */
  reset(node?: TreeNode): void {
    for (const [id, list] of this.lists) if (isBelow(id, node)) list.reset();
    const isList = node?.data.type === "kind" || node?.data.type === "sandbox";
    if (node === undefined || node.data.type === "connection") this.sizes.forget();
    else if (isList && "target" in node.data) this.sizes.forget(node.data.target);
    this.groupNames.clear();
  }

  /** Forgets all lists; late answers belong to nobody. */
  clear(): void {
    this.reset();
    this.lists.clear();
  }

  /** The rows of a list as nodes, with what follows them. `onSizes` is called when the sizes of audiences came later. */
  async toNodes(node: TreeNode, data: KindData, onSizes: () => void): Promise<readonly NewNode[]> {
    const list = this.open(node.id, data);
    if (list.isStopped) return [toStoppedNotice(node.id)];
    const { progress } = list;
    const rows = this.withWrites(data, list);
    const nodes = await this.toRowNodes(node.id, { ...data, progress }, rows);
    if (data.kind === "audience" && rows.length > 0) this.sizes.ensure(data.target, onSizes);
    if (list.error !== undefined) {
      this.sources.log.error("A list could not be read", list.error);
      const notice =
        nodes.length === 0
          ? toListFailure(node.id, data.kind, list.error)
          : toFailureNotice(node.id, list.error);
      return notice === undefined ? nodes : [...nodes, notice];
    }
    const shown = nodes.length > 0 ? nodes : [toEmptyNotice(node.id, data.kind, progress.filter)];
    const hasMore = !progress.isComplete && progress.shown !== undefined;
    if (!hasMore) return shown;
    return [...(progress.remaining === undefined ? nodes : shown), moreNode(node.id, progress)];
  }

  /** The row with the size that is known of it. */
  withSize(target: SandboxTarget, row: ResourceRow): ResourceRow {
    return this.sizes.withSize(target, row);
  }

  private async toRowNodes(id: string, data: KindData, rows: readonly ResourceRow[]): Promise<NewNode[]> {
    const { target, kind, progress } = data;
    const { grouping } = progress;
    if (grouping === undefined) return rows.map((row) => resourceNode(id, target, row));
    const names = await this.nameGroups(target, grouping, rows);
    return toGroups(rows, grouping, names).map((group) => ({
      id: `${id}//${grouping}/${toSegment(group.key)}`,
      data: { type: "group", target, kind, group, isPartial: !progress.isComplete },
    }));
  }

  /** Folders and tags are named by their ids until their names could be read. */
  private async nameGroups(
    target: SandboxTarget,
    grouping: Grouping,
    rows: readonly ResourceRow[],
  ): Promise<GroupNames> {
    const key = `${toSandboxKey(target)}/${grouping}`;
    const known = this.groupNames.get(key) ?? new Map<string, string>();
    const missing = findUnnamed(rows, grouping).filter((id) => !known.has(id));
    if (missing.length === 0) return known;
    try {
      const found = await (await this.sources.details()).fetchGroupNames(target, grouping, missing);
      const names = new Map([...known, ...missing.map((id) => [id, id] as const), ...found]);
      this.groupNames.set(key, names);
      return names;
    } catch (error) {
      this.sources.log.error(`The names of ${grouping}s could not be read`, error);
      return known;
    }
  }

  private withWrites(data: KindData, list: ListState): readonly ResourceRow[] {
    if (data.kind !== "audience") return list.rows;
    const rows = withRecentWrites(list.rows, this.findWrites(data), list.progress.filter);
    return rows.map((row) => this.sizes.withSize(data.target, row));
  }

  /** What was written here that the platform's own list may not show yet. */
  private findWrites({ kind, target }: KindData): readonly RecentWrite[] {
    return kind === "audience" ? this.sources.writesAhead.list(target) : [];
  }
}
