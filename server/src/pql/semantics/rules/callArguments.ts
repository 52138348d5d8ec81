/**
 * Checks what the values of arguments tell beyond their types: days, patterns, enum values, audiences.
 * Only literals are looked at; computed values are left alone.
 */
import type { FieldId } from "../../schema/schemaIndex";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { Type } from "../../types/pqlTypes";
import type { SchemaRoot } from "../checkEnvironment";
import type { CheckState } from "../checkState";
import { isLiteral } from "../literalFacts";
import { checkDateCall } from "./badDate";
import { checkPattern } from "./badPattern";
import { checkItem } from "./comparisonTypes";
import { checkEnumItem, checkEnumValue } from "./enumValue";
import { checkNegativeMethod } from "./surprisingTests";
import { checkAudience } from "./unknownAudience";

/** A call as far as its arguments are concerned; the field is that before the dot. */
export interface CallFacts {
  readonly name: string;
  readonly receiver: Type;
  readonly boundRoot: SchemaRoot | undefined;
  readonly boundField: FieldId;
}

/** Checks the arguments of a call or method call. */
export function checkCallArguments(state: CheckState, node: NodeId, call: CallFacts): void {
  const { tree } = state;
  const first = tree.firstChild(node);
  if (tree.kind(node) === NodeKind.Call) {
    if (call.name === "date") checkDateCall(state, node);
    else if (call.name === "inSegment") checkAudience(state, node);
    return;
  }
  const argument = tree.nextSibling(first);
  if (call.name === "matches" || call.name === "regexGroup") {
    checkPattern(state, argument);
    return;
  }
  if (call.name === "topN" || call.name === "bottomN") checkNumberOfItems(state, tree.nextSibling(argument));
  if (SET_METHODS.has(call.name)) checkSetArgument(state, argument, call);
  if (call.name === "equals" || call.name === "notEqualTo") checkEquals(state, argument, call);
  checkNegativeMethod(state, node, call.name);
}

/** `topN(price, -1)`, `topN(price, 1.5)`: a number of items is whole, one or more. */
function checkNumberOfItems(state: CheckState, count: NodeId): void {
  const { tree } = state;
  const isNegative = tree.kind(count) === NodeKind.Negate;
  const number = isNegative ? tree.firstChild(count) : count;
  const kind = tree.kind(number);
  if (count === 0 || (kind !== NodeKind.IntegerLiteral && kind !== NodeKind.DoubleLiteral)) return;
  const value = Number(state.text(number));
  const isFraction = kind === NodeKind.DoubleLiteral;
  if (!isNegative && !isFraction && value !== 0) return;
  const isWrong = isNegative || isFraction;
  const right = String(Math.max(1, Math.trunc(value)));
  const fix = { ...state.replaceNode(`Write ${right}`, count, right), isPreferred: isWrong };
  state.report(count, {
    code: "pql.emptyCount",
    severity: isWrong ? "error" : "warning",
    message: isFraction
      ? "The number of items to pick must be a whole number."
      : "The number of items to pick must be at least one.",
    fix: value > Number.MAX_SAFE_INTEGER ? undefined : fix,
  });
}

/** Methods whose argument holds items of the list before the dot. */
const SET_METHODS: ReadonlySet<string> = new Set([
  "includes",
  "intersects",
  "intersection",
  "subsetOf",
  "supersetOf",
]);

/** `numbers.intersects(["x"])`: texts among numbers, and values the list cannot hold, are never found. */
function checkSetArgument(state: CheckState, argument: NodeId, call: CallFacts): void {
  const { tree } = state;
  const { receiver } = call;
  if (argument === 0 || receiver.kind !== "array" || receiver.element.kind === "array") return;
  if (isLiteral(tree.kind(argument))) checkSetItem(state, argument, { call, element: receiver.element });
  if (tree.kind(argument) !== NodeKind.ArrayLiteral) return;
  for (let item = tree.firstChild(argument); item !== 0; item = tree.nextSibling(item))
    checkSetItem(state, item, { call, element: receiver.element });
}

interface SetTest {
  readonly call: CallFacts;
  readonly element: Type;
}

function checkSetItem(state: CheckState, item: NodeId, { call, element }: SetTest): void {
  const { boundRoot: root, boundField: field } = call;
  if (root !== undefined) checkEnumItem(state, item, { root, field, isCaseSensitive: true });
  checkItem(state, item, element);
}

function checkEquals(state: CheckState, argument: NodeId, { boundRoot, boundField }: CallFacts): void {
  if (boundRoot === undefined) return;
  const { tree } = state;
  const switchNode = tree.nextSibling(argument);
  const isCaseSensitive = switchNode === 0 || tree.text(switchNode).toLowerCase() === "true";
  checkEnumValue(state, argument, { root: boundRoot, field: boundField, isCaseSensitive });
}
