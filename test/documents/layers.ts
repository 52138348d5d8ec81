/**
 * The layers of the code as its imports make them: each folder stands above everything it uses. Folders that use each other in
 * a circle are one group, shown as such. Draws nothing.
 */
import type { SourceTree } from "../unit/architecture/sourceTree.js";

/** Folders that stand together: one, or several that use each other. */
export interface LayerGroup {
  readonly names: readonly string[];
  /** Files in all of them. */
  readonly files: number;
  /** 0 for what uses nothing of ours; else one more than the highest group it uses. */
  readonly level: number;
  /** Groups it uses that nothing else it uses leads to, so that the picture needs no further line. */
  readonly uses: readonly LayerGroup[];
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The core shows its folders, the other parts theirs; a file beside them stands for itself. */
function toPlace(path: string): string {
  const parts = path.split("/");
  const depth = path.startsWith("server/src/pql/") ? 4 : 3;
  return parts.slice(0, depth).join("/");
}

function readGraph(tree: SourceTree): Graph {
  const graph = new Map<string, Set<string>>();
  for (const file of tree.values()) {
    const place = toPlace(file.path);
    const used = graph.get(place) ?? new Set<string>();
    graph.set(place, used);
    for (const { target, isOwn } of file.imports)
      if (isOwn && toPlace(target) !== place) used.add(toPlace(target));
  }
  return graph;
}

/** Everything that can be reached from each place. */
function reachAll(graph: Graph): Graph {
  const reach = (place: string, seen: Set<string>): Set<string> => {
    for (const next of graph.get(place) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reach(next, seen);
    }
    return seen;
  };
  return new Map([...graph.keys()].map((place) => [place, reach(place, new Set())]));
}

/** The groups of the tree, the highest first. */
export function findLayers(tree: SourceTree): readonly LayerGroup[] {
  const graph = readGraph(tree);
  const reached = reachAll(graph);
  const isBelow = (place: string, above: string) => reached.get(above)?.has(place) === true;
  const groups = new Map<string, LayerGroup>();
  const groupOf = (place: string): LayerGroup => {
    const known = groups.get(place);
    if (known !== undefined) return known;
    const names = [...graph.keys()]
      .filter((other) => other === place || (isBelow(other, place) && isBelow(place, other)))
      .sort();
    const used = new Set(
      names.flatMap((name) => [...(graph.get(name) ?? [])]).filter((name) => !names.includes(name)),
    );
    const direct = [...used].filter(
      (name) => ![...used].some((other) => isBelow(name, other) && !isBelow(other, name)),
    );
    const uses = [...new Set(direct.map(groupOf))];
    const files = [...tree.keys()].filter((path) => names.includes(toPlace(path))).length;
    const group = { names, files, level: Math.max(-1, ...uses.map(({ level }) => level)) + 1, uses };
    for (const name of names) groups.set(name, group);
    return group;
  };
  const all = new Set([...graph.keys()].sort().map(groupOf));
  return [...all].sort((one, other) => other.level - one.level);
}
