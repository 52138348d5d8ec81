/**
 * Facts about nodes that are a literal: their type and their value, without visiting them again.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { BOOLEAN, DOUBLE, INTEGER, LONG, STRING_LITERAL, type Type, UNKNOWN } from "../types/pqlTypes";

const LITERAL_TYPES: Readonly<Record<number, Type>> = {
  [NodeKind.StringLiteral]: STRING_LITERAL,
  [NodeKind.IntegerLiteral]: INTEGER,
  [NodeKind.LongLiteral]: LONG,
  [NodeKind.DoubleLiteral]: DOUBLE,
  [NodeKind.BooleanLiteral]: BOOLEAN,
};

/** The type of a literal of this kind of node; unknown for other nodes. */
export function literalTypeOf(kind: number): Type {
  return LITERAL_TYPES[kind] ?? UNKNOWN;
}

/** True for texts, numbers and truth values that the query writes out. */
export function isLiteral(kind: number): boolean {
  return kind >= NodeKind.StringLiteral && kind <= NodeKind.BooleanLiteral;
}

/** The text of a node as it may stand before a dot: in brackets where it binds looser. */
export function textBeforeDot(tree: Tree, node: NodeId): string {
  const text = tree.text(node);
  return tree.kind(node) >= NodeKind.Negate && tree.kind(node) !== NodeKind.If ? `(${text})` : text;
}
