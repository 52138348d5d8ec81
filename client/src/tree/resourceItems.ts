/**
 * How things of the platform, steps of journeys and fields of schemas look as rows. Decides looks only; whatever comes from
 * the platform is shown as text.
 */

import * as vscode from "vscode";
import { USUAL_ORIGIN } from "../model/audienceOrigins";
import { describeKind, type ResourceKind } from "../model/resourceKinds";
import type { ResourceRow, RowFact } from "../model/rows";
import type { SchemaField } from "../model/schemaFields";
import { later, say, sayCount, sayShortNumber } from "../words/say";
import type { NodeData } from "./nodes";

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** States that are seen without their word, which a narrow sidebar has no room for; colour alone does not reach everybody. */
const STATE_ICONS: ReadonlyMap<string, string> = new Map([
  [later("draft"), "edit"],
  [later("inactive"), "circle-slash"],
  [later("disabled"), "circle-slash"],
  [later("stopped"), "circle-slash"],
  [later("closed"), "circle-slash"],
  [later("failed"), "error"],
  [later("archived"), "archive"],
  [later("finished"), "check"],
  [later("paused"), "debug-pause"],
  [later("testing"), "beaker"],
  [later("dry run"), "beaker"],
  [later("in review"), "eye"],
]);

/** States of what reaches people: audiences from elsewhere are active, and what the older journeys say is deployed. */
const RUNNING: readonly string[] = later([
  "published",
  "live",
  "enabled",
  "active",
  "deployed",
  "redeployed",
]);

/** Draws a thing. In a list by size its size leads: what stands behind a long name is cut off. */
export function drawResource(row: ResourceRow, isBySize: boolean): vscode.TreeItem {
  const look = describeKind(row.kind);
  // What matters most stands in few letters, because a narrow sidebar cuts the rest off: 12.5K.
  const shortSize = row.size === undefined ? [] : [sayShortNumber(row.size)];
  const label = isBySize ? [...shortSize, row.name].join(" · ") : row.name;
  const item = new vscode.TreeItem(label, isExpandable(row.kind) ? Collapsed : None);
  const icon = STATE_ICONS.get(row.state ?? "") ?? look.icon;
  item.iconPath = new vscode.ThemeIcon(icon, toStateColor(row.state));
  const size = row.size === undefined ? undefined : sayCount(row.size, ["{0} members", "{0} members"]);
  const saysOrigin = row.kind === "namespace" || (row.kind === "audience" && row.origin !== USUAL_ORIGIN);
  const origin = saysOrigin ? row.origin : undefined;
  const facts = [row.state, row.evaluation, origin].map((fact) =>
    fact === undefined ? undefined : say(fact),
  );
  // Behind a size and a name there is no room for the state, which the icon shows.
  const described = isBySize ? facts.slice(1) : [...shortSize, ...facts];
  item.description = described.filter((fact) => fact !== undefined).join(" · ");
  const spoken = [say(look.noun), row.name, ...facts, size].filter((fact) => fact !== undefined);
  item.accessibilityInformation = { label: spoken.join(", ") };
  // An audience's tooltip is completed when somebody looks at it; a tooltip set here would never be.
  if (row.kind !== "audience") item.tooltip = toTooltip(row.name, row.facts);
  return item;
}

/** Draws a step of a journey. */
export function drawStep({ step }: NodeData & { type: "step" }): vscode.TreeItem {
  const item = new vscode.TreeItem(step.name, step.audiences.length > 0 ? Collapsed : None);
  item.iconPath = new vscode.ThemeIcon(step.isReachable ? "circle-small-filled" : "warning");
  const facts = [step.kind === step.name ? "" : step.kind, step.isReachable ? "" : say("nothing leads here")];
  item.description = facts.filter((fact) => fact !== "").join(" · ");
  item.tooltip = toTooltip(step.name, step.facts);
  item.accessibilityInformation = {
    label: [say("step"), step.name, ...facts].filter((text) => text !== "").join(", "),
  };
  return item;
}

/** Draws a field of a schema. */
export function drawField(field: SchemaField): vscode.TreeItem {
  const item = new vscode.TreeItem(field.name, field.children.length > 0 ? Collapsed : None);
  item.iconPath = new vscode.ThemeIcon(field.isIdentity ? "key" : "symbol-field");
  item.description = field.type;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [later("Description"), field.description],
    [later("Type"), field.type],
    [later("Path"), field.path],
  ];
  item.tooltip = toTooltip(
    field.title ?? field.name,
    facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const])),
  );
  item.accessibilityInformation = { label: [say("field"), field.title ?? field.name, field.type].join(", ") };
  return item;
}

/** Values come from the platform, so they are appended as text: nothing in them becomes a link or a picture. */
export function toTooltip(title: string, facts: readonly RowFact[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown("**").appendText(title).appendMarkdown("**\n\n");
  for (const [label, value] of facts) {
    tooltip
      .appendMarkdown(`- ${say(label)}: `)
      .appendText(sayWord(value))
      .appendMarkdown("\n");
  }
  return tooltip;
}

/** States and answers are single small words, which names and sentences of people hardly are. */
function sayWord(value: string): string {
  return /^\p{Ll}+$/u.test(value) ? say(value) : value;
}

function isExpandable(kind: ResourceKind): boolean {
  const { unfolds, relations } = describeKind(kind);
  return unfolds !== undefined || relations.length > 0;
}

function toStateColor(state: string | undefined): vscode.ThemeColor | undefined {
  if (RUNNING.includes(state ?? "")) return new vscode.ThemeColor("charts.green");
  if (state === "inactive" || state === "stopped" || state === "closed" || state === "disabled")
    return new vscode.ThemeColor("disabledForeground");
  return undefined;
}
