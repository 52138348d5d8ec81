/**
 * Ways through a tree: which nodes hold a token, from the outermost in. Reads only; trees know no parents, so that
 * they stay small.
 */
import type { NodeId } from "../syntax/nodes";
import type { Tree } from "../syntax/tree";

/** The nodes that hold a token, the root first; empty where the root does not hold it. */
export function nodesAround(tree: Tree, root: NodeId, token: number): NodeId[] {
  const around: NodeId[] = [];
  for (let node = root; node !== 0 && holds(tree, node, token); node = childWith(tree, node, token)) {
    around.push(node);
  }
  return around;
}

function holds(tree: Tree, node: NodeId, token: number): boolean {
  return tree.firstToken(node) <= token && token < tree.endToken(node);
}

function childWith(tree: Tree, node: NodeId, token: number): NodeId {
  let child = tree.firstChild(node);
  while (child !== 0 && tree.endToken(child) <= token) child = tree.nextSibling(child);
  return child !== 0 && holds(tree, child, token) ? child : 0;
}

/** Calls `visit` for a node and everything below it, parents first. */
export function forEachNode(tree: Tree, node: NodeId, visit: (node: NodeId) => void): void {
  visit(node);
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) {
    forEachNode(tree, child, visit);
  }
}
