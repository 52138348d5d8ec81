/**
 * Flags what cannot be a time on either side of `occurs`. Texts and whole numbers from fields only warn, because a timestamp
 * may be stored as either; texts of the query are errors, since `date(…)` is the only way to write a day.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { LONG, STRING, type Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isOpen, isTime, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { isLiteral } from "../literalFacts";
import { reportTimeText, yearFix } from "./badDate";

/** Checks the value before `occurs`. */
export function checkTested(state: CheckState, node: NodeId, type: Type): void {
  const one = withoutSpread(type);
  if (isTime(one) || isOpen(one)) return;
  state.report(node, {
    code: "pql.typeMismatch",
    severity: mayHoldTime(one) ? "warning" : "error",
    message: `\`occurs\` tests a TIMESTAMP; this is ${displayType(type)}.`,
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
