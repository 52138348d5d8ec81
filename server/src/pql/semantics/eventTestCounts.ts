/**
 * Keeps track of which tests of events a clause makes: each mention of `xEvent` is one, and filters, methods and
 * declarations around it say how far back it looks and how many events it wants.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { CheckState } from "./checkState";
import type { EventDraft } from "./clauseTraits";
import { type EventCondition, reachOfCondition, testsEventTime } from "./eventReach";

/**
 * The event test that the node just visited makes, if it is `xEvent` itself or a filter over it. `first` is the number of
 * tests there were before the node was visited.
 */
export function findEventTest(state: CheckState, node: NodeId, first: number): EventDraft | undefined {
  const { events } = state.traits;
  return events.length > first && isEventSource(state, node) ? events[first] : undefined;
}

/** Methods that hand on the events they are called on. */
const PASSING_METHODS: ReadonlySet<string> = new Set(["filter", "distinct", "topN", "bottomN", "head"]);

function isEventSource(state: CheckState, start: NodeId): boolean {
  const { tree } = state;
  let node = tree.unwrapped(start);
  for (;;) {
    const kind = tree.kind(node);
    if (kind === NodeKind.Path || kind === NodeKind.UpPath || kind === NodeKind.Select) return true;
    const isPassing =
      kind === NodeKind.Subscript ||
      kind === NodeKind.Member ||
      (kind === NodeKind.MethodCall && PASSING_METHODS.has(tree.name(tree.detail(node))));
    if (!isPassing) return false;
    node = tree.unwrapped(tree.firstChild(node));
  }
}

/** Takes a condition on the events into account. */
export function narrowEventTest(state: CheckState, test: EventDraft, condition: EventCondition): void {
  test.reachHours = Math.min(test.reachHours, reachOfCondition(state, condition));
  test.hasWindow ||= testsEventTime(state, condition);
}
