/**
 * What activating a row (a click, Enter) does. Rows carry one command without arguments, because the editor forgets the arguments of
 * rows while they are drawn anew, and a click in that moment would be lost. Decides only; runs nothing.
 */
import type { ResourceKind } from "../model/resource";
import type { NoticeReason, TreeNode } from "./nodes";

/** The command every row that can be activated carries; it finds its row in the selection. */
export const ACTIVATE_COMMAND = "aep.tree.activate";

/** A command with what it is called on. */
export interface RowAction {
  readonly command: string;
  readonly title: string;
  readonly argument: unknown;
}

/** What a click does where a page of its own serves better than the fields as JSON. */
const PAGE_COMMANDS: Readonly<Partial<Record<ResourceKind, string>>> = {
  journey: "aep.journey.open",
  campaign: "aep.campaign.open",
  template: "aep.template.open",
  fragment: "aep.fragment.open",
  dataset: "aep.dataset.details",
  schema: "aep.schema.open",
  destination: "aep.destination.open",
  dataView: "aep.dataView.open",
};

/** The command a click on a thing runs. */
export function toOpeningCommand(kind: ResourceKind): string {
  return PAGE_COMMANDS[kind] ?? "aep.resource.open";
}

/** The command that shows a thing on a page; where there is none, what a click on it does. */
export function toPageCommand(kind: ResourceKind): string {
  return kind === "audience" ? "aep.audience.details" : toOpeningCommand(kind);
}

/** What activating a row does; undefined where a click only selects. A namespace has nothing to open: the list says all of it. */
export function findRowAction(node: TreeNode): RowAction | undefined {
  const { data } = node;
  switch (data.type) {
    case "resource":
      if (data.row.kind === "namespace") return undefined;
      return { command: toOpeningCommand(data.row.kind), title: "Open", argument: node };
    case "sandbox":
      if (data.isSelected) return undefined;
      return { command: "aep.sandbox.select", title: "Use This Sandbox", argument: data.target };
    case "more":
      return { command: "aep.tree.loadMore", title: "Load More", argument: node };
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
      return { command: "aep.tree.clearFilter", title: "Clear Filter", argument: node.parent };
    case "noSecret":
      return { command: "aep.connections.enterSecret", title: "Enter Secret", argument: findRoot(node) };
    case "noAccess":
      return { command: "aep.connections.reconnect", title: "Reconnect", argument: node.parent };
    default:
      return { command: "aep.tree.retry", title: "Retry", argument: node };
  }
}

/** The connection a row belongs to. */
function findRoot(node: TreeNode): TreeNode {
  return node.parent === undefined ? node : findRoot(node.parent);
}
