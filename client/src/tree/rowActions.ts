/**
 * What activating a row (a click, Enter) does. Rows carry one command without arguments, because the editor forgets the arguments of
 * rows while they are drawn anew, and a click in that moment would be lost. Decides only; runs nothing.
 */
import { describeKind, toOpeningCommand } from "../model/resourceKinds";
import { say } from "../words/say";
import type { NoticeReason, TreeNode } from "./nodes";

/** The command every row that can be activated carries; it finds its row in the selection. */
export const ACTIVATE_COMMAND = "aep.tree.activate";

/** A command with what it is called on. */
export interface RowAction {
  readonly command: string;
  readonly title: string;
  readonly argument: unknown;
}

/** What activating a row does; undefined where a click only selects. Some kinds have nothing to open: the list says all of it. */
export function findRowAction(node: TreeNode): RowAction | undefined {
  const { data } = node;
  switch (data.type) {
    case "resource":
      if (describeKind(data.row.kind).opens === "nothing") return undefined;
      return { command: toOpeningCommand(data.row.kind), title: say("Open"), argument: node };
    case "sandbox":
      if (data.isSelected) return undefined;
      return { command: "aep.sandbox.select", title: say("Use This Sandbox"), argument: data.target };
    case "more":
      return { command: "aep.tree.loadMore", title: say("Load More"), argument: node };
    case "notice":
      return findWayOut(node, data.reason);
    default:
      return undefined;
  }
}

/** The way out that stands on the row of a notice itself. */
function findWayOut(node: TreeNode, reason: NoticeReason): RowAction | undefined {
  switch (reason) {
    case "empty":
      return undefined;
    case "filtered":
      return { command: "aep.tree.clearFilter", title: say("Clear Filter"), argument: node.parent };
    case "noSecret":
      return { command: "aep.connections.enterSecret", title: say("Enter Secret"), argument: findRoot(node) };
    case "noAccess":
      return { command: "aep.connections.reconnect", title: say("Reconnect"), argument: node.parent };
    default:
      return { command: "aep.tree.retry", title: say("Retry"), argument: node };
  }
}

/** The connection a row belongs to. */
function findRoot(node: TreeNode): TreeNode {
  return node.parent === undefined ? node : findRoot(node.parent);
}
