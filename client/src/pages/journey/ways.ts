/**
 * Which steps can be reached, and which links close a loop. Iterative, because a journey may be one chain of thousands
 * of steps. Pure.
 */
import type { JourneyLink } from "./journeyPageContent";

/** The links that leave each step, in their order. */
export function groupByStart(links: readonly JourneyLink[]): ReadonlyMap<string, readonly JourneyLink[]> {
  const groups = new Map<string, JourneyLink[]>();
  for (const link of links) {
    const group = groups.get(link.from);
    if (group === undefined) groups.set(link.from, [link]);
    else group.push(link);
  }
  return groups;
}

/** Keys of the steps that can be reached from the starts, starts included. */
export function findReached(starts: readonly string[], links: readonly JourneyLink[]): ReadonlySet<string> {
  const outgoing = groupByStart(links);
  const reached = new Set(starts);
  const open = [...starts];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const { to } of outgoing.get(key) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}

/** The links that lead back to a step that leads to them, walking from `keys` in order. */
export function findLoops(keys: readonly string[], links: readonly JourneyLink[]): ReadonlySet<JourneyLink> {
  const outgoing = groupByStart(links);
  const loops = new Set<JourneyLink>();
  const state = new Map<string, "open" | "done">();
  for (const key of keys) if (!state.has(key)) walkFrom(key, { outgoing, loops, state });
  return loops;
}

interface Walk {
  readonly outgoing: ReadonlyMap<string, readonly JourneyLink[]>;
  readonly loops: Set<JourneyLink>;
  readonly state: Map<string, "open" | "done">;
}

function walkFrom(start: string, { outgoing, loops, state }: Walk): void {
  const trail = [{ key: start, next: 0 }];
  state.set(start, "open");
  for (let step = trail.at(-1); step !== undefined; step = trail.at(-1)) {
    const link = outgoing.get(step.key)?.[step.next];
    step.next += 1;
    if (link === undefined) {
      state.set(step.key, "done");
      trail.pop();
    } else if (state.get(link.to) === "open") {
      loops.add(link);
    } else if (!state.has(link.to)) {
      state.set(link.to, "open");
      trail.push({ key: link.to, next: 0 });
    }
  }
}
