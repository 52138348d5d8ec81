/**
 * Flags an array that is compared with one value, the commonest beginner's error, and an array looked for inside a list.
 * Ignores paths through an array of objects, which are compared item by item, and two arrays.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import { TokenKind } from "../../syntax/tokenKinds";
import type { Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isNumeric } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { textBeforeDot } from "../literalFacts";

/** `array = "x"`, `"x" != array`. */
export function reportArrayEquals(
  state: CheckState,
  node: NodeId,
  [left, right]: readonly [Type, Type],
): void {
  const { tree, tokens } = state;
  const first = tree.firstChild(node);
  const second = tree.nextSibling(first);
  const isLeftArray = left.kind === "array";
  const [array, item] = isLeftArray ? [first, second] : [second, first];
  if (isNumeric(isLeftArray ? right : left) && !isNumeric(elementOf(isLeftArray ? left : right))) {
    reportUncounted(state, node, array);
    return;
  }
  const word = tokens.kinds[tree.detail(node)] === TokenKind.Equal ? "in" : "notIn";
  const newText = `${state.text(item)} ${word} ${state.text(array)}`;
  state.report(node, {
    code: "pql.arrayEquals",
    message: `An array is never equal to one value (${displayType(left)} and ${displayType(right)}); use \`${word}\`.`,
    fix: state.replaceNode(`Write \`${newText}\``, node, newText),
  });
}

function elementOf(type: Type): Type {
  return type.kind === "array" ? type.element : type;
}

/** `orders = 3`. */
function reportUncounted(state: CheckState, node: NodeId, array: NodeId): void {
  state.report(node, {
    code: "pql.arrayEquals",
    message: "An array is not a number; `.count()` gives the number of its items.",
    fix: state.replaceNode("Count its items", array, `${textBeforeDot(state.tree, array)}.count()`),
  });
}

/** `array.equals("x")`, `array.contains("x")`. */
export function reportArrayMethod(
  state: CheckState,
  node: NodeId,
  [name, type]: readonly [string, Type],
): void {
  const { tree } = state;
  const array = tree.firstChild(node);
  const item = tree.nextSibling(array);
  const isNegative = name === "notEqualTo" || name === "doesNotContain";
  const newText =
    item === 0 ? undefined : `${state.text(item)} ${isNegative ? "notIn" : "in"} ${state.text(array)}`;
  state.report(node, {
    code: "pql.arrayEquals",
    message: `\`${name}\` needs STRING before the dot; this is ${displayType(type)}. To look for an item of an array, use \`in\`.`,
    fix: newText === undefined ? undefined : state.replaceNode(`Write \`${newText}\``, node, newText),
  });
}

/** `array in ["a", "b"]`. */
export function reportListInList(state: CheckState, node: NodeId): void {
  const { tree, tokens } = state;
  const first = tree.firstChild(node);
  const array = textBeforeDot(tree, first);
  const call = `${array}.intersects(${state.text(tree.nextSibling(first))})`;
  const newText = tokens.kinds[tree.detail(node)] === TokenKind.NotIn ? `not (${call})` : call;
  state.report(node, {
    code: "pql.arrayEquals",
    message: "`in` looks for one value in a list, but this is an array; use `intersects`.",
    fix: state.replaceNode(`Write \`${newText}\``, node, newText),
  });
}
