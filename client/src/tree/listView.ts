/**
 * How a list is looked at: filter, order and grouping. Groupings are strategies over the
 * rows already read: they ask nobody and never hide a row. Pure.
 */
import type { Grouping, SortOrder } from "../model/resourceKinds";
import type { ResourceRow } from "../model/rows";
import { say } from "../words/say";

/** How one list is looked at; undefined is what the platform does by itself. */
export interface ListView {
  readonly filter: string | undefined;
  readonly sort: SortOrder | undefined;
  readonly grouping: Grouping | undefined;
}

/** Everything, in the usual order, ungrouped. */
export const PLAIN_VIEW: ListView = { filter: undefined, sort: undefined, grouping: undefined };

/** Rows that have something in common. `key` is stable: an id or the platform's word; empty for rows without any. */
export interface RowGroup {
  readonly key: string;
  readonly label: string;
  readonly rows: readonly ResourceRow[];
}

/** Names by folder or tag id, as far as they are known. */
export type GroupNames = ReadonlyMap<string, string>;

type Keys = readonly (readonly [key: string, label: string | undefined])[];

const STRATEGIES: Readonly<Record<Grouping, (row: ResourceRow) => Keys>> = {
  state: ({ state }) => toKeys(state),
  evaluation: ({ evaluation }) => toKeys(evaluation),
  origin: ({ origin }) => toKeys(origin),
  folder: ({ folderId }) => (folderId === undefined || folderId === "" ? [] : [[folderId, undefined]]),
  tag: ({ tags }) =>
    (tags ?? []).flatMap(({ id, name }): Keys => {
      const key = id ?? name;
      return key === undefined ? [] : [[key, name]];
    }),
};

const TITLES: Readonly<Record<Grouping, string>> = {
  state: say("grouped by state"),
  evaluation: say("grouped by evaluation"),
  origin: say("grouped by origin"),
  folder: say("grouped by folder"),
  tag: say("grouped by tag"),
};

const WITHOUT: Readonly<Record<Grouping, string>> = {
  state: say("State unknown"),
  evaluation: say("Evaluation unknown"),
  origin: say("Origin unknown"),
  folder: say("No folder"),
  tag: say("No tag"),
};

/** The rows in groups by name, those without any last. A row with two tags stands in both groups. */
export function toGroups(
  rows: readonly ResourceRow[],
  grouping: Grouping,
  names: GroupNames,
): readonly RowGroup[] {
  const groups = new Map<string, { label: string; rows: ResourceRow[] }>();
  for (const row of rows) {
    const keys = STRATEGIES[grouping](row);
    for (const [key, name] of keys.length === 0 ? NO_KEY : keys) {
      const label = key === "" ? WITHOUT[grouping] : (name ?? names.get(key) ?? key);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { label, rows: [row] });
      else known.rows.push(row);
    }
  }
  return [...groups].map(([key, group]) => ({ key, ...group })).sort(byLabel);
}

/** Ids of folders or tags among the rows whose names have to be looked up. */
export function findUnnamed(rows: readonly ResourceRow[], grouping: Grouping): readonly string[] {
  if (grouping !== "folder" && grouping !== "tag") return [];
  const keys = rows.flatMap((row) => STRATEGIES[grouping](row));
  return [...new Set(keys.flatMap(([key, name]) => (name === undefined ? [key] : [])))];
}

/** "grouped by folder". */
export function toGroupingText(grouping: Grouping): string {
  return TITLES[grouping];
}

const NO_KEY: Keys = [["", undefined]];

function toKeys(value: string | undefined): Keys {
  return value === undefined || value === "" ? [] : [[value, say(value)]];
}

function byLabel(one: RowGroup, other: RowGroup): number {
  if (one.key === "" || other.key === "") return one.key === "" ? 1 : -1;
  return one.label.localeCompare(other.label, "en", { sensitivity: "base" });
}
