/**
 * Places that hold a condition: operands of `and`, `or` and `not`, the first part of `if`, filters, `where`.
 * Any value may stand there; what reads oddly is left to the rules.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { commonType } from "../../types/commonType";
import { BOOLEAN, type Type, UNKNOWN } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import type { CheckState } from "../checkState";
import { checkBooleanPlace } from "../rules/booleanPlace";
import { checkPairs } from "../rules/joinedTests";
import { checkBareNot } from "../rules/surprisingTests";

/** Reads a node in the place of a condition. */
export function visitCondition(state: CheckState, node: NodeId): void {
  const type = state.visit(node);
  if (type !== BOOLEAN) checkBooleanPlace(state, node, type);
}

/** `a and b and c`, `a or b or c`. */
export function visitConditions(state: CheckState, node: NodeId): Type {
  const { tree, traits } = state;
  const firstEvent = traits.events.length;
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) {
    visitCondition(state, child);
  }
  if (traits.events.length > firstEvent + 1) checkPairs(state, node);
  return BOOLEAN;
}

/** `not x`, `!x`. */
export function visitNot(state: CheckState, node: NodeId): Type {
  const operand = state.tree.firstChild(node);
  const { events } = state.traits;
  const first = events.length;
  visitCondition(state, operand);
  for (let i = first; i < events.length; i++) events[i].isNegated = !events[i].isNegated;
  checkBareNot(state, node, operand);
  return BOOLEAN;
}

/** `if(c, a, b)`. */
export function visitIf(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  const condition = tree.firstChild(node);
  if (condition === 0) return UNKNOWN;
  visitCondition(state, condition);
  let type: Type | undefined;
  for (let child = tree.nextSibling(condition); child !== 0; child = tree.nextSibling(child)) {
    const next = state.visit(child);
    const common: Type | undefined = type === undefined ? next : commonType(type, next);
    if (common === undefined && type !== undefined) reportBranches(state, child, type, next);
    type = common ?? UNKNOWN;
  }
  return type ?? UNKNOWN;
}

function reportBranches(state: CheckState, branch: NodeId, first: Type, second: Type): void {
  if (state.tree.kind(branch) === NodeKind.Error) return;
  state.report(branch, {
    code: "pql.typeMismatch",
    message: `Both values of \`if\` must have the same type; the first is ${displayType(first)}, this is ${displayType(second)}.`,
  });
}
