/**
 * Comparison, membership and patterns of text: reads both sides, then asks the rules about the pair.
 * The common case, two values that may be equal, costs two type tests.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import { BOOLEAN, NULL, STRING, STRING_LITERAL, type Type, UNKNOWN } from "../../types/pqlTypes";
import { isNumeric } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { checkPattern } from "../rules/badPattern";
import { checkEqual, checkItem, checkMembership, checkOrder } from "../rules/comparisonTypes";
import { checkEnumItem, checkEnumValue } from "../rules/enumValue";
import { checkTextOperand } from "../rules/stringOperand";
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
  readTexts(state, node);
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
