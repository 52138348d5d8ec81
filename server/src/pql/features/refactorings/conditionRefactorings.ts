/**
 * Conditions turned around: `not` before them or away from them, and comparisons written from the other side.
 */
import { analyseClause } from "../../semantics/analyseClause";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { Tree } from "../../syntax/syntaxTree";
import { TokenKind } from "../../syntax/tokenKinds";
import { BOOLEAN } from "../../types/pqlTypes";
import { tokenSpan } from "../queryCursor";
import { loosestAt, precedenceOf } from "./neededParentheses";
import { type Refactoring, replaceNode, type Selection } from "./refactoring";

/** `x` to `not (x)`. */
export function negate({ query, placed, tree, around }: Selection): Refactoring | undefined {
  const { typeOf } = analyseClause(placed.clause, query.environment);
  const node = around.findLast(
    (each) => CONDITIONS.has(tree.kind(each)) || (isCall(tree.kind(each)) && typeOf(each) === BOOLEAN),
  );
  if (node === undefined || isNegated(tree, around, node)) return undefined;
  return {
    title: "Negate the condition",
    kind: "refactor.rewrite",
    edits: [replaceNode(placed, node, `not (${tree.text(node)})`)],
  };
}

const CONDITIONS: ReadonlySet<number> = new Set([
  NodeKind.Comparison,
  NodeKind.Membership,
  NodeKind.Like,
  NodeKind.Matches,
  NodeKind.Occurs,
  NodeKind.Chain,
  NodeKind.Exists,
  NodeKind.Forall,
  NodeKind.And,
  NodeKind.Or,
]);

function isCall(kind: number): boolean {
  return kind === NodeKind.MethodCall || kind === NodeKind.Call;
}

function isNegated(tree: Tree, around: readonly NodeId[], node: NodeId): boolean {
  const outer = around.slice(0, around.indexOf(node)).reverse();
  const parent = outer.find((each) => tree.kind(each) !== NodeKind.Paren);
  return parent !== undefined && tree.kind(parent) === NodeKind.Not;
}

/** `not (x)` to `x`, which turns the meaning around. */
export function removeNegation(selection: Selection): Refactoring | undefined {
  const { placed, tree, around } = selection;
  const at = around.findLastIndex((each) => tree.kind(each) === NodeKind.Not);
  const node = around[at];
  if (node === undefined) return undefined;
  const operand = tree.firstChild(node);
  const isParen = tree.kind(operand) === NodeKind.Paren;
  const inner = isParen ? tree.firstChild(operand) : operand;
  const keepsBrackets = precedenceOf(tree.kind(inner)) > loosestAt(selection, at);
  return {
    title: "Remove `not` and reverse the condition",
    kind: "refactor.rewrite",
    edits: [replaceNode(placed, node, tree.text(keepsBrackets ? operand : inner))],
  };
}

const FLIPPED: ReadonlyMap<number, string> = new Map<number, string>([
  [TokenKind.Equal, "="],
  [TokenKind.NotEqual, "!="],
  [TokenKind.Less, ">"],
  [TokenKind.LessOrEqual, ">="],
  [TokenKind.Greater, "<"],
  [TokenKind.GreaterOrEqual, "<="],
]);

/** `a < b` to `b > a`. */
export function flipComparison({ placed, tree, around }: Selection): Refactoring | undefined {
  const node = around.findLast((each) => tree.kind(each) === NodeKind.Comparison);
  if (node === undefined) return undefined;
  const [left = 0, right = 0, third] = tree.children(node);
  const operator = FLIPPED.get(tree.tokenKind(tree.detail(node)));
  const isWhole = tree.kind(left) > NodeKind.Error && tree.kind(right) > NodeKind.Error;
  if (operator === undefined || !isWhole || third !== undefined) return undefined;
  return {
    title: `Write from the other side with \`${operator}\``,
    kind: "refactor.rewrite",
    edits: [
      replaceNode(placed, left, tree.text(right)),
      { span: tokenSpan(placed, tree.detail(node)), newText: operator },
      replaceNode(placed, right, tree.text(left)),
    ],
  };
}
