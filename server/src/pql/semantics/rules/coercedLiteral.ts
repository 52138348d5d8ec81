/**
 * Flags literals that are of another type than the field beside them: `"5"` against a number, `5` against a text.
 * Where the literal can be read as the other type it is a warning with the right spelling as fix; else it can never hold.
 */
import type { Fix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { STRING, STRING_LITERAL, type Type } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import { isTime, readsAs, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { reportTimeText } from "./badDate";
import { decodeText } from "./unknownEscape";

/** Checks a comparison in which one side is a text that the query writes out. */
export function checkCoercion(state: CheckState, node: NodeId, [left, right]: readonly [Type, Type]): void {
  const { tree } = state;
  const first = tree.firstChild(node);
  if (right === STRING_LITERAL) checkLiteral(state, tree.nextSibling(first), left);
  else checkLiteral(state, first, right);
}

/** Checks a text that has to be read as a value of the type `wanted`. */
export function checkLiteral(state: CheckState, literal: NodeId, wanted: Type): void {
  if (state.tree.kind(literal) !== NodeKind.StringLiteral) return;
  const type = withoutSpread(wanted);
  const text = decodeText(state.text(literal));
  if (isTime(type)) {
    reportTimeText(state, literal, readsAs(text, type) ? "warning" : "error");
    return;
  }
  if (readsAs(text, type)) {
    state.report(literal, {
      code: "pql.coercedLiteral",
      message: `The other side is ${displayType(type)}; write the value without quotes.`,
      fix: state.replaceNode(
        "Remove the quotes",
        literal,
        type.kind === "boolean" ? text.toLowerCase() : text,
      ),
    });
    return;
  }
  state.report(literal, {
    code: "pql.incomparable",
    message: `This can never hold: ${state.text(literal)} cannot be read as ${displayType(type)}.`,
    fix: truthFix(state, literal, type),
  });
}

/** What other systems store in the place of true and false. */
const TRUTHS: ReadonlyMap<string, string> = new Map([
  ...["1", "yes", "y", "t", "on"].map((word) => [word, "true"] as const),
  ...["0", "no", "n", "f", "off"].map((word) => [word, "false"] as const),
]);

/** `true` for a `1` or `"yes"` beside a truth value; undefined where nothing of the kind stands there. */
export function truthFix(state: CheckState, literal: NodeId, wanted: Type): Fix | undefined {
  const kind = state.tree.kind(literal);
  const isWritten = kind === NodeKind.IntegerLiteral || kind === NodeKind.StringLiteral;
  if (!isWritten || withoutSpread(wanted).kind !== "boolean") return undefined;
  const text = state.text(literal);
  const truth = TRUTHS.get((kind === NodeKind.StringLiteral ? decodeText(text) : text).toLowerCase());
  return truth === undefined ? undefined : state.replaceNode(`Write ${truth}`, literal, truth);
}

/** True for a number or truth value beside a text. */
export function isNumberAsText(kind: number, other: Type): boolean {
  const isLiteral = kind >= NodeKind.IntegerLiteral && kind <= NodeKind.BooleanLiteral;
  const type = withoutSpread(other);
  return isLiteral && (type === STRING || type === STRING_LITERAL);
}

/** Reports a number or truth value that is compared with a text. */
export function reportNumberAsText(state: CheckState, literal: NodeId): void {
  state.report(literal, {
    code: "pql.coercedLiteral",
    message: "The other side is STRING; write the value in quotes.",
    fix: state.surround("Put it in quotes", literal, ['"', '"']),
  });
}
