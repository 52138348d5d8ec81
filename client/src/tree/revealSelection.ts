/**
 * Opens the sandbox that came into use in the sidebar, so that choosing one leads straight to its lists.
 * Leaves the view alone while it is hidden, because revealing would bring it to the front.
 */
import type * as vscode from "vscode";
import type { Selection } from "../auth/selection";
import type { Log } from "../log";
import { toSandboxKey } from "../model/resource";
import type { TreeNode } from "./nodes";
import type { PlatformTree } from "./platformTree";

/** What revealing needs. */
export interface RevealSources {
  readonly tree: PlatformTree;
  readonly selection: Selection;
  readonly log: Log;
}

/** Reveals at every change of the sandbox in use until disposed. */
export function revealSelection(view: vscode.TreeView<TreeNode>, sources: RevealSources): vscode.Disposable {
  return sources.selection.onDidChange((selected) => {
    const node = selected && sources.tree.find(toSandboxKey(selected));
    if (node === undefined || !view.visible) return;
    view.reveal(node, { expand: true, focus: false, select: false }).then(undefined, (error: unknown) => {
      sources.log.error("The sandbox could not be revealed", error);
    });
  });
}
