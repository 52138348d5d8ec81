/**
 * The pages that lead through an inventory: the overview, the list of each kind, and the steps in order of dependency, all Markdown.
 * Pure.
 */

import { escapeMarkdown } from "../model/markdownText";
import { describeKind } from "../model/resourceKinds";
import type { Verdict } from "./carriage";
import { escapeWithCode, toCountText, toMarkdownLink, toMembersText, toTable } from "./inventoryMarkdown";
import { INVENTORY_KINDS, type InventoryKind } from "./inventoryRecord";
import type { GraphObject } from "./objectGraph";
import { toObjectLink } from "./objectPage";
import { toKindFolder } from "./objectPaths";
import type { InventoryFailure } from "./readObjects";
import { PLAN_FOLDER, toCarriageWords, VERDICT_TITLES } from "./verdictText";

/** What the overview tells. */
export interface OverviewFacts {
  readonly sandbox: string;
  readonly orgId: string;
  /** ISO time. */
  readonly takenAt: string;
  readonly graph: ReadonlyMap<string, GraphObject>;
  readonly failures: readonly InventoryFailure[];
  /** How many objects the second picture shows, of how many that hang together. */
  readonly drawn: number;
  readonly linked: number;
  readonly hasChanges: boolean;
}

const VERDICTS = Object.keys(VERDICT_TITLES) as readonly Verdict[];
const MOST_NAMED = 50;

/** The objects of each kind, in building order. */
export function groupByKind(
  graph: ReadonlyMap<string, GraphObject>,
): ReadonlyMap<InventoryKind, readonly GraphObject[]> {
  const groups = new Map<InventoryKind, GraphObject[]>(INVENTORY_KINDS.map((kind) => [kind, []]));
  for (const object of graph.values()) groups.get(object.entry.kind)?.push(object);
  return groups;
}

