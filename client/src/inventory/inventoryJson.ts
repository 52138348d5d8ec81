/**
 * The text of inventory.json, object by object, as client/schemas/inventory.schema.json describes it. Pure.
 */

import type { InventoryPlace } from "./inventoryPlace";
import { INVENTORY_KINDS, type InventoryRecord } from "./inventoryRecord";
import type { GraphObject } from "./objectGraph";
import { toObjectStem } from "./objectPaths";
import { groupByKind } from "./overviewText";
import type { InventoryFailure } from "./readObjects";
import { toPairStem } from "./verdictText";

/** The format of the file. */
const INVENTORY_FORMAT = "aep-inventory/1";

/** What stands before the objects. */
export interface InventoryHead extends InventoryPlace {
  /** ISO time. */
  readonly takenAt: string;
  readonly failures: readonly InventoryFailure[];
}

/** The beginning of the file, up to the first object. */
export function toInventoryStart(
  { orgId, sandbox, takenAt, failures }: InventoryHead,
  graph: ReadonlyMap<string, GraphObject>,
): string {
  const groups = groupByKind(graph);
  const counts = Object.fromEntries(
    INVENTORY_KINDS.map((kind) => {
      const objects = groups.get(kind) ?? [];
      const count = (verdict: string): number =>
        objects.filter(({ carriage }) => carriage.verdict === verdict).length;
      return [
        kind,
        { total: objects.length, api: count("api"), hand: count("hand"), blocked: count("blocked") },
      ];
    }),
  );
  const head = {
    format: INVENTORY_FORMAT,
    orgId,
    sandbox,
    takenAt,
    isComplete: failures.length === 0,
    counts,
    failures,
  };
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, "")},\n  "objects": [`;
}

/** One object of the list. */
export function toInventoryObject(record: InventoryRecord, { carriage, uses, entry }: GraphObject): string {
  const { kind, id, name, state, changedAt, description, facts = [], rule, steps, files, size } = record;
  const object = {
    kind,
    id,
    name,
    state,
    description,
    changedAt: toTime(changedAt),
    size: size && { members: size.members, countedAt: toTime(size.countedAt) },
    page: `${toObjectStem(record)}.md`,
    carriage,
    facts: Object.fromEntries(facts),
    uses: uses.map((use) => ({
      kind: use.kind,
      id: use.key?.slice(use.kind.length + 1) ?? use.id,
      ...(use.name === undefined ? {} : { name: use.name }),
      ...(use.isMissing ? { isMissing: true } : {}),
    })),
    rule: rule && {
      format: "pql/text",
      text: rule.text,
      words: rule.words,
      fields: rule.fields.map(({ path }) => path),
    },
    steps: steps === undefined || steps.length === 0 ? undefined : steps.map(toStep),
    files: files.length === 0 ? undefined : files,
    build: carriage.by === "plan" ? `${toPairStem(entry)}.pql` : undefined,
  };
  return JSON.stringify(object);
}

function toStep({ name, kind, facts, next }: NonNullable<InventoryRecord["steps"]>[number]): object {
  return { name, kind, facts: Object.fromEntries(facts), next };
}

function toTime(milliseconds: number | undefined): string | undefined {
  const date = new Date(milliseconds ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
