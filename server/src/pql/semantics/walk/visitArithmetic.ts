/**
 * Sums, products and signs. Numbers of all kinds mix freely; what is no number is left to the rule on operands.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import { DOUBLE, INTEGER, LONG, NUMBER, spreadOf, type Type, UNKNOWN } from "../../types/pqlTypes";
import { isNumeric, isOpen, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { checkSlashDate } from "../rules/badDate";
import { reportHyphenatedName } from "../rules/hyphenatedName";
import { reportOperand } from "../rules/numberOperand";

/** `a + b - c`, `a * b / c`. */
export function visitArithmetic(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  if (reportHyphenatedName(state, node)) return UNKNOWN;
  let result: Type = INTEGER;
  let isSpread = false;
  for (let operand = tree.firstChild(node); operand !== 0; operand = tree.nextSibling(operand)) {
    const type = readOperand(state, operand, result !== UNKNOWN);
    const one = withoutSpread(type);
    isSpread ||= one !== type;
    result = divides(state, operand) && result !== UNKNOWN ? DOUBLE : wider(result, one);
  }
  if (tree.kind(node) === NodeKind.Multiplicative && result === DOUBLE && checkSlashDate(state, node))
    return UNKNOWN;
  return isSpread ? spreadOf(result) : result;
}

function divides({ tree, tokens }: CheckState, operand: NodeId): boolean {
  const first = tree.firstToken(operand);
  return first > 0 && tokens.kinds[first - 1] === TokenKind.Slash;
}

/** One operand; a second fault of the same sum would only echo the first. */
function readOperand(state: CheckState, operand: NodeId, isFirstFault = true): Type {
  const type = state.visit(operand);
  const one = withoutSpread(type);
  if (isNumeric(one) || isOpen(one)) return type;
  if (isFirstFault) reportOperand(state, operand, one);
  return UNKNOWN;
}

function wider(left: Type, right: Type): Type {
  if (left === right) return left;
  if (isOpen(left) || isOpen(right)) return isOpen(left) ? left : right;
  if (left === DOUBLE || right === DOUBLE) return DOUBLE;
  if (left === INTEGER && right === LONG) return LONG;
  return left === LONG && right === INTEGER ? LONG : NUMBER;
}

/** `-x`. */
export function visitNegate(state: CheckState, node: NodeId): Type {
  const type = readOperand(state, state.tree.firstChild(node));
  return isNumeric(withoutSpread(type)) ? type : UNKNOWN;
}
