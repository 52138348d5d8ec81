/**
 * Brackets around what is selected, and brackets away that change nothing.
 */
import { type NodeId, NodeKind } from "../../syntax/nodes";
import { nodeSpan, tokenSpan } from "../cursor";
import { loosestAt, precedenceOf } from "./precedence";
import { insertAt, type Refactoring, type Selection } from "./refactoring";

/** Puts the selected operand, or several of an `and` or `or`, in brackets. */
export function groupSelection({ span, placed, tree, around }: Selection): Refactoring | undefined {
  if (span.start === span.end) return undefined;
  const node = around.at(-1) ?? 0;
  const isGroup = isWhole(node) || isRun(node);
  if (!isGroup || tree.kind(node) === NodeKind.Paren) return undefined;
  return {
    title: "Put in brackets",
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

/** Takes away the innermost brackets around the cursor that change nothing. */
export function removeBrackets(selection: Selection): Refactoring | undefined {
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
    title: "Remove brackets that change nothing",
    kind: "refactor.rewrite",
    edits: [tree.firstToken(paren), close].map((token) => ({ span: tokenSpan(placed, token), newText: "" })),
  };
}
