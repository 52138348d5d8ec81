/**
 * How tightly nodes hold together, and so where parentheses are needed: around what is selected, or away where they change
 * nothing. The order is that of language/operatorLevels.ts, told by kind of node instead of by symbol.
 */
import { Precedence } from "../../language/operatorLevels";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { Tree } from "../../syntax/syntaxTree";
import { nodeSpan, tokenSpan } from "../queryCursor";
import { insertAt, type Refactoring, type Selection } from "./refactoring";

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

/** The loosest level that may stand without parentheses in the place of a child. */
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

/** The loosest level that may stand without parentheses in the place of one of the nodes around a selection. */
export function loosestAt({ query, tree, around }: Selection, at: number): Precedence {
  const node = around[at];
  const parent = around[at - 1];
  if (parent !== undefined && node !== undefined) return loosestIn(tree, parent, node);
  // A condition that is joined to others must not be looser than they are.
  return query.clauses.length === 1 ? Precedence.Binder : Precedence.Negation;
}

/** The text of a node as an operand of something that takes at most this level. */
export function parenthesized(tree: Tree, node: NodeId, loosest: Precedence): string {
  const text = tree.text(node);
  return precedenceOf(tree.kind(node)) > loosest ? `(${text})` : text;
}

/** Puts the selected operand, or several of an `and` or `or`, in parentheses. */
export function groupSelection({ span, placed, tree, around }: Selection): Refactoring | undefined {
  if (span.start === span.end) return undefined;
  const node = around.at(-1) ?? 0;
  const isGroup = isWhole(node) || isRun(node);
  if (!isGroup || tree.kind(node) === NodeKind.Paren) return undefined;
  return {
    title: "Put in parentheses",
    kind: "refactor.rewrite",
    edits: [insertAt(span.start, "("), insertAt(span.end, ")")],
  };

  function isWhole(each: NodeId): boolean {
    const { start, end } = nodeSpan(placed, each);
    return start === span.start && end === span.end && isExpression(tree.kind(each));
  }

  /** True where the selection begins and ends with operands of one `and` or `or`. */
  function isRun(each: NodeId): boolean {
    if (tree.kind(each) !== NodeKind.And && tree.kind(each) !== NodeKind.Or) return false;
    const spans = tree.children(each).map((child) => nodeSpan(placed, child));
    return spans.some(({ start }) => start === span.start) && spans.some(({ end }) => end === span.end);
  }
}

function isExpression(kind: number): boolean {
  const isPart =
    kind === NodeKind.Entry ||
    kind === NodeKind.Declaration ||
    (kind >= NodeKind.TimeDistance && kind <= NodeKind.TimeRange);
  return kind > NodeKind.Error && kind < NodeKind.Step && !isPart;
}

/** Takes away the innermost parentheses around the cursor that change nothing. */
export function removeParentheses(selection: Selection): Refactoring | undefined {
  const { placed, tree, around } = selection;
  const at = around.findLastIndex((node) => tree.kind(node) === NodeKind.Paren);
  const paren = around[at];
  if (paren === undefined) return undefined;
  const inner = tree.firstChild(paren);
  const close = tree.endToken(paren) - 1;
  if (tree.kind(inner) <= NodeKind.Error || tree.tokens.partners[tree.firstToken(paren)] !== close)
    return undefined;
  if (precedenceOf(tree.kind(inner)) > loosestAt(selection, at)) return undefined;
  return {
    title: "Remove parentheses that change nothing",
    kind: "refactor.rewrite",
    edits: [tree.firstToken(paren), close].map((token) => ({ span: tokenSpan(placed, token), newText: "" })),
  };
}
