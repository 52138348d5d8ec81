/**
 * Points out what neighbours joined by `and` inside brackets hardly mean. Those on the top level are clauses of their own, which
 * are paired by whoever has the whole query (`clausePairs.ts`).
 */
import type { NodeId } from "../../syntax/nodeKinds";
import type { CheckState } from "../checkState";
import { describePair, pairsIn } from "../clausePairs";

/** Checks the operands of an `and`. */
export function checkPairs(state: CheckState, node: NodeId): void {
  const { tree, origin } = state;
  for (const [left, right] of pairsIn(tree, node)) {
    const place = (operand: NodeId) => ({ tree, node: operand, shift: -origin });
    const pair = describePair(place(left), place(right));
    if (pair !== undefined)
      state.reportAt(pair.span, { code: pair.code, message: pair.message, fix: pair.fixes[0] });
  }
}
