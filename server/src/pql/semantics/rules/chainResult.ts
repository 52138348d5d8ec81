/**
 * Flags methods on a chain. A chain is true or false; what it found cannot be counted or filtered afterwards.
 */
import { type NodeId, NodeKind } from "../../syntax/nodes";
import type { CheckState } from "../checkState";
import { unwrapped } from "../literals";

/** Reports a method whose object is a chain. True where it is one. */
export function reportChainMethod(state: CheckState, node: NodeId): boolean {
  const { tree } = state;
  if (tree.kind(unwrapped(tree, tree.firstChild(node))) !== NodeKind.Chain) return false;
  const name = tree.name(tree.detail(node));
  const hint =
    name === "count"
      ? " Ask for a number of events with `COUNT(n)` in the step."
      : " Put the condition into `WHAT(…)`.";
  state.reportToken(tree.detail(node), {
    code: "pql.chainResult",
    message: `A chain is true or false and has no \`${name}\`.${hint}`,
  });
  return true;
}
