/**
 * The two pictures of an overview: how the kinds hang together, and the objects that hang together most. Pure.
 */
import { describeKind } from "../model/resourceKinds";
import { toCountText } from "./inventoryMarkdown";
import { INVENTORY_KINDS, type InventoryKind } from "./inventoryRecord";
import type { GraphObject } from "./objectGraph";
import { drawPicture, type PictureLink } from "./picture";

/** More boxes than these nobody can read. */
const MOST_DRAWN = 40;

const COLOURS = { api: "#2f7d4f", hand: "#b9770e", blocked: "#b03a2e" } as const;
const WORDS = { api: "by API", hand: "by hand", blocked: "blocked" } as const;
const KIND_COLOUR = "#456";

/** Kinds with their counts, and how many uses lead from one to another. */
export function drawKinds(graph: ReadonlyMap<string, GraphObject>): string {
  const counts = new Map<InventoryKind, number>();
  const uses = new Map<string, PictureLink & { readonly count: number }>();
  for (const { entry, uses: own } of graph.values()) {
    counts.set(entry.kind, (counts.get(entry.kind) ?? 0) + 1);
    for (const { key, kind: to } of own) {
      if (key === undefined || to === entry.kind) continue;
      const count = (uses.get(`${entry.kind} ${to}`)?.count ?? 0) + 1;
      uses.set(`${entry.kind} ${to}`, { from: entry.kind, to, count, label: String(count) });
    }
  }
  const boxes = INVENTORY_KINDS.filter((kind) => counts.has(kind)).map((kind) => ({
    key: kind,
    title: describeKind(kind).title,
    subtitle: String(counts.get(kind)),
    colour: KIND_COLOUR,
  }));
  const links = [...uses.values()].sort((one, other) =>
    `${one.from} ${one.to}` < `${other.from} ${other.to}` ? -1 : 1,
  );
  return drawPicture("How the kinds hang together", { boxes, links });
}

/** Kinds that nearly everything uses say little in a picture. */
const LEFT_OUT: ReadonlySet<InventoryKind> = new Set(["namespace", "schema", "dataset"]);

/** The objects with most links, and how many have any. */
export function drawObjects(graph: ReadonlyMap<string, GraphObject>): {
  readonly svg: string;
  readonly drawn: number;
  readonly linked: number;
} {
  const isShown = (key: string): boolean => {
    const kind = graph.get(key)?.entry.kind;
    return kind !== undefined && !LEFT_OUT.has(kind);
  };
  const degrees = new Map<string, number>();
  for (const { key, uses } of graph.values()) {
    for (const { key: used } of uses) {
      if (used === undefined || !isShown(key) || !isShown(used)) continue;
      degrees.set(key, (degrees.get(key) ?? 0) + 1);
      degrees.set(used, (degrees.get(used) ?? 0) + 1);
    }
  }
  const ranked = [...degrees].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  const chosen = new Set(ranked.slice(0, MOST_DRAWN).map(([key]) => key));
  const objects = [...graph.values()].filter(({ key }) => chosen.has(key));
  const links = objects.flatMap(({ key, uses }) =>
    uses.flatMap((use) =>
      use.key === undefined || !chosen.has(use.key) ? [] : [{ from: key, to: use.key }],
    ),
  );
  const joined = new Set(links.flatMap(({ from, to }) => [from, to]));
  const boxes = objects
    .filter(({ key }) => joined.has(key))
    .map(({ key, entry, carriage }) => ({
      key,
      title: entry.name,
      subtitle: `${describeKind(entry.kind).noun}, ${WORDS[carriage.verdict]}`,
      colour: COLOURS[carriage.verdict],
    }));
  const title = `What hangs together: ${toCountText(boxes.length, "object")}`;
  return { svg: drawPicture(title, { boxes, links }), drawn: boxes.length, linked: degrees.size };
}
