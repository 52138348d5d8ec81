/**
 * Lists and objects that the query writes out. Their items are checked one by one; only what they have in common matters.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import { commonType } from "../../types/commonType";
import { arrayOf, recordOf, type Type, UNKNOWN } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import type { CheckState } from "../checkState";
import { decodeText } from "../rules/unknownEscape";

/** `[a, b]`. */
export function visitArray(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  let element: Type | undefined;
  for (let item = tree.firstChild(node); item !== 0; item = tree.nextSibling(item)) {
    const type = state.visit(item);
    const common: Type | undefined = element === undefined ? type : commonType(element, type);
    if (common === undefined && element !== undefined) reportMixedItem(state, item, [element, type]);
    element = common ?? UNKNOWN;
  }
  return arrayOf(element ?? UNKNOWN);
}

function reportMixedItem(state: CheckState, item: NodeId, [first, second]: readonly [Type, Type]): void {
  state.report(item, {
    code: "pql.typeMismatch",
    message: `All items of a list must have the same type; those before are ${displayType(first)}, this is ${displayType(second)}.`,
  });
}

function reportDuplicateKey(state: CheckState, key: number, name: string): void {
  state.reportToken(key, {
    code: "pql.duplicateKey",
    message: `This object has the key \`${name}\` twice; each entry needs a key of its own.`,
  });
}

/** `{"k": x}`. */
export function visitObject(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  const entries = new Map<string, Type>();
  for (let entry = tree.firstChild(node); entry !== 0; entry = tree.nextSibling(entry)) {
    const value = tree.firstChild(entry);
    const type = value === 0 ? UNKNOWN : state.visit(value);
    const key = tree.detail(entry);
    if (key === 0) continue;
    const name = decodeText(tree.tokenText(key));
    if (entries.has(name)) reportDuplicateKey(state, key, name);
    entries.set(name, type);
  }
  return recordOf(entries);
}
