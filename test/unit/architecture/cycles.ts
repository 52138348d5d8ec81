/**
 * Finds files that import each other in a circle, types included: a circle of types is a sign of two
 * files that are one thing, or of a third one missing.
 */
import type { SourceTree } from "./sourceTree.js";

/** One line per circle, each reported once, from its first file in the tree's order. */
export function findCycles(tree: SourceTree): string[] {
  const cycles: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string) => {
    if (finished.has(file)) return;
    const start = trail.indexOf(file);
    if (start >= 0) {
      cycles.push([...trail.slice(start), file].join(" → "));
      return;
    }
    trail.push(file);
    for (const { target, isOwn } of tree.get(file)?.imports ?? []) if (isOwn) visit(target);
    trail.pop();
    finished.add(file);
  };
  for (const file of tree.keys()) visit(file);
  return cycles;
}
