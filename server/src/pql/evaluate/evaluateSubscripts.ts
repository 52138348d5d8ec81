/**
 * `x[y]` and `x.filter(y)`, which are one: a text is the key of a map, a number is documented nowhere, anything else is a
 * condition on the items.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Compilation, Evaluate } from "./compilation";
import { compileFilter } from "./evaluateElements";
import { compileGet } from "./evaluateLists";
import { Uncertain } from "./pqlValue";

const NUMBERS: ReadonlySet<number> = new Set([
  NodeKind.None,
  NodeKind.IntegerLiteral,
  NodeKind.LongLiteral,
  NodeKind.DoubleLiteral,
  NodeKind.Negate,
]);

/** What stands in the brackets, which are the second child of the node. */
export function subscriptKind(compilation: Compilation, node: NodeId): "key" | "filter" | "other" {
  const { tree } = compilation;
  const inside = tree.kind(compilation.tree.unwrapped(tree.child(node, 1)));
  if (inside === NodeKind.StringLiteral) return "key";
  return NUMBERS.has(inside) ? "other" : "filter";
}

/** The value of a subscript, or of a call of `filter`. */
export function compileSubscript(compilation: Compilation, node: NodeId): Evaluate {
  const { tree } = compilation;
  const [object, inside] = [tree.child(node, 0), tree.child(node, 1)];
  switch (subscriptKind(compilation, node)) {
    case "key":
      return compileGet(compilation, node, { map: object, key: inside });
    case "filter":
      return compileFilter(compilation, node, { source: object, node: inside });
    default: {
      const value = new Uncertain(compilation.doubts(node).of("notDocumented"));
      return () => value;
    }
  }
}
