/**
 * How tightly nodes hold together, and so where brackets are needed. The order is that of language/operators.ts, told by
 * kind of node instead of by symbol.
 */
import { Precedence } from "../../language/operators";
import { type NodeId, NodeKind } from "../../syntax/nodes";
import type { Tree } from "../../syntax/tree";
import type { Selection } from "./refactoring";

/** The level of a kind of node; a smaller number holds tighter. */
export function precedenceOf(kind: number): Precedence {
  switch (kind) {
    case NodeKind.Negate:
      return Precedence.Sign;
    case NodeKind.Multiplicative:
      return Precedence.Multiplicative;
    case NodeKind.Additive:
      return Precedence.Additive;
    case NodeKind.Comparison:
    case NodeKind.Membership:
    case NodeKind.Like:
    case NodeKind.Matches:
    case NodeKind.Occurs:
      return Precedence.Relation;
    case NodeKind.Not:
      return Precedence.Negation;
    case NodeKind.And:
      return Precedence.Conjunction;
    case NodeKind.Or:
      return Precedence.Disjunction;
    default:
      return isBinder(kind) ? Precedence.Binder : Precedence.Postfix;
  }
}

function isBinder(kind: number): boolean {
  return kind >= NodeKind.Select && kind <= NodeKind.Lambda && kind !== NodeKind.Declaration;
}

/** The loosest level that may stand without brackets in the place of a child. */
function loosestIn(tree: Tree, parent: NodeId, child: NodeId): Precedence {
  const isFirst = tree.firstChild(parent) === child;
  switch (tree.kind(parent)) {
    case NodeKind.Member:
    case NodeKind.MethodCall:
    case NodeKind.Subscript:
      return isFirst ? Precedence.Postfix : Precedence.Binder;
    case NodeKind.Negate:
      return Precedence.Postfix;
    case NodeKind.Multiplicative:
      return isFirst ? Precedence.Multiplicative : Precedence.Sign;
    case NodeKind.Additive:
      return isFirst ? Precedence.Additive : Precedence.Multiplicative;
    case NodeKind.Comparison:
    case NodeKind.Membership:
    case NodeKind.Like:
    case NodeKind.Matches:
    case NodeKind.Occurs:
      return Precedence.Additive;
    default:
      return loosestInCondition(tree, parent, isFirst);
  }
}

function loosestInCondition(tree: Tree, parent: NodeId, isFirst: boolean): Precedence {
  switch (tree.kind(parent)) {
    case NodeKind.Not:
      // `not a = b` reads differently to different people.
      return Precedence.Postfix;
    case NodeKind.And:
      return Precedence.Conjunction;
    case NodeKind.Or:
      return Precedence.Disjunction;
    case NodeKind.Declaration:
    case NodeKind.Aggregate:
    case NodeKind.Let:
      return isFirst ? Precedence.Additive : Precedence.Disjunction;
    case NodeKind.TimeDistance:
    case NodeKind.TimeDirection:
    case NodeKind.TimePoint:
    case NodeKind.TimeRange:
      return Precedence.Postfix;
    default:
      return Precedence.Binder;
  }
}

/** The loosest level that may stand without brackets in the place of one of the nodes around a selection. */
export function loosestAt({ query, tree, around }: Selection, at: number): Precedence {
  const node = around[at];
  const parent = around[at - 1];
  if (parent !== undefined && node !== undefined) return loosestIn(tree, parent, node);
  // A condition that is joined to others must not be looser than they are.
  return query.clauses.length === 1 ? Precedence.Binder : Precedence.Negation;
}

/** The text of a node as an operand of something that takes at most this level. */
export function bracketed(tree: Tree, node: NodeId, loosest: Precedence): string {
  const text = tree.text(node);
  return precedenceOf(tree.kind(node)) > loosest ? `(${text})` : text;
}
