/**
 * Values that are named by position or by a word: `$1`, `@{…}`, `this`.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import { type Type, UNKNOWN } from "../../types/pqlTypes";
import type { CheckState } from "../checkState";
import { checkContextAllowed } from "../rules/otherDialect";

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
