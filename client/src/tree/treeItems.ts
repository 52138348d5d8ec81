/**
 * Turns nodes into what the editor draws: label, icon, description, tooltip and what a screen reader says.
 * Decides looks only; rows that stand for things are in `resourceItems.ts`.
 */
import * as vscode from "vscode";
import { describeKind, type ResourceKind } from "../model/resourceKinds";
import { toGroupingText } from "./listView";
import {
  type ListProgress,
  type NodeData,
  type NoticeReason,
  type TreeNode,
  toContextValue,
  toCountText,
} from "./nodes";
import { RELATION_TEXTS } from "./relations";
import { drawField, drawResource, drawStep, toTooltip } from "./resourceItems";
import { ACTIVATE_COMMAND, findRowAction } from "./rowActions";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

const NOTICE_ICONS: Readonly<Record<NoticeReason, string>> = {
  empty: "info",
  filtered: "filter",
  stopped: "debug-pause",
  noAccess: "lock",
  failed: "error",
  forbidden: "lock",
  offline: "debug-disconnect",
  signedOut: "key",
  noSecret: "key",
};

/** Draws one node. */
export function toTreeItem(node: TreeNode): vscode.TreeItem {
  const item = drawNode(node);
  item.id = node.id;
  item.contextValue = toContextValue(node.data);
  const action = findRowAction(node);
  if (action !== undefined) item.command = { command: ACTIVATE_COMMAND, title: action.title };
  return item;
}

function drawNode(node: TreeNode): vscode.TreeItem {
  const { data } = node;
  switch (data.type) {
    case "connection":
      return drawConnection(data);
    case "sandbox":
      return drawSandbox(data);
    case "content":
      return drawFolder("Content", "mail");
    case "kind":
      return drawKind(data.kind, data.progress);
    case "group":
      return drawFolder(data.group.label, "list-tree", data.group.rows.length.toLocaleString("en-US"));
    case "resource":
      return drawResource(data.row);
    case "relation":
      return drawFolder(RELATION_TEXTS[data.relation].title, "references");
    case "step":
      return drawStep(data);
    case "field":
      return drawField(data.field);
    case "notice":
      return drawNotice(data, node);
    case "more":
      return drawMore(data.progress, node.parent);
  }
}

function drawConnection(data: NodeData & { type: "connection" }): vscode.TreeItem {
  const item = new vscode.TreeItem(data.connection.name, Expanded);
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
  const item = new vscode.TreeItem(row.title, isSelected ? Expanded : None);
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
  return item;
}

function drawFolder(label: string, icon: string, description = ""): vscode.TreeItem {
  const item = new vscode.TreeItem(label, Collapsed);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = description;
  return item;
}

function drawKind(kind: ResourceKind, progress: ListProgress): vscode.TreeItem {
  const count = toCountText(progress);
  const looks = [
    progress.filter === undefined ? "" : toFilterText(kind, progress.filter),
    progress.sort === "name" ? "by name" : "",
    progress.grouping === undefined ? "" : toGroupingText(progress.grouping),
  ].filter((text) => text !== "");
  const description = [count, ...looks].filter((text) => text !== "").join(" · ");
  const { title, icon } = describeKind(kind);
  const item = drawFolder(title, icon, description);
  const spoken = [title, count === "" ? "" : `${count} shown`, ...looks];
  item.accessibilityInformation = { label: spoken.filter((text) => text !== "").join(", ") };
  return item;
}

const CALM_REASONS: readonly NoticeReason[] = ["empty", "filtered", "stopped"];

function drawNotice(data: NodeData & { type: "notice" }, node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(data.headline ?? data.text, None);
  const isFailure = !CALM_REASONS.includes(data.reason);
  const color = isFailure ? new vscode.ThemeColor("list.errorForeground") : undefined;
  item.iconPath = new vscode.ThemeIcon(NOTICE_ICONS[data.reason], color);
  item.tooltip = data.detail ?? data.text;
  const action = findRowAction(node);
  if (action === undefined) return item;
  item.description = data.headline === undefined ? action.title : `${action.title} · ${data.text}`;
  const spoken = `${data.text.replace(/\.$/, "")}. Activate to ${action.title.toLowerCase()}.`;
  item.accessibilityInformation = { label: spoken };
  return item;
}

/** Says when the filter works here: such a list knows no total and takes longer. */
function toFilterText(kind: ResourceKind, filter: string): string {
  return `name contains “${filter}”${describeKind(kind).filter === "pages" ? ", looked for page by page" : ""}`;
}

function drawMore(progress: ListProgress, list: TreeNode | undefined): vscode.TreeItem {
  const isSearch =
    progress.filter !== undefined &&
    list?.data.type === "kind" &&
    describeKind(list.data.kind).filter === "pages";
  const isForInactive = progress.remaining === "inactive";
  const label = isForInactive ? "Look for inactive ones" : isSearch ? "Look further" : "Load more";
  const count = isSearch ? `${toShownText(progress)} found so far` : toCountText(progress);
  const item = new vscode.TreeItem(`${label}…`, None);
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.description = count;
  if (isSearch)
    item.tooltip = "This service cannot filter by name, so its pages are read and looked through here.";
  item.accessibilityInformation = { label: `${label}, ${count}${isSearch ? "" : " shown"}` };
  return item;
}

function toShownText({ shown = 0 }: ListProgress): string {
  return shown.toLocaleString("en-US");
}
