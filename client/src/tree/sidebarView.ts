/**
 * The view the tree is shown in, for those who lead a person to a row. The view is attached once it exists.
 */
import type * as vscode from "vscode";
import type { TreeNode } from "./nodes";

/** The sidebar as seen by commands. */
export class SidebarView {
  private view: vscode.TreeView<TreeNode> | undefined;

  attach(view: vscode.TreeView<TreeNode>): void {
    this.view = view;
  }

  /** The rows that are selected. */
  get selection(): readonly TreeNode[] {
    return this.view?.selection ?? [];
  }

  /** Selects a row and brings it into sight, opening the view if need be. */
  async reveal(node: TreeNode, options: { readonly focus: boolean }): Promise<void> {
    await this.view?.reveal(node, { select: true, focus: options.focus, expand: false });
  }
}
