/**
 * Flags comparisons that can never hold and literals that would have to be read as another type.
 * Unknown and null silence everything. Fields are never converted into each other; a literal that can be read as the other
 * side only warns, because one text about the service says that it is converted.
 */
import type { Fix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import {
  canCompare,
  isNumeric,
  isOpen,
  isText,
  isTime,
  orderOf,
  withoutSpread,
} from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { isLiteral, literalTypeOf, textBeforeDot } from "../literalFacts";
import { reportArrayEquals, reportListInList } from "./arrayEquals";
import { checkOrderedDate, reportBareDay } from "./badDate";
import { checkCoercion, checkLiteral, isNumberAsText, reportNumberAsText, truthFix } from "./coercedLiteral";

type Pair = readonly [Type, Type];

/** `a = b`, `a != b`. */
export function checkEqual(state: CheckState, node: NodeId, types: Pair): void {
  const [left, right] = types;
  if (left === right) return;
  const comparability = canCompare(left, right);
  if (comparability === "yes") return;
  if (comparability === "byCoercion") {
    checkCoercion(state, node, types);
    return;
  }
  if (isPlainArray(left) !== isPlainArray(right)) reportArrayEquals(state, node, types);
  else reportPair(state, node, types);
}

function isPlainArray(type: Type): boolean {
  return type.kind === "array" && !type.isSpread;
}

function reportPair(state: CheckState, node: NodeId, types: Pair): void {
  const { tree } = state;
  const left = tree.firstChild(node);
  const right = tree.nextSibling(left);
  if (isNumberAsText(tree.kind(right), types[0])) {
    reportNumberAsText(state, right);
    return;
  }
  if (isNumberAsText(tree.kind(left), types[1])) {
    reportNumberAsText(state, left);
    return;
  }
  if (reportBareDay(state, right, types[0]) || reportBareDay(state, left, types[1])) return;
  state.report(node, {
    code: "pql.incomparable",
    message: `This can never hold: ${displayType(types[0])} is never equal to ${displayType(types[1])}.`,
    fix: truthFix(state, right, types[0]) ?? truthFix(state, left, types[1]),
  });
}

/** `a < b` and its relatives. */
export function checkOrder(state: CheckState, node: NodeId, types: Pair): void {
  const [left, right] = types;
  if (isNumeric(left) && isNumeric(right)) return;
  if (checkOrderedDate(state, node, types)) return;
  const { tree } = state;
  const first = tree.firstChild(node);
  const second = tree.nextSibling(first);
  if (!isOrdered(state, first, left) || !isOrdered(state, second, right)) return;
  if (isOpen(withoutSpread(left)) || isOpen(withoutSpread(right))) return;
  const comparability = canCompare(left, right);
  if (comparability === "byCoercion") checkCoercion(state, node, types);
  else if (comparability === "no") reportPair(state, node, types);
  else if (orderOf(left) === "undocumented") reportUndocumented(state, node, withoutSpread(left));
}

/** Whether values of the type have an order; reports where they have none. */
function isOrdered(state: CheckState, operand: NodeId, type: Type): boolean {
  if (orderOf(type) !== "none") return true;
  const isArray = isPlainArray(type);
  state.report(operand, {
    code: isArray ? "pql.arrayEquals" : "pql.incomparable",
    message: isArray
      ? "An array has no order; test its items with `exists`, or count them with `.count()`."
      : `This can never hold: values of type ${displayType(type)} have no order.`,
    fix: isArray ? countFix(state, operand) : undefined,
  });
  return false;
}

/** Rarely what a list of plain values needs, nearly always what a list of objects does. */
function countFix(state: CheckState, operand: NodeId): Fix {
  const newText = `${textBeforeDot(state.tree, operand)}.count()`;
  return { ...state.replaceNode("Count its items", operand, newText), isPreferred: false };
}

function reportUndocumented(state: CheckState, node: NodeId, type: Type): void {
  if (!isText(type) && !isTime(type)) return;
  state.reportToken(state.tree.detail(node), {
    code: "pql.undocumentedOrder",
    message: isText(type)
      ? "The order of strings is not documented; the service may refuse this."
      : "The order of times is not documented for this operator; `occurs before` and `occurs after` are.",
    fix: isText(type) ? undefined : occursFix(state, node),
  });
}

function occursFix(state: CheckState, node: NodeId): Fix {
  const { tree, tokens } = state;
  const operator = tokens.kinds[tree.detail(node)];
  const isLess = operator === TokenKind.Less || operator === TokenKind.LessOrEqual;
  const newText = `occurs ${isLess ? "before" : "after"}`;
  return { ...state.replaceToken(`Write ${newText}`, tree.detail(node), newText), isPreferred: false };
}

/** `a in b`. True where the list is written out, so that its items may be looked at. */
export function checkMembership(state: CheckState, node: NodeId, types: Pair): boolean {
  const { tree } = state;
  const [left, right] = types;
  if (isOpen(right)) return false;
  const list = tree.nextSibling(tree.firstChild(node));
  if (right.kind !== "array") {
    reportNoList(state, node, types);
    return false;
  }
  if (isPlainArray(left) && right.element.kind !== "array" && !isOpen(right.element)) {
    reportListInList(state, node);
    return false;
  }
  if (tree.kind(tree.unwrapped(list)) === NodeKind.ArrayLiteral) return true;
  checkEqual(state, node, [left, right.element]);
  return false;
}

function reportNoList(state: CheckState, node: NodeId, [left, right]: Pair): void {
  const list = state.tree.nextSibling(state.tree.firstChild(node));
  state.report(list, {
    code: "pql.typeMismatch",
    message: `\`in\` needs a list of values after it; this is ${displayType(right)}.`,
    fix: listFix(state, node, [left, right]),
  });
}

function listFix(state: CheckState, node: NodeId, [left, right]: Pair): Fix | undefined {
  const { tree } = state;
  const value = tree.firstChild(node);
  const list = tree.nextSibling(value);
  if (right.kind === "map")
    return state.replaceNode("Look among its keys", list, `${state.text(list)}.keys()`);
  // A time lies in an interval by `occurs`; `notIn` has no such form.
  if (isTime(right) && tree.tokenText(tree.detail(node)).toLowerCase() === "in")
    return state.replaceToken("Write `occurs`", tree.detail(node), "occurs");
  // In SQL a list of one value stands in parentheses as well.
  const only = tree.unwrapped(list);
  if (isLiteral(tree.kind(only))) return state.replaceNode("Make it a list", list, `[${state.text(only)}]`);
  if (!isText(left) || !isText(right)) return undefined;
  const newText = `${textBeforeDot(tree, list)}.contains(${state.text(value)})`;
  return state.replaceNode(`Write \`${newText}\``, node, newText);
}

/** One item of the list behind `in`. */
export function checkItem(state: CheckState, item: NodeId, wanted: Type): void {
  const { tree } = state;
  const kind = tree.kind(item);
  if (!isLiteral(kind)) return;
  const type = literalTypeOf(kind);
  const comparability = canCompare(wanted, type);
  if (comparability === "yes") return;
  if (comparability === "byCoercion") checkLiteral(state, item, wanted);
  else if (isNumberAsText(kind, wanted)) reportNumberAsText(state, item);
  else reportItem(state, item, [wanted, type]);
}

function reportItem(state: CheckState, item: NodeId, [wanted, type]: Pair): void {
  state.report(item, {
    code: "pql.incomparable",
    message: `This item can never match: ${displayType(withoutSpread(wanted))} is never equal to ${displayType(type)}.`,
    fix: truthFix(state, item, wanted),
  });
}
