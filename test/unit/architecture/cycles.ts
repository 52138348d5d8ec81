/**
 * Finds files that import each other in a circle, types included: a circle of types is a sign of two
 * files that are one thing, or of a third one missing.
 */
import type { SourceTree } from "./sourceTree.js";

/** One line per circle of files, each reported once, from its first file in the tree's order. */
export function findCycles(tree: SourceTree): string[] {
  const used = [...tree].map(([file, { imports }]) => {
    const targets = imports.flatMap(({ target, isOwn }) => (isOwn && tree.has(target) ? [target] : []));
    return [file, new Set(targets)] as const;
  });
  return findLoops(new Map(used));
}

/** The first folder below the place, or the file itself where it stands in none. */
function findRoom(file: string, place: string): string | undefined {
  if (!file.startsWith(place)) return undefined;
  return file.slice(place.length).split("/")[0];
}

/** Folders below a place that import each other in a circle, one line per circle: one of them is too high or too low. */
export function findFolderCycles(tree: SourceTree, place: string): string[] {
  const used = new Map<string, Set<string>>();
  for (const { path, imports } of tree.values()) {
    const from = findRoom(path, place);
    for (const { target, isOwn } of imports) {
      const to = isOwn ? findRoom(target, place) : undefined;
      if (from === undefined || to === undefined || from === to) continue;
      used.set(from, (used.get(from) ?? new Set()).add(to));
    }
  }
  return findLoops(used);
}

function findLoops(used: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const loops: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (room: string) => {
    if (finished.has(room)) return;
    const start = trail.indexOf(room);
    if (start >= 0) {
      loops.push([...trail.slice(start), room].join(" → "));
      return;
    }
    trail.push(room);
    for (const next of used.get(room) ?? []) visit(next);
    trail.pop();
    finished.add(room);
  };
  for (const room of used.keys()) visit(room);
  return loops;
}
