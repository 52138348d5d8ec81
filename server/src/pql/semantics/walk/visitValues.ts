/**
 * Values: lists and objects that the query writes out, whose items are checked one by one and only what they have in common matters;
 * and those that are named by position or by a word: `$1`, `@{…}`, `this`.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import { commonType } from "../../types/commonType";
import { arrayOf, recordOf, type Type, UNKNOWN } from "../../types/pqlTypes";
import { displayType } from "../../types/typeNames";
import type { CheckState } from "../checkState";
import { checkContextAllowed } from "../rules/otherDialect";
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

/** `$1`, the profile; what further parameters hold is not known. */
export function visitParameter(state: CheckState, node: NodeId): Type {
  if (state.tree.text(node) !== "$1") return UNKNOWN;
  state.traits.readsProfile = true;
  state.recorder?.base(node, { kind: "profile" });
  return state.environment.profileType;
}

/** `@{…}`, data that comes with a decision request and that no schema at hand describes. */
export function visitContext(state: CheckState, node: NodeId): Type {
  state.traits.contexts.push(state.spanOf(node));
  checkContextAllowed(state, node);
  return UNKNOWN;
}

/** `this`, the item or group of the innermost expression over a list; unknown where there is none. */
export function visitThis(state: CheckState, node: NodeId): Type {
  const frame = state.scopes.findElement(0);
  if (frame < 0) return UNKNOWN;
  state.recorder?.base(node, { kind: "element", source: state.scopes.sourceOf(frame) });
  return state.scopes.typeOf(frame);
}
