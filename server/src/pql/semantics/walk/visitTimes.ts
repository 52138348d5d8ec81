/**
 * `occurs` and the tests behind it, also those in `WHEN( )` of a chain. What may be a time is decided here; how far a test
 * looks back is worked out in `eventReach.ts`.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import { BOOLEAN, INTERVAL, TIMESTAMP, type Type } from "../../types/pqlTypes";
import type { CheckState } from "../checkState";
import { checkUnitSpelling } from "../rules/obsoleteSpelling";
import { checkTested, checkTime } from "../rules/timeOperand";
import { checkRangeOrder } from "../rules/timeRange";

/** `now` and `today` are instants, `yesterday` and `tomorrow` whole days. */
export function visitTimeWord(state: CheckState, node: NodeId): Type {
  const kind = state.tokens.kinds[state.tree.firstToken(node)];
  return kind === TokenKind.Yesterday || kind === TokenKind.Tomorrow ? INTERVAL : TIMESTAMP;
}

/** `t occurs <= 3 days before now`. */
export function visitOccurs(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  const tested = tree.firstChild(node);
  checkTested(state, tested, state.visit(tested));
  visitTimeTest(state, tree.nextSibling(tested));
  return BOOLEAN;
}

/** The test itself: a distance, a direction, a point or a range. */
export function visitTimeTest(state: CheckState, node: NodeId): void {
  const { tree } = state;
  for (let time = tree.firstChild(node); time !== 0; time = tree.nextSibling(time)) {
    checkTime(state, time, state.visit(time));
    if (tree.kind(time) === NodeKind.Interval) checkUnitSpelling(state, time);
  }
  if (tree.kind(node) === NodeKind.TimeDistance) checkUnitSpelling(state, node);
  if (tree.kind(node) === NodeKind.TimeRange) checkRangeOrder(state, node);
}
