/**
 * Words the problem of an operand that is no number. Calculation with times has a reason of its own, since it is the habit
 * of every other language. Unknown and null operands never get here.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import type { Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isText, isTime } from "../../types/typeRelations";
import type { CheckState } from "../checkState";

/** Reports an operand of `+ - * / %` or of a sign. */
export function reportOperand(state: CheckState, operand: NodeId, type: Type): void {
  if (isTime(type)) {
    state.report(operand, {
      code: "pql.dateArithmetic",
      message: "PQL does not calculate with times; it tests them: `timestamp occurs <= 30 days before now`.",
    });
    return;
  }
  const reason = isText(type) ? ", and texts are not joined by `+`" : "";
  state.report(operand, {
    code: "pql.typeMismatch",
    message: `Arithmetic takes numbers; this is ${displayType(type)}${reason}.`,
  });
}
