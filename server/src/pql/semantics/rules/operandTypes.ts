/**
 * Flags operands of a wrong type. Of `occurs`: what cannot be a time on either side; texts and whole numbers from fields only
 * warn, because a timestamp may be stored as either; texts of the query are errors, since `date(…)` is the only way to write a
 * day. Of calculations: what is no number, with a reason of its own for times, since that is the habit of every other language.
 * Of `like` and `matches`: what is no text; a list from a path through an array passes, because it is tested item by item.
 * Unknown and null operands never get here.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { LONG, STRING, type Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isOpen, isText, isTime, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { isLiteral } from "../literalFacts";
import { reportTimeText, yearFix } from "./badDate";
import { adviseOnDayAndMonth } from "./birthday";

/** Checks the value before `occurs`. */
export function checkTested(state: CheckState, node: NodeId, type: Type): void {
  const one = withoutSpread(type);
  if (isTime(one) || isOpen(one)) return;
  state.report(node, {
    code: "pql.typeMismatch",
    severity: mayHoldTime(one) ? "warning" : "error",
    message: `\`occurs\` tests a TIMESTAMP; this is ${displayType(type)}.`,
    ...(isText(one) && adviseOnDayAndMonth(state, node)),
  });
}

/** Checks a time that the test refers to. */
export function checkTime(state: CheckState, node: NodeId, type: Type): void {
  const one = withoutSpread(type);
  if (isTime(one) || isOpen(one)) return;
  const inner = state.tree.unwrapped(node);
  const kind = state.tree.kind(inner);
  if (kind === NodeKind.StringLiteral) {
    reportTimeText(state, inner, "error");
    return;
  }
  state.report(node, {
    code: isLiteral(kind) ? "pql.badDate" : "pql.typeMismatch",
    severity: mayHoldTime(one) && !isLiteral(kind) ? "warning" : "error",
    message: `A point in time or an interval is expected here, such as \`now\` or \`date(2031, 5, 9)\`; this is ${displayType(type)}.`,
    fix: yearFix(state, inner),
  });
}

function mayHoldTime(type: Type): boolean {
  return type === STRING || type === LONG;
}

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

/** Checks one side of a test of text. */
export function checkTextOperand(state: CheckState, node: NodeId, type: Type): void {
  const one = withoutSpread(type);
  if (isText(one) || isOpen(one)) return;
  state.report(node, {
    code: "pql.typeMismatch",
    message: `Only a string can be tested against a pattern; this is ${displayType(type)}.`,
  });
}
