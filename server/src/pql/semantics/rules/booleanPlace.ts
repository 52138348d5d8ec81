/**
 * Flags a number or a text in the place of a condition. It holds when the value is present, which is hardly ever meant:
 * zero and the empty text hold as well. Ignores arrays, objects and maps, whose presence is a usual test, and a value that
 * stands alone as the whole query, since computed attributes and formulas return any type.
 */
import { type NodeId, NodeKind } from "../../syntax/nodes";
import { displayType } from "../../types/display";
import { isNumeric, isText, isTime } from "../../types/relate";
import type { Type } from "../../types/types";
import type { CheckState } from "../checkState";
import { isLiteral } from "../literals";

/** Checks a value that stands in the place of a condition and is no Boolean. */
export function checkBooleanPlace(state: CheckState, node: NodeId, type: Type): void {
  if (!isNumeric(type) && !isText(type) && !isTime(type)) return;
  const kind = state.tree.kind(node);
  const isWritten = isLiteral(kind) || kind === NodeKind.TimeWord;
  state.report(node, {
    code: "pql.booleanPlace",
    severity: isWritten ? "warning" : "information",
    message: isWritten
      ? `A condition stands here; this ${displayType(type)} always counts as true.`
      : `A condition stands here; a value of type ${displayType(type)} counts as true whenever it is present, even if it is 0 or empty.`,
    fix: isWritten ? undefined : presenceFix(state, node),
  });
}

function presenceFix(state: CheckState, node: NodeId) {
  if (state.tree.kind(node) !== NodeKind.Path) return undefined;
  return state.replaceNode("Ask with isNotNull()", node, `${state.text(node)}.isNotNull()`);
}
