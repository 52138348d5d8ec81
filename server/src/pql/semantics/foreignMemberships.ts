/**
 * Notes where a query reads memberships of Audience Manager, the key `aam` of `segmentMembership`, in each way a map is read:
 * by bracket, by `get` and by dot. Reports nothing; the verdict on engines needs it.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import type { CheckState } from "./checkState";

const MAP = "segmentMembership";
const AUDIENCE_MANAGER = "aam";

/** `segmentMembership.aam.…`; the first token of a path on the profile. */
export function noteMembershipPath(state: CheckState, node: NodeId, first: number): void {
  const { tokens, tree } = state;
  if (tree.endToken(node) < first + 3 || tokens.ends[first] - tokens.starts[first] !== MAP.length) return;
  if (state.nameOf(first) === MAP) noteKey(state, node, state.nameOf(first + 2));
}

/** `segmentMembership["aam"]` and `segmentMembership.get("aam")`; the nodes of the map and of its key. */
export function noteMembershipKey(state: CheckState, map: NodeId, key: NodeId): void {
  const { tree } = state;
  const literal = tree.unwrapped(key);
  const path = tree.unwrapped(map);
  if (tree.kind(literal) !== NodeKind.StringLiteral || tree.kind(path) !== NodeKind.Path) return;
  if (state.nameOf(tree.endToken(path) - 1) === MAP) noteKey(state, map, decodeString(state.text(literal)));
}

function noteKey(state: CheckState, node: NodeId, key: string): void {
  if (key.toLowerCase() === AUDIENCE_MANAGER) state.traits.foreignMemberships.push(state.spanOf(node));
}
