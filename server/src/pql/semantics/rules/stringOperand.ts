/**
 * Flags a side of `like` or `matches` that is no text. A list from a path through an array passes, because it is tested
 * item by item; a plain list does not.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import type { Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isOpen, isText, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";

/** Checks one side of a test of text. */
export function checkTextOperand(state: CheckState, node: NodeId, type: Type): void {
  const one = withoutSpread(type);
  if (isText(one) || isOpen(one)) return;
  state.report(node, {
    code: "pql.typeMismatch",
    message: `Only a string can be tested against a pattern; this is ${displayType(type)}.`,
  });
}
