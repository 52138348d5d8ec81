/**
 * Hands back the same object for the same id, so that expansion, focus and selection survive a refresh, and a single
 * node can be refreshed. Forgets what a refresh no longer returns.
 */
import type { NewNode, TreeNode } from "./nodes";

/** All nodes the tree has shown, by id and by parent. */
export class NodeCache {
  private readonly byId = new Map<string, TreeNode>();
  private readonly childIds = new Map<string, readonly string[]>();

  /** Puts `children` below `parent` (undefined: the root), reusing known objects; drops former children that are gone. */
  place(parent: TreeNode | undefined, children: readonly NewNode[]): readonly TreeNode[] {
    const parentId = parent?.id ?? "";
    const ids = new Set(children.map((child) => child.id));
    for (const former of this.childIds.get(parentId) ?? []) if (!ids.has(former)) this.forget(former);
    this.childIds.set(parentId, [...ids]);
    return children.map((child) => this.keep(parent, child));
  }

  /** The node with this id, if it has been shown. */
  find(id: string): TreeNode | undefined {
    return this.byId.get(id);
  }

  /** The nodes last shown below this one. */
  below(parent: TreeNode): readonly TreeNode[] {
    return (this.childIds.get(parent.id) ?? []).flatMap((id) => this.byId.get(id) ?? []);
  }

  private keep(parent: TreeNode | undefined, child: NewNode): TreeNode {
    const known = this.byId.get(child.id);
    if (known !== undefined && known.parent === parent) {
      known.data = child.data;
      return known;
    }
    const node: TreeNode = { id: child.id, parent, data: child.data };
    this.byId.set(node.id, node);
    return node;
  }

  private forget(id: string): void {
    for (const child of this.childIds.get(id) ?? []) this.forget(child);
    this.childIds.delete(id);
    this.byId.delete(id);
  }
}
