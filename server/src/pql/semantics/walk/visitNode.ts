/**
 * The one place that says which part of the walk reads which kind of node.
 * Holds no rule; kinds that are read by their parent, such as the steps of a chain, are passed over here.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { BOOLEAN, DOUBLE, INTEGER, INTERVAL, LONG, NULL, type Type, UNKNOWN } from "../../types/pqlTypes";
import type { CheckState } from "../checkState";
import { checkLongAllowed } from "../rules/otherDialect";
import { checkText } from "../rules/unknownEscape";
import { visitAggregate, visitLambda, visitLet, visitQuantifier, visitSelect } from "./visitBinders";
import { visitCall, visitMethodCall } from "./visitCalls";
import { visitChain, visitOccurs, visitTimeWord } from "./visitChains";
import { visitConditions, visitIf, visitNot } from "./visitConditions";
import {
  visitArithmetic,
  visitComparison,
  visitLike,
  visitMatches,
  visitMembership,
  visitNegate,
} from "./visitOperators";
import { visitMember, visitPath, visitUpPath } from "./visitPaths";
import { visitSubscript } from "./visitSubscripts";
import { visitArray, visitContext, visitObject, visitParameter, visitThis } from "./visitValues";

/** Reads one node and tells the type of its value. */
export function visit(state: CheckState, node: NodeId): Type {
  switch (state.tree.kind(node)) {
    case NodeKind.Path:
      return visitPath(state, node);
    case NodeKind.StringLiteral:
      return checkText(state, node);
    case NodeKind.IntegerLiteral:
      return INTEGER;
    case NodeKind.Comparison:
      return visitComparison(state, node);
    case NodeKind.And:
    case NodeKind.Or:
      return visitConditions(state, node);
    case NodeKind.Paren:
      return state.visit(state.tree.firstChild(node));
    case NodeKind.MethodCall:
      return visitMethodCall(state, node);
    case NodeKind.Not:
      return visitNot(state, node);
    case NodeKind.Membership:
      return visitMembership(state, node);
    case NodeKind.ArrayLiteral:
      return visitArray(state, node);
    case NodeKind.Occurs:
      return visitOccurs(state, node);
    default:
      return visitRarer(state, node);
  }
}

function visitRarer(state: CheckState, node: NodeId): Type {
  switch (state.tree.kind(node)) {
    case NodeKind.LongLiteral:
      return visitLong(state, node);
    case NodeKind.DoubleLiteral:
      return DOUBLE;
    case NodeKind.BooleanLiteral:
      return BOOLEAN;
    case NodeKind.NullLiteral:
      return NULL;
    case NodeKind.TimeWord:
      return visitTimeWord(state, node);
    case NodeKind.Interval:
      return INTERVAL;
    case NodeKind.UpPath:
      return visitUpPath(state, node);
    case NodeKind.Member:
      return visitMember(state, node);
    case NodeKind.Subscript:
      return visitSubscript(state, node);
    case NodeKind.Call:
      return visitCall(state, node);
    case NodeKind.Like:
      return visitLike(state, node);
    case NodeKind.Matches:
      return visitMatches(state, node);
    case NodeKind.Additive:
    case NodeKind.Multiplicative:
      return visitArithmetic(state, node);
    case NodeKind.Negate:
      return visitNegate(state, node);
    default:
      return visitConstruct(state, node);
  }
}

function visitConstruct(state: CheckState, node: NodeId): Type {
  switch (state.tree.kind(node)) {
    case NodeKind.Chain:
      return visitChain(state, node);
    case NodeKind.Select:
      return visitSelect(state, node);
    case NodeKind.Exists:
    case NodeKind.Forall:
      return visitQuantifier(state, node);
    case NodeKind.Aggregate:
      return visitAggregate(state, node);
    case NodeKind.Let:
      return visitLet(state, node);
    case NodeKind.Lambda:
      return visitLambda(state, node, []);
    case NodeKind.If:
      return visitIf(state, node);
    case NodeKind.ObjectLiteral:
      return visitObject(state, node);
    case NodeKind.Parameter:
      return visitParameter(state, node);
    case NodeKind.Context:
      return visitContext(state, node);
    case NodeKind.This:
      return visitThis(state, node);
    default:
      return visitUnread(state, node);
  }
}

function visitLong(state: CheckState, node: NodeId): Type {
  checkLongAllowed(state, node);
  return LONG;
}

/** What the parser could not place: its parts are still checked, its value is unknown. */
function visitUnread(state: CheckState, node: NodeId): Type {
  const { tree } = state;
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) state.visit(child);
  return UNKNOWN;
}
