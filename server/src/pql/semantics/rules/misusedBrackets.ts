/**
 * Flags brackets that are neither a filter nor a key: items by number, brackets on a value. Points out fields of
 * an object by text, which the dot reads better.
 */
import { type Fix, replacementFix } from "../../problems/problem";
import { toPathStep } from "../../schema/pathText";
import type { NodeId } from "../../syntax/nodeKinds";
import type { Span } from "../../text/span";
import type { Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isText as isOneText, isOpen } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { conditionIn } from "./booleanPlace";
import { decodeText } from "./unknownEscape";

/** What stands before brackets and inside them. */
export interface BracketParts {
  readonly object: NodeId;
  readonly inside: NodeId;
  readonly type: Type;
}

/** `orders[0]`, `orders["a"]`. */
export function reportIndex(state: CheckState, parts: BracketParts, isText: boolean): void {
  state.report(parts.inside, {
    code: "pql.arrayIndex",
    message: isText
      ? "Brackets behind an array hold a condition on its items; only maps have keys."
      : "PQL does not read items by number: brackets hold a condition; `topN(…)` and `head()` pick an item.",
    fix: isText ? (conditionFix(state, parts) ?? itemFix(state, parts)) : firstItemFix(state, parts),
  });
}

/** From the end of the value to the end of the brackets behind it; undefined while they are not closed. */
function findBracketSpan(
  state: CheckState,
  { object, inside }: Pick<BracketParts, "object" | "inside">,
): Span | undefined {
  const close = state.tree.endToken(inside);
  if (state.tree.tokenText(close) !== "]") return undefined;
  return { start: state.spanOf(object).end, end: state.tokenSpan(close).end };
}

/** `orders["total > 3"]` puts the condition in quotes. */
function conditionFix(state: CheckState, { inside }: BracketParts): Fix | undefined {
  const condition = conditionIn(state, inside);
  return condition === undefined ? undefined : state.replaceNode("Remove the quotes", inside, condition);
}

/** `hobbies["chess"]` asks for an item. */
function itemFix(state: CheckState, parts: BracketParts): Fix | undefined {
  const { type, object, inside } = parts;
  if (type.kind !== "array" || !isOneText(type.element)) return undefined;
  const brackets = findBracketSpan(state, parts);
  if (brackets === undefined) return undefined;
  const newText = `${state.text(inside)} in ${state.text(object)}`;
  const span = { start: state.spanOf(object).start, end: brackets.end };
  return { ...replacementFix(`Write \`${newText}\``, span, newText), isPreferred: false };
}

/** `orders[0]` is the one number with a method of its own. */
function firstItemFix(state: CheckState, parts: BracketParts): Fix | undefined {
  if (state.text(parts.inside) !== "0") return undefined;
  const brackets = findBracketSpan(state, parts);
  return brackets && replacementFix("Write .head()", brackets, ".head()");
}

/** `person["name"]`: legal, as the service reads it, and better read with a dot. */
export function reportKeyOfObject(state: CheckState, object: NodeId, inside: NodeId): void {
  const name = decodeText(state.text(inside));
  const span = findBracketSpan(state, { object, inside });
  const newText = `.${toPathStep(name, false)}`;
  state.report(inside, {
    code: "pql.fieldInBrackets",
    message: `This is a field of an object; it is usually read by dot: \`${newText}\`.`,
    fix: span && { title: `Write ${newText}`, edits: [{ span, newText }], isPreferred: true },
  });
}

/** Brackets behind something that holds no items. An object is lenient, since one page filters one. */
export function reportBrackets(state: CheckState, object: NodeId, type: Type): void {
  const isObject = type.kind === "object" || type.kind === "record";
  state.report(object, {
    code: "pql.typeMismatch",
    severity: isObject ? "warning" : "error",
    message: `Brackets filter an array or name a key of a map; this is ${displayType(type)}.`,
  });
}

/** The key of a map, which is a text. */
export function reportKeyType(state: CheckState, inside: NodeId, type: Type): void {
  if (isOneText(type) || isOpen(type)) return;
  state.report(inside, {
    code: "pql.typeMismatch",
    severity: type.kind === "boolean" ? "error" : "warning",
    message: `The keys of a map are STRING; this is ${displayType(type)}.`,
  });
}
