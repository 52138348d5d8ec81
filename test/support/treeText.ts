/**
 * Trees as plain data and as text, for comparisons in tests.
 */
import { type NodeId, NodeKind } from "../../server/src/pql/syntax/nodeKinds";
import type { Clause, Query } from "../../server/src/pql/syntax/query";

/** The name of a kind of node. */
export function nodeKindName(kind: number): string {
  return Object.entries(NodeKind).find(([, value]) => value === kind)?.[0] ?? `Kind ${kind}`;
}

/** A node with its tokens and children, but no offsets: equal for texts that differ in white space only. */
export function shapeOf(clause: Clause, node: NodeId = clause.root): unknown {
  const { tree } = clause;
  const children = tree.children(node).map((child) => shapeOf(clause, child));
  if (children.length > 0) return [nodeKindName(tree.kind(node)), ...children];
  const tokens: string[] = [];
  for (let token = tree.firstToken(node); token < tree.endToken(node); token++)
    tokens.push(tree.tokenText(token));
  return [nodeKindName(tree.kind(node)), tokens.join(" ")];
}

/** The shapes of all clauses with what joins them. */
export function queryShape(query: Query): unknown {
  return query.clauses.map((clause) => [shapeOf(clause), clause.connective ?? "end"]);
}

/** A node with its offsets, relative to the clause: equal only for equal readings of equal text. */
export function exactShape(query: Query): unknown {
  return query.clauses.map((clause) => {
    const { tree, origin } = clause;
    const read = (node: NodeId): unknown => [
      tree.kind(node),
      tree.start(node) - origin,
      tree.end(node) - origin,
      tree.children(node).map(read),
    ];
    return [read(clause.root), clause.length, clause.isFirst, clause.connective, clause.problems];
  });
}

/** The node kinds of a text's first clause as an indented outline; what parser tests compare with. */
export function outline(clause: Clause, node: NodeId = clause.root, depth = 0): string {
  const { tree } = clause;
  const children = tree.children(node);
  const isLeaf = children.length === 0 && tree.kind(node) !== NodeKind.Missing;
  const line = `${"  ".repeat(depth)}${nodeKindName(tree.kind(node))}${isLeaf ? ` ${tree.text(node)}` : ""}`;
  return [line, ...children.map((child) => outline(clause, child, depth + 1))].join("\n");
}
