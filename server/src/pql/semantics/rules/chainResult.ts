/**
 * Flags methods on a chain. A chain is true or false; what it found cannot be counted or filtered afterwards.
 */
import type { Fix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { isComparison, TokenKind } from "../../syntax/tokenKinds";
import type { CheckState } from "../checkState";

/** Reports a method whose object is a chain. True where it is one. */
export function reportChainMethod(state: CheckState, node: NodeId): boolean {
  const { tree } = state;
  if (tree.kind(tree.unwrapped(tree.firstChild(node))) !== NodeKind.Chain) return false;
  const name = tree.name(tree.detail(node));
  const hint =
    name === "count"
      ? " Ask for a number of events with `COUNT(n)` in the step."
      : " Put the condition into `WHAT(…)`.";
  state.reportToken(tree.detail(node), {
    code: "pql.chainResult",
    message: `A chain is true or false and has no \`${name}\`.${hint}`,
    fix: name === "count" ? countFix(state, node) : undefined,
  });
  return true;
}

/** `chain(…, [A: WHAT(x)]).count() >= 3` as `chain(…, [A: WHAT(x) COUNT(>= 3)])`; one step only, since `count` names none. */
function countFix(state: CheckState, node: NodeId): Fix | undefined {
  const { tree, tokens } = state;
  const object = tree.firstChild(node);
  const [, , step, ...others] = tree.children(tree.unwrapped(object));
  const operator = tree.endToken(node);
  const isCompared = isComparison(tokens.kinds[operator]) && tokens.kinds[operator + 1] === TokenKind.Integer;
  if (step === undefined || others.length > 0 || !isCompared) return undefined;
  const parts = tree.children(step).map((part) => tree.kind(part));
  if (tree.kind(step) !== NodeKind.Step || parts.includes(NodeKind.Count)) return undefined;
  const { end } = state.spanOf(step);
  const count = `${tree.tokenText(operator)} ${tree.tokenText(operator + 1)}`;
  const edits = [
    { span: { start: end, end }, newText: ` COUNT(${count})` },
    { span: { start: state.spanOf(object).end, end: state.tokenSpan(operator + 1).end }, newText: "" },
  ];
  return { title: `Write COUNT(${count}) in the step`, edits, isPreferred: true };
}
