/**
 * Turns nodes into what the editor draws: label, icon, description, tooltip and what a screen reader says.
 * Decides looks only.
 */
import * as vscode from "vscode";
import type { ResourceKind } from "../model/resource";
import type { ResourceRow } from "../model/rows";
import type { WayOut } from "../model/userError";
import {
  type ListProgress,
  type NodeData,
  type NoticeReason,
  type TreeNode,
  toContextValue,
  toCountText,
  toKindTitle,
} from "./nodes";

const KIND_ICONS: Readonly<Record<ResourceKind, string>> = {
  audience: "organization",
  journey: "type-hierarchy",
  dataset: "database",
};

/** What a click does: an audience shows its expression, everything else its page. */
const OPENING_COMMANDS: Readonly<Record<ResourceKind, string>> = {
  audience: "aep.resource.open",
  journey: "aep.journey.open",
  dataset: "aep.dataset.details",
};

const NOTICE_ICONS: Readonly<Record<NoticeReason, string>> = {
  empty: "info",
  filtered: "filter",
  noAccess: "lock",
  failed: "error",
  forbidden: "lock",
  offline: "debug-disconnect",
  signedOut: "key",
};

/** Draws one node. */
export function toTreeItem(node: TreeNode): vscode.TreeItem {
  const item = drawNode(node);
  item.id = node.id;
  item.contextValue = toContextValue(node.data);
  return item;
}

function drawNode(node: TreeNode): vscode.TreeItem {
  const { data } = node;
  switch (data.type) {
    case "connection":
      return drawConnection(data);
    case "sandbox":
      return drawSandbox(data);
    case "kind":
      return drawKind(data.kind, data.progress);
    case "resource":
      return drawResource(data.row, node);
    case "notice":
      return drawNotice(data, node);
    case "more":
      return drawMore(data.progress, node);
  }
}

function drawConnection(data: NodeData & { type: "connection" }): vscode.TreeItem {
  const item = new vscode.TreeItem(data.connection.name, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon(data.isSample ? "beaker" : "cloud");
  item.description = data.isSample ? "built in" : data.connection.permissions;
  item.tooltip = toTooltip(data.connection.name, [
    ["Organisation", data.connection.orgId],
    ["May change", toPermissionText(data.connection.permissions)],
  ]);
  return item;
}

/** What a permission level allows, as a phrase. */
function toPermissionText(level: string): string {
  if (level === "publish") return "everything, after a preview";
  return level === "draft" ? "drafts, after a preview" : "nothing (read only)";
}

function drawSandbox(data: NodeData & { type: "sandbox" }): vscode.TreeItem {
  const { row, isSelected } = data;
  const isProduction = row.type !== "development";
  const collapsible = isSelected
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(row.title, collapsible);
  const color = isProduction ? new vscode.ThemeColor("list.warningForeground") : undefined;
  item.iconPath = new vscode.ThemeIcon(isSelected ? "pass-filled" : "circle-large-outline", color);
  const facts = [
    row.name === row.title ? undefined : row.name,
    row.type,
    row.state === "active" ? undefined : row.state,
  ];
  item.description = facts.filter((fact) => fact !== undefined).join(" · ");
  item.tooltip = toTooltip(row.title, [
    ["Name", row.name],
    ["Type", row.type ?? "unknown, treated as production"],
    ["State", row.state ?? "unknown"],
    ["Region", row.region ?? "unknown"],
  ]);
  const spoken = [`Sandbox ${row.title}`, row.type ?? "unknown type", isSelected ? "in use" : "not in use"];
  item.accessibilityInformation = { label: spoken.join(", ") };
  if (!isSelected)
    item.command = { command: "aep.sandbox.select", title: "Use This Sandbox", arguments: [data.target] };
  return item;
}

function drawKind(kind: ResourceKind, progress: ListProgress): vscode.TreeItem {
  const item = new vscode.TreeItem(toKindTitle(kind), vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon(KIND_ICONS[kind]);
  const count = toCountText(progress);
  const filter = progress.filter === undefined ? "" : `name contains “${progress.filter}”`;
  item.description = [count, filter].filter((text) => text !== "").join(" · ");
  const spoken = [toKindTitle(kind), count === "" ? "" : `${count} shown`, filter];
  item.accessibilityInformation = { label: spoken.filter((text) => text !== "").join(", ") };
  return item;
}

function drawResource(row: ResourceRow, node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(row.name, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon(KIND_ICONS[row.kind], toStateColor(row.state));
  const facts = [row.state, row.evaluation].filter((fact) => fact !== undefined);
  item.description = facts.join(" · ");
  item.tooltip = toTooltip(row.name, row.facts);
  item.accessibilityInformation = { label: [row.kind, row.name, ...facts].join(", ") };
  item.command = { command: OPENING_COMMANDS[row.kind], title: "Open", arguments: [node] };
  return item;
}

/** The way out that stands on the row itself. */
const NOTICE_ACTIONS: Readonly<Record<NoticeReason, WayOut | undefined>> = {
  empty: undefined,
  filtered: { title: "Clear Filter", command: "aep.tree.clearFilter" },
  noAccess: { title: "Reconnect", command: "aep.connections.reconnect" },
  failed: { title: "Retry", command: "aep.tree.retry" },
  forbidden: { title: "Retry", command: "aep.tree.retry" },
  offline: { title: "Retry", command: "aep.tree.retry" },
  signedOut: { title: "Retry", command: "aep.tree.retry" },
};

function drawNotice(data: NodeData & { type: "notice" }, node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(data.text, vscode.TreeItemCollapsibleState.None);
  const isFailure = data.reason !== "empty" && data.reason !== "filtered";
  const color = isFailure ? new vscode.ThemeColor("list.errorForeground") : undefined;
  item.iconPath = new vscode.ThemeIcon(NOTICE_ICONS[data.reason], color);
  item.tooltip = data.detail ?? data.text;
  const action = NOTICE_ACTIONS[data.reason];
  if (action === undefined) return item;
  item.description = action.title;
  item.command = { ...action, arguments: [action.command === "aep.tree.retry" ? node : node.parent] };
  item.accessibilityInformation = { label: `${data.text}. Activate to ${action.title.toLowerCase()}.` };
  return item;
}

function drawMore(progress: ListProgress, node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem("Load more…", vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.description = toCountText(progress);
  item.command = { command: "aep.tree.loadMore", title: "Load More", arguments: [node] };
  item.accessibilityInformation = { label: `Load more, ${toCountText(progress)} shown` };
  return item;
}

function toStateColor(state: string | undefined): vscode.ThemeColor | undefined {
  if (state === "published" || state === "live") return new vscode.ThemeColor("charts.green");
  if (state === "inactive" || state === "stopped" || state === "closed")
    return new vscode.ThemeColor("disabledForeground");
  return undefined;
}

/** Values come from the platform, so they are appended as text: nothing in them becomes a link or a picture. */
function toTooltip(title: string, facts: ResourceRow["facts"]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown("**").appendText(title).appendMarkdown("**\n\n");
  for (const [label, value] of facts) {
    tooltip.appendMarkdown(`- ${label}: `).appendText(value).appendMarkdown("\n");
  }
  return tooltip;
}
