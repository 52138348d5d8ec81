/**
 * Sums, products and signs. Numbers of all kinds mix freely; what is no number is left to the rule on operands.
 */
import type { NodeId } from "../../syntax/nodes";
import { TokenKind } from "../../syntax/tokens";
import { isNumeric, isOpen, withoutSpread } from "../../types/relate";
import { DOUBLE, INTEGER, LONG, NUMBER, spreadOf, type Type } from "../../types/types";
import type { CheckState } from "../checkState";
import { reportOperand } from "../rules/operands";

/** `a + b - c`, `a * b / c`. */
export function visitArithmetic(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  let result: Type = INTEGER;
  let isSpread = false;
  for (let operand = tree.firstChild(node); operand !== 0; operand = tree.nextSibling(operand)) {
    const type = readOperand(state, operand);
    const one = withoutSpread(type);
    isSpread ||= one !== type;
    result = divides(state, operand) ? DOUBLE : wider(result, one);
  }
  return isSpread ? spreadOf(result) : result;
}

function divides({ tree, tokens }: CheckState, operand: NodeId): boolean {
  const first = tree.firstToken(operand);
  return first > 0 && tokens.kinds[first - 1] === TokenKind.Slash;
}

function readOperand(state: CheckState, operand: NodeId): Type {
  const type = state.visit(operand);
  const one = withoutSpread(type);
  if (!isNumeric(one) && !isOpen(one)) reportOperand(state, operand, one);
  return type;
}

function wider(left: Type, right: Type): Type {
  if (left === right) return left;
  if (left === DOUBLE || right === DOUBLE) return DOUBLE;
  if (left === INTEGER && right === LONG) return LONG;
  return left === LONG && right === INTEGER ? LONG : NUMBER;
}

/** `-x`. */
export function visitNegate(state: CheckState, node: NodeId): Type {
  const type = readOperand(state, state.tree.firstChild(node));
  return isNumeric(withoutSpread(type)) ? type : NUMBER;
}
