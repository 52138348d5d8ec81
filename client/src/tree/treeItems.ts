/**
 * Turns nodes into what the editor draws: label, icon, description, tooltip and what a screen reader says.
 * Decides looks only; rows that stand for things are in `resourceItems.ts`.
 */

import * as vscode from "vscode";
import { toPermissionText } from "../model/permissions";
import { describeKind, type ResourceKind, type SortOrder } from "../model/resourceKinds";
import { later, say, sayNumber } from "../words/say";
import { toGroupingText } from "./listView";
import {
  type ListProgress,
  type NodeData,
  type NoticeReason,
  type TreeNode,
  toContextValue,
  toCountText,
  toGroupCountText,
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
      return drawFolder(say("Content"), "mail");
    case "kind":
      return drawKind(data.kind, data.progress);
    case "group":
      return drawFolder(data.group.label, "list-tree", toGroupCountText(data.group, data.isPartial));
    case "resource":
      return drawResource(data.row, isBySize(node.parent));
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

/** Whether rows below a node stand in the order of their sizes. */
function isBySize(above: TreeNode | undefined): boolean {
  const list = above?.data.type === "group" ? above.parent : above;
  return list?.data.type === "kind" && list.data.progress.sort === "size";
}

function drawConnection(data: NodeData & { type: "connection" }): vscode.TreeItem {
  const item = new vscode.TreeItem(data.connection.name, Expanded);
  item.iconPath = new vscode.ThemeIcon(data.isSample ? "beaker" : "cloud");
  item.description = data.isSample ? say("built in") : data.connection.permissions;
  item.tooltip = toTooltip(data.connection.name, [
    [later("Organisation"), data.connection.orgId],
    [later("May change"), toPermissionText(data.connection.permissions)],
  ]);
  return item;
}

/** What the platform says a sandbox is for. */
const [DEVELOPMENT] = later(["development", "production"]);

function drawSandbox(data: NodeData & { type: "sandbox" }): vscode.TreeItem {
  const { row, isSelected } = data;
  const isProduction = row.type !== DEVELOPMENT;
  const item = new vscode.TreeItem(row.title, isSelected ? Expanded : None);
  const color = isProduction ? new vscode.ThemeColor("list.warningForeground") : undefined;
  item.iconPath = new vscode.ThemeIcon(isSelected ? "pass-filled" : "circle-large-outline", color);
  const facts = [
    row.name === row.title ? undefined : row.name,
    row.type && say(row.type),
    row.state === "active" ? undefined : row.state && say(row.state),
  ];
  item.description = facts.filter((fact) => fact !== undefined).join(" · ");
  item.tooltip = toTooltip(row.title, [
    [later("Name"), row.name],
    [later("Type"), row.type === undefined ? say("unknown, treated as production") : say(row.type)],
    [later("State"), row.state === undefined ? say("unknown") : say(row.state)],
    [later("Region"), row.region ?? say("unknown")],
  ]);
  const spoken = [
    say("Sandbox {0}", row.title),
    row.type === undefined ? say("unknown type") : say(row.type),
    isSelected ? say("in use") : say("not in use"),
  ];
  item.accessibilityInformation = { label: spoken.join(", ") };
  return item;
}

function drawFolder(label: string, icon: string, description = ""): vscode.TreeItem {
  const item = new vscode.TreeItem(label, Collapsed);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = description;
  return item;
}

/** The usual order has no word. */
const ORDER_WORDS: Readonly<Partial<Record<SortOrder, string>>> = later({ name: "by name", size: "by size" });

function toOrderText(sort: SortOrder | undefined): string {
  const words = sort && ORDER_WORDS[sort];
  return words === undefined ? "" : say(words);
}

function drawKind(kind: ResourceKind, progress: ListProgress): vscode.TreeItem {
  const count = toCountText(progress);
  const order = toOrderText(progress.sort);
  const looks = [
    progress.filter === undefined ? "" : toFilterText(kind, progress.filter),
    progress.grouping === undefined ? "" : toGroupingText(progress.grouping),
  ];
  // The end is cut off in a narrow sidebar; the row to load more says the count again.
  const description = [order, count, ...looks].filter((text) => text !== "").join(" · ");
  const { title: name, icon } = describeKind(kind);
  const title = say(name);
  const item = drawFolder(title, icon, description);
  const spoken = [title, count === "" ? "" : say("{0} shown", count), order, ...looks];
  const words = spoken.filter((text) => text !== "").join(", ");
  item.accessibilityInformation = { label: words };
  // Beside a long title the sidebar cuts the rest off.
  const ranking = progress.sort === "size" ? ` ${say("All are ordered by size, not only those shown.")}` : "";
  item.tooltip = `${words}.${ranking}`;
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
  const spoken = say("{0}. Activate to {1}.", data.text.replace(/\.$/, ""), action.title.toLowerCase());
  item.accessibilityInformation = { label: spoken };
  return item;
}

/** Says when the filter works here: such a list knows no total and takes longer. */
function toFilterText(kind: ResourceKind, filter: string): string {
  return describeKind(kind).filter === "pages"
    ? say("name contains “{0}”, looked for page by page", filter)
    : say("name contains “{0}”", filter);
}

function drawMore(progress: ListProgress, list: TreeNode | undefined): vscode.TreeItem {
  const isSearch =
    progress.filter !== undefined &&
    list?.data.type === "kind" &&
    describeKind(list.data.kind).filter === "pages";
  const isForInactive = progress.remaining === "inactive";
  const label = isForInactive
    ? say("Look for inactive ones")
    : isSearch
      ? say("Look further")
      : say("Load more");
  const count = isSearch ? say("{0} found so far", toShownText(progress)) : toCountText(progress);
  const item = new vscode.TreeItem(`${label}…`, None);
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.description = count;
  if (isSearch)
    item.tooltip = say("This service cannot filter by name, so its pages are read and looked through here.");
  item.accessibilityInformation = { label: `${label}, ${isSearch ? count : say("{0} shown", count)}` };
  return item;
}

function toShownText({ shown = 0 }: ListProgress): string {
  return sayNumber(shown);
}
