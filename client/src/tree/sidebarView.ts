/**
 * The view the tree is shown in, for those who lead a person to a row. The view is attached once it exists.
 */
import type * as vscode from "vscode";
import type { TreeNode } from "./nodes";

/** How often, and how far apart in milliseconds, to look for a row that is being drawn anew. */
const LOOKS = 100;
const BETWEEN_LOOKS_MS = 20;

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

  /** The row that was activated. While the editor reads its neighbours again it knows of no selected row, so this waits for it. */
  async findActivated(): Promise<TreeNode | undefined> {
    for (let looks = 0; this.selection.length === 0 && looks < LOOKS; looks++) {
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
    return this.selection[0];
  }

  /** Selects a row and brings it into sight, opening the view if need be. */
  async reveal(node: TreeNode, options: { readonly focus: boolean }): Promise<void> {
    await this.view?.reveal(node, { select: true, focus: options.focus, expand: false });
  }
}