export function toOverview(facts: OverviewFacts): string {
  const { sandbox, orgId, takenAt, failures, drawn, linked, hasChanges, graph } = facts;
  const when = `${takenAt.slice(0, 16).replace("T", " ")} UTC`;
  const links = [
    `- ${toMarkdownLink("What to do, step by step", "build/steps.md")}`,
    ...(hasChanges ? [`- ${toMarkdownLink("What changed since the last inventory", "changes.md")}`] : []),
    `- ${toMarkdownLink("The same for programs", "inventory.json")}`,
  ];
  const note =
    drawn < linked
      ? [`The picture shows the ${drawn} with most links of ${linked} objects that hang together.`]
      : [];
  const blocks = [
    `# Inventory of ${escapeMarkdown(sandbox)}`,
    `${toCountText(graph.size, "object")} of the sandbox ${escapeMarkdown(sandbox)}, organisation ${escapeMarkdown(orgId)}, read on ${when}. Nobody’s name or address is in it.`,
    links.join("\n"),
    ...toFailureSection(failures),
    "## Counts",
    toCounts(graph, failures),
    "## What hangs together",
    "![How the kinds hang together](kinds.svg)",
    ...(drawn === 0 ? [] : ["![The objects with most links](objects.svg)"]),
    ...note,
    ...toBlockedSection(graph),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Of a list that could not be read nobody knows how many there are, and none would be wrong. */
function toCounts(graph: ReadonlyMap<string, GraphObject>, failures: readonly InventoryFailure[]): string {
  const unread = new Set(failures.flatMap(({ kind, what }) => (what === "list" ? [kind] : [])));
  const rows = [...groupByKind(graph)].map(([kind, objects]) => {
    const count = (verdict: Verdict): string =>
      String(objects.filter(({ carriage }) => carriage.verdict === verdict).length);
    const title = describeKind(kind).title;
    const name = objects.length === 0 ? title : toMarkdownLink(title, `${toKindFolder(kind)}/index.md`);
    if (unread.has(kind) && objects.length === 0) return [name, "not read", ...VERDICTS.map(() => "")];
    const total = unread.has(kind) ? `${objects.length}, not all` : String(objects.length);
    return [name, total, ...VERDICTS.map(count)];
  });
  return toTable(["Kind", "Objects", ...VERDICTS.map((verdict) => VERDICT_TITLES[verdict])], rows);
}

function toFailureSection(failures: readonly InventoryFailure[]): readonly string[] {
  if (failures.length === 0) return [];
  const lines = failures.slice(0, MOST_NAMED).map((failure) => `- ${escapeMarkdown(toFailureLine(failure))}`);
  const more = failures.length - lines.length;
  return [
    "## Incomplete",
    "This could not be read; everything else is here.",
    [...lines, ...(more > 0 ? [`- and ${more} more, named in inventory.json`] : [])].join("\n"),
  ];
}

/** A failure in one sentence. */
export function toFailureLine({ kind, what, id, name, reason }: InventoryFailure): string {
  if (kind === undefined) return reason;
  const { noun, plural } = describeKind(kind);
  if (what === "list") return `The list of ${plural}: ${reason}`;
  return `The ${noun} “${name ?? id}”: ${reason}`;
}

function toBlockedSection(graph: ReadonlyMap<string, GraphObject>): readonly string[] {
  const blocked = [...graph.values()].filter(({ carriage }) => carriage.verdict === "blocked");
  if (blocked.length === 0) return [];
  const lines = blocked
    .slice(0, MOST_NAMED)
    .map(
      (object) =>
        `- ${describeKind(object.entry.kind).noun} ${toObjectLink(object, "overview.md")}: ${escapeWithCode(object.carriage.reason)}`,
    );
  const more = blocked.length - lines.length;
  return ["## Blocked", [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n")];
}

/** The list of a kind. */
export function toKindIndex(kind: InventoryKind, objects: readonly GraphObject[]): string {
  const page = `${toKindFolder(kind)}/index.md`;
  const isCounted = objects.some(({ entry }) => entry.members !== undefined);
  const rows = objects.map((object) => [
    toObjectLink(object, page),
    escapeMarkdown(object.entry.state ?? ""),
    ...(isCounted ? [toMembersText(object.entry.members)] : []),
    toCarriageWords(object.carriage),
    escapeWithCode(object.carriage.reason),
  ]);
  const title = describeKind(kind).title;
  const table = toTable(
    ["Name", "State", ...(isCounted ? ["Members"] : []), "To another sandbox", "Why"],
    rows,
  );
  return `# ${title}\n\n${toMarkdownLink("Overview", "../overview.md")}\n\n${table}\n`;
}

/** What is to be done, in order of dependency: what is used comes before what uses it. */
export function toBuildSteps(graph: ReadonlyMap<string, GraphObject>): string {
  const groups = [...groupByKind(graph)].flatMap(([kind, objects]) => toKindSteps(kind, objects));
  const blocks = [
    "# What to do, step by step",
    `From above to below: what is used comes before what uses it. ${toMarkdownLink("Overview", "../overview.md")}`,
    ...toPolicyStep(graph),
    ...groups,
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Merge policies are no objects of an inventory, but audiences and journeys name them. */
function toPolicyStep(graph: ReadonlyMap<string, GraphObject>): readonly string[] {
  const uses = [...graph.values()].flatMap((object) => object.uses);
  const policies = uses.filter(({ kind, isMissing }) => kind === "mergePolicy" && !isMissing);
  const names = [...new Set(policies.map(({ name, id }) => name ?? id))].sort();
  if (names.length === 0) return [];
  const list = names.map((name) => `- [ ] ${escapeMarkdown(name)}`).join("\n");
  return [
    "First of all, make the merge policies with the same names; audiences and journeys name them:",
    list,
  ];
}

function toKindSteps(kind: InventoryKind, objects: readonly GraphObject[]): readonly string[] {
  const planned = objects.filter(({ carriage }) => carriage.by === "plan");
  const others = objects.filter(({ carriage }) => carriage.by !== "plan" && carriage.by !== "provided");
  if (planned.length + others.length === 0) return [];
  const groups = new Map<string, string[]>();
  for (const object of others) {
    const { carriage } = object;
    const head = `**${toCarriageWords(carriage)}.** ${escapeWithCode(carriage.reason)}`;
    const lines = groups.get(head) ?? [];
    lines.push(`- [ ] ${toObjectLink(object, "build/steps.md")}`);
    groups.set(head, lines);
  }
  return [
    `## ${describeKind(kind).title}`,
    ...[...groups].flatMap(([head, lines]) => [head, lines.join("\n")]),
    ...(planned.length === 0 ? [] : [toPlanStep(planned.length)]),
  ];
}

function toPlanStep(count: number): string {
  return [
    `- [ ] ${toCountText(count, "audience")} from the folder \`${PLAN_FOLDER}\`. With AEP_SANDBOX naming the new sandbox:`,
    "",
    "  ```sh",
    `  aep plan --out plan.json ${PLAN_FOLDER}`,
    "  aep apply plan.json",
    "  ```",
    "",
    "  The plan says what it would create, and what stands in the way. Audiences that others use are created first.",
  ].join("\n");
}
