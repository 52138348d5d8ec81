/**
 * Expressions that are read with an element as implicit scope: filters, selectors, `WHAT( )`.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import type { Type } from "../../types/pqlTypes";
import type { CheckState } from "../checkState";

/** An expression, the element it is read on, and the node of the array whose element that is. */
export interface ElementPlace {
  readonly element: Type;
  readonly source: NodeId;
  readonly node: NodeId;
  /** True where a name of the profile may stand without `^`. */
  readonly isLenient?: boolean;
}

/** Reads `node` with `read` inside the scope of the element. */
export function visitOnElement<Result>(
  state: CheckState,
  { element, source, node, isLenient = false }: ElementPlace,
  read: (state: CheckState, node: NodeId) => Result,
): Result {
  const { scopes } = state;
  const { depth } = scopes;
  scopes.pushElement(element, source, isLenient);
  recordScope(state, node);
  const result = read(state, node);
  scopes.popTo(depth);
  return result;
}

/** Writes down the scope of brackets with nothing in them, for whoever is about to type there. They end the node. */
export function recordEmptyBrackets(
  state: CheckState,
  { element, source, node }: ElementPlace,
  open: number,
): void {
  const { recorder, tokens, tree, scopes } = state;
  if (recorder === undefined) return;
  const { depth } = scopes;
  scopes.pushElement(element, source);
  recorder.scope(tokens.ends[open], tokens.starts[Math.max(open, tree.endToken(node) - 1)], scopes);
  scopes.popTo(depth);
}

/** Writes down what is visible around a node: from the token before it to the one behind, where a cursor may stand. */
export function recordScope(state: CheckState, node: NodeId): void {
  const { recorder, tokens, tree } = state;
  if (recorder === undefined) return;
  const before = tree.firstToken(node) - 1;
  const start = before >= 0 ? tokens.ends[before] : 0;
  const end = tokens.starts[Math.min(tree.endToken(node), tokens.count - 1)];
  recorder.scope(start, end, state.scopes);
}
