/**
 * Points out chains joined by `and` inside brackets. Those on the top level are clauses of their own, which are paired by
 * whoever has the whole query (`chainPairs.ts`).
 */
import type { NodeId } from "../../syntax/nodeKinds";
import { chainPairsIn, describePair } from "../chainPairs";
import type { CheckState } from "../checkState";

/** Checks the operands of an `and`. */
export function checkChainPairs(state: CheckState, node: NodeId): void {
  const { tree, origin } = state;
  for (const [left, right] of chainPairsIn(tree, node)) {
    const places = [left, right].map((chain) => ({ tree, node: chain, shift: -origin }));
    const { span, message, fixes } = describePair(places[0], places[1]);
    state.reportAt(span, { code: "pql.unorderedChains", message, fix: fixes[0] });
  }
}
