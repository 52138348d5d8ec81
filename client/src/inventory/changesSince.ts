/**
 * What changed since the inventory before: new, gone and changed objects, and which of their parts. Says nothing of what could not be
 * read. Pure.
 */

import { escapeMarkdown } from "../model/markdownText";
import { describeKind } from "../model/resourceKinds";
import { toCountText, toMarkdownLink } from "./inventoryMarkdown";
import { FACETS, INVENTORY_KINDS, type InventoryKind, type InventoryRecord } from "./inventoryRecord";
import { toObjectStem } from "./objectPaths";

/** What is kept of an object from one inventory to the next. */
export type FormerObject = Pick<InventoryRecord, "kind" | "id" | "name" | "marks"> & {
  /** Every file that was written for it. */
  readonly files: readonly string[];
};

/** One difference. */
export interface InventoryChange {
  readonly kind: InventoryKind;
  readonly id: string;
  readonly name: string;
  readonly change: "new" | "gone" | "changed";
  /** What of it changed. */
  readonly parts: readonly string[];
}

/** The difference between two states of one object; undefined when they say the same. */
export function findChange(
  before: FormerObject | undefined,
  now: Pick<InventoryRecord, "kind" | "id" | "name" | "marks">,
): InventoryChange | undefined {
  const { kind, id, name, marks } = now;
  if (before === undefined) return { kind, id, name, change: "new", parts: [] };
  const parts = FACETS.filter((facet) => before.marks[facet] !== marks[facet]);
  return parts.length === 0 ? undefined : { kind, id, name, change: "changed", parts };
}

const TITLES = { new: "New", changed: "Changed", gone: "Gone" } as const;

export function toChangesPage(
  changes: readonly InventoryChange[],
  {
    since,
    now,
    unread,
  }: { readonly since: string; readonly now: string; readonly unread: readonly InventoryKind[] },
): string {
  const toWhen = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;
  const counts = (Object.keys(TITLES) as (keyof typeof TITLES)[]).map(
    (change) => `${changes.filter((one) => one.change === change).length} ${TITLES[change].toLowerCase()}`,
  );
  const sections = INVENTORY_KINDS.flatMap((kind) => toSection(kind, changes));
  const kept = unread.map((kind) => describeKind(kind).plural);
  const blocks = [
    "# What changed",
    `Between ${toWhen(since)} and ${toWhen(now)}: ${counts.join(", ")}.`,
    ...(kept.length === 0
      ? []
      : [`Not compared, because their lists could not be read whole: what is gone of ${kept.join(", ")}.`]),
    ...sections,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function toSection(kind: InventoryKind, changes: readonly InventoryChange[]): readonly string[] {
  const own = changes.filter((change) => change.kind === kind);
  if (own.length === 0) return [];
  const lines = own.map((one) => {
    const name =
      one.change === "gone"
        ? escapeMarkdown(one.name)
        : toMarkdownLink(one.name, `${encodeURI(toObjectStem(one))}.md`);
    const parts = one.parts.length === 0 ? "" : `: ${one.parts.join(", ")}`;
    return `- ${TITLES[one.change]}: ${name}${parts}`;
  });
  return [`## ${describeKind(kind).title} (${toCountText(own.length, "change")})`, lines.join("\n")];
}
