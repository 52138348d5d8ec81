/**
 * Operators between values: comparison, membership, patterns of text, arithmetic. Reads both sides, then asks the rules about the pair.
 * The common case, two values that may be equal, costs two type tests.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import {
  BOOLEAN,
  DOUBLE,
  INTEGER,
  LONG,
  NULL,
  NUMBER,
  STRING,
  STRING_LITERAL,
  spreadOf,
  type Type,
  UNKNOWN,
} from "../../types/pqlTypes";
import { isNumeric, isOpen, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { checkSlashDate } from "../rules/badDate";
import { checkLikePattern, checkPattern } from "../rules/badPattern";
import { checkEqual, checkItem, checkMembership, checkOrder } from "../rules/comparisonTypes";
import { checkEnumItem, checkEnumValue } from "../rules/enumValue";
import { reportHyphenatedName } from "../rules/hyphenatedName";
import { checkTextOperand, reportOperand } from "../rules/operandTypes";
import { checkCase, checkMissingValues, checkNull } from "../rules/surprisingTests";

/** `a = b`, `a < b`. */
export function visitComparison(state: CheckState, node: NodeId): Type {
  const { tree, tokens } = state;
  const left = tree.firstChild(node);
  const right = tree.nextSibling(left);
  const leftType = state.visit(left);
  const { boundRoot, boundField } = state;
  const rightType = state.visit(right);
  const operator = tokens.kinds[tree.detail(node)];
  const { problemCount } = state;
  const isOrder = operator >= TokenKind.Less && operator <= TokenKind.GreaterOrEqual;
  if (leftType === NULL || rightType === NULL) {
    checkNullSide(state, node, leftType === NULL);
  } else if (isOrder) {
    if (!isNumeric(leftType) || !isNumeric(rightType)) checkOrder(state, node, [leftType, rightType]);
  } else {
    if (!areAlike(leftType, rightType)) checkEqual(state, node, [leftType, rightType]);
    if (boundRoot !== undefined)
      checkEnumValue(state, right, { root: boundRoot, field: boundField, isCaseSensitive: true });
    else if (state.boundRoot !== undefined) checkReversedEnum(state, left);
    if (state.problemCount === problemCount && isUnequal(operator)) checkMissingValues(state, node, "=");
    else if (state.isCaseChecked) checkCase(state, node, [leftType, rightType]);
  }
  for (let rest = tree.nextSibling(right); rest !== 0; rest = tree.nextSibling(rest)) state.visit(rest);
  return BOOLEAN;
}

/** `!=`, however it is spelled. */
function isUnequal(operator: number): boolean {
  return operator === TokenKind.NotEqual || operator === TokenKind.ForeignNotEqual;
}

/** The pairs nearly every comparison consists of, told apart without looking inside them. */
function areAlike(left: Type, right: Type): boolean {
  return left === right || (left === STRING && right === STRING_LITERAL) || left === UNKNOWN;
}

function checkReversedEnum(state: CheckState, literal: NodeId): void {
  const { boundRoot: root, boundField: field } = state;
  if (root !== undefined) checkEnumValue(state, literal, { root, field, isCaseSensitive: true });
}

function checkNullSide(state: CheckState, node: NodeId, isLeftNull: boolean): void {
  const { tree, tokens } = state;
  const left = tree.firstChild(node);
  const value = isLeftNull ? tree.nextSibling(left) : left;
  const operator = tokens.kinds[tree.detail(node)];
  checkNull(state, node, [value, isUnequal(operator)]);
}

/** `a in b`, `a notIn b`. */
export function visitMembership(state: CheckState, node: NodeId): Type {
  const { tree, tokens } = state;
  const left = tree.firstChild(node);
  const right = tree.nextSibling(left);
  const leftType = state.visit(left);
  const { boundRoot: root, boundField: field } = state;
  const rightType = state.visit(right);
  if (root === undefined && state.boundRoot !== undefined) {
    checkEnumItem(state, left, { root: state.boundRoot, field: state.boundField, isCaseSensitive: true });
  }
  if (checkMembership(state, node, [leftType, rightType])) {
    for (let item = tree.firstChild(tree.unwrapped(right)); item !== 0; item = tree.nextSibling(item)) {
      if (root !== undefined) checkEnumValue(state, item, { root, field, isCaseSensitive: true });
      checkItem(state, item, leftType);
    }
  }
  if (tokens.kinds[tree.detail(node)] === TokenKind.NotIn) checkMissingValues(state, node, "in");
  return BOOLEAN;
}

/** `a like "x%"`. */
export function visitLike(state: CheckState, node: NodeId): Type {
  const pattern = state.tree.nextSibling(state.tree.firstChild(node));
  readTexts(state, node);
  checkLikePattern(state, pattern);
  return BOOLEAN;
}

/** `a matches "x"`. */
export function visitMatches(state: CheckState, node: NodeId): Type {
  const pattern = state.tree.nextSibling(state.tree.firstChild(node));
  readTexts(state, node);
  checkPattern(state, pattern);
  return BOOLEAN;
}

function readTexts(state: CheckState, node: NodeId): void {
  const { tree } = state;
  const left = tree.firstChild(node);
  checkTextOperand(state, left, state.visit(left));
  const right = tree.nextSibling(left);
  const isPattern = tree.kind(node) === NodeKind.Matches && tree.kind(right) === NodeKind.StringLiteral;
  // The escapes of a pattern are those of a regular expression; the rule on patterns reads them.
  if (!isPattern) checkTextOperand(state, right, state.visit(right));
}

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
