/**
 * Flags a value in the place of a condition. It holds when the value is present, which is hardly ever meant: zero and the
 * empty text hold as well. What is written out holds for everyone, so that weighs more, and most where a condition was put
 * in quotes. Arrays, objects and maps of the schema pass, since their presence is a usual test. A value or an object that stands
 * alone as the whole query is at most pointed out, because computed attributes and formulas return any type.
 */
import type { Fix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { decodeString } from "../../syntax/stringText";
import { TokenKind } from "../../syntax/tokenKinds";
import { BOOLEAN, type Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isNumeric, isText, isTime } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { isLiteral } from "../literalFacts";
import { readsAsCondition } from "./quotedCondition";

/** Checks a value that stands in the place of a condition and is no Boolean. */
export function checkBooleanPlace(state: CheckState, node: NodeId, type: Type): void {
  const inner = state.tree.unwrapped(node);
  if (isWrittenOut(state, inner)) reportWritten(state, inner);
  else if (isPlainValue(type)) {
    state.report(node, {
      code: "pql.booleanPlace",
      severity: "information",
      message: `A condition is expected here; a value of type ${displayType(type)} counts as true whenever it is present, even if it is 0 or empty.`,
      fix: presenceFix(state, node),
    });
  }
}

/** Checks a value that is the whole query, which an audience takes for a condition. */
export function checkWholeQuery(state: CheckState, node: NodeId, type: Type): void {
  if (type === BOOLEAN || state.environment.dialect !== "segmentation") return;
  const value = wholeValue(state, node);
  const isObject = state.tree.kind(value) === NodeKind.ObjectLiteral;
  const isPresence = type.kind === "object" && state.tree.kind(value) === NodeKind.Path;
  if (isWrittenOut(state, value) && !(isObject && holdsFields(state, value))) reportWritten(state, value);
  else if (isPlainValue(type) || isObject || isPresence) {
    state.report(value, {
      code: "pql.booleanPlace",
      severity: "hint",
      message: isObject
        ? "As the rule of an audience, an object counts as true for everyone."
        : `As the rule of an audience, ${isPresence ? "an object" : `a value of type ${displayType(type)}`} counts as true whenever it is present.`,
      fix: presenceFix(state, value),
    });
  }
}

/** True for an object made of fields, as a computed attribute may give. */
function holdsFields(state: CheckState, object: NodeId): boolean {
  const { tree } = state;
  return tree.children(object).some((entry) => !isWrittenOut(state, tree.unwrapped(tree.firstChild(entry))));
}

/** What a `let`, a lambda or brackets around a query give. */
function wholeValue({ tree }: CheckState, node: NodeId): NodeId {
  const inner = tree.unwrapped(node);
  const kind = tree.kind(inner);
  if (kind !== NodeKind.Let && kind !== NodeKind.Lambda) return inner;
  let last = tree.firstChild(inner);
  while (last !== 0 && tree.nextSibling(last) !== 0) last = tree.nextSibling(last);
  return last === 0 ? inner : tree.unwrapped(last);
}

function isPlainValue(type: Type): boolean {
  return isNumeric(type) || isText(type) || isTime(type);
}

function reportWritten(state: CheckState, node: NodeId): void {
  const kind = state.tree.kind(node);
  const inner = kind === NodeKind.StringLiteral ? conditionIn(state, node) : undefined;
  if (inner !== undefined) {
    state.report(node, {
      code: "pql.booleanPlace",
      severity: "error",
      message: "This condition is in quotes, so it is a string, which counts as true for everyone.",
      fix: state.replaceNode("Remove the quotes", node, inner),
    });
    return;
  }
  const isNever = kind === NodeKind.NullLiteral || isEmptyList(state, node);
  state.report(node, {
    code: "pql.booleanPlace",
    severity: "warning",
    message: `A condition is expected here; ${nameOf(kind)} always counts as ${isNever ? "false" : "true"}.`,
  });
}

function nameOf(kind: number): string {
  switch (kind) {
    case NodeKind.NullLiteral:
      return "`null`";
    case NodeKind.ArrayLiteral:
      return "this list";
    case NodeKind.ObjectLiteral:
      return "this object";
    case NodeKind.StringLiteral:
      return "this text";
    case NodeKind.TimeWord:
    case NodeKind.Interval:
    case NodeKind.Call:
      return "this time";
    default:
      return "this number";
  }
}

/** The condition that a text holds, ready to stand where the text stands; undefined for any other text. */
export function conditionIn(state: CheckState, node: NodeId): string | undefined {
  const text = decodeString(state.text(node)).trim();
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
  if (!readsAsCondition(text)) return undefined;
  const before = state.tokens.kinds[state.tree.firstToken(node) - 1];
  const isNegated = before === TokenKind.Not || before === TokenKind.Bang;
  return isNegated || /\b(?:and|or)\b/i.test(text) ? `(${text})` : text;
}

function isEmptyList({ tree }: CheckState, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.ArrayLiteral && tree.firstChild(node) === 0;
}

/** True for what the query writes out and no profile can change: literals, lists, objects, times, sums of them. */
function isWrittenOut(state: CheckState, node: NodeId): boolean {
  const { tree } = state;
  const kind = tree.kind(node);
  if (kind === NodeKind.BooleanLiteral) return false;
  if (isLiteral(kind) || WRITTEN.has(kind)) return true;
  if (kind === NodeKind.Call) return tree.name(tree.detail(node)) === "date";
  if (kind < NodeKind.Negate || kind > NodeKind.Multiplicative || kind === NodeKind.Not) return false;
  return tree.children(node).every((child) => isWrittenOut(state, tree.unwrapped(child)));
}

const WRITTEN: ReadonlySet<number> = new Set([
  NodeKind.NullLiteral,
  NodeKind.ArrayLiteral,
  NodeKind.ObjectLiteral,
  NodeKind.TimeWord,
  NodeKind.Interval,
]);

function presenceFix(state: CheckState, node: NodeId): Fix | undefined {
  if (state.tree.kind(node) !== NodeKind.Path) return undefined;
  return state.replaceNode("Ask with isNotNull()", node, `${state.text(node)}.isNotNull()`);
}
