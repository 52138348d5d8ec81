/**
 * The two styles of calls: `x.f(y)` of audiences and `f(x, y)` of Journey Optimizer personalization.
 */
import { type Equivalence, findFunctionForm, findMemberForm } from "../../language/functionCatalogue";
import { Precedence } from "../../language/operatorLevels";
import { NodeKind } from "../../syntax/nodeKinds";
import { parenthesized } from "./neededParentheses";
import { type Refactoring, replaceNode, type Selection } from "./refactoring";

/** `f(x, y)` to `x.f(y)`, or to `x f y` for words that stand between. */
export function toMemberStyle({ placed, tree, around }: Selection): Refactoring | undefined {
  const node = around.findLast((each) => tree.kind(each) === NodeKind.Call);
  const form = node === undefined ? undefined : findMemberForm(tree.name(tree.detail(node)));
  if (node === undefined || form === undefined) return undefined;
  const [receiver, ...rest] = tree.children(node);
  if (receiver === undefined) return undefined;
  const loosest = form.style === "infix" ? Precedence.Additive : Precedence.Postfix;
  const text = write(
    form,
    parenthesized(tree, receiver, loosest),
    rest.map((each) => tree.text(each)),
  );
  if (text === undefined) return undefined;
  return {
    title: `Write as \`${form.style === "infix" ? `x ${form.memberName} y` : `x.${form.memberName}(…)`}\``,
    kind: "refactor.rewrite",
    edits: [replaceNode(placed, node, text)],
  };
}

function write(
  { style, memberName, extraArguments }: Equivalence,
  receiver: string,
  rest: readonly string[],
): string | undefined {
  if (style === "infix") return rest.length === 1 ? `${receiver} ${memberName} ${rest[0] ?? ""}` : undefined;
  return `${receiver}.${memberName}(${[...rest, ...extraArguments].join(", ")})`;
}

/** `x.f(y)` to `f(x, y)`, in the dialect that has it. */
export function toCallStyle({ query, placed, tree, around }: Selection): Refactoring | undefined {
  if (query.environment.dialect !== "ajo-personalization") return undefined;
  const node = around.findLast((each) => tree.kind(each) === NodeKind.MethodCall);
  const form = node === undefined ? undefined : findFunctionForm(tree.name(tree.detail(node)));
  if (node === undefined || form === undefined) return undefined;
  const given = tree.children(node).map((each) => tree.text(each));
  const extra = form.extraArguments;
  const hasExtra = extra.every((each, index) => given[given.length - extra.length + index] === each);
  if (!hasExtra) return undefined;
  const kept = given.slice(0, given.length - extra.length);
  return {
    title: `Write as \`${form.functionName}(…)\``,
    kind: "refactor.rewrite",
    edits: [replaceNode(placed, node, `${form.functionName}(${kept.join(", ")})`)],
  };
}
