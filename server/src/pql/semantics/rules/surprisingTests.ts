/**
 * Tests that do something else than people expect: negative tests skip missing values, `not` may be read two ways,
 * comparison with `null` never holds, `=` respects case. All are right PQL, so none is an error, and each can be switched off.
 */
import { type Fix, replacementFix } from "../../problems/problem";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { Type } from "../../types/pqlTypes";
import { isText, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { isLiteral, textBeforeDot } from "../literalFacts";

/** `not a = b`: read as `not (a = b)`, which nothing documents. */
export function checkBareNot(state: CheckState, node: NodeId, operand: NodeId): void {
  const kind = state.tree.kind(operand);
  if (kind < NodeKind.Comparison || kind > NodeKind.Occurs) return;
  state.report(node, {
    code: "pql.bareNot",
    message: "`not` applies to the whole comparison after it; parentheses make that clear.",
    fix: state.surround("Put the comparison in parentheses", operand, ["(", ")"]),
  });
}

/** `a != b`, `a notIn b`: not the opposite of `=` and `in`, because a missing value fails both. */
export function checkMissingValues(state: CheckState, node: NodeId, positive: "=" | "in"): void {
  const { tree } = state;
  if (isLiteral(tree.kind(tree.firstChild(node))) || !state.isOn("pql.missingValues")) return;
  const token = tree.detail(node);
  const title = positive === "=" ? "Write not (… = …)" : "Write not (… in …)";
  state.reportToken(token, {
    code: "pql.missingValues",
    message: "This skips profiles that have no value here; `not (…)` includes them.",
    fix: negationFix(state, node, { title, token, positive }),
  });
}

interface Negation {
  readonly title: string;
  /** The negative word or sign, and what takes its place. */
  readonly token: number;
  readonly positive: string;
}

/** Puts a negation around a test. It changes the meaning, so that "fix all" must not take it. */
function negationFix(state: CheckState, node: NodeId, { title, token, positive }: Negation): Fix {
  const { start, end } = state.spanOf(node);
  const edits = [
    { span: { start, end: start }, newText: "not (" },
    { span: state.tokenSpan(token), newText: positive },
    { span: { start: end, end }, newText: ")" },
  ];
  return { title, edits, isPreferred: false };
}

const NEGATIVE_METHODS: ReadonlyMap<string, string> = new Map([
  ["doesNotContain", "contains"],
  ["doesNotStartWith", "startsWith"],
  ["doesNotEndWith", "endsWith"],
  ["notEqualTo", "equals"],
]);

/** `x.doesNotContain(y)` and its relatives: as `!=`. */
export function checkNegativeMethod(state: CheckState, node: NodeId, name: string): void {
  const positive = NEGATIVE_METHODS.get(name);
  if (positive === undefined || !state.isOn("pql.missingValues")) return;
  const token = state.tree.detail(node);
  state.reportToken(token, {
    code: "pql.missingValues",
    message: `\`${name}\` skips profiles that have no value here; \`not (….${positive}(…))\` includes them.`,
    fix: negationFix(state, node, { title: `Write not (… .${positive}(…))`, token, positive }),
  });
}

/** `a = null`: never true, whatever `a` is. */
export function checkNull(
  state: CheckState,
  node: NodeId,
  [value, isNegated]: readonly [NodeId, boolean],
): void {
  const method = isNegated ? "isNotNull" : "isNull";
  state.report(node, {
    code: "pql.nullComparison",
    message: `A comparison with \`null\` is never true; use \`.${method}()\`.`,
    fix: replacementFix(
      `Write .${method}()`,
      state.spanOf(node),
      `${textBeforeDot(state.tree, value)}.${method}()`,
    ),
  });
}

/** `a = "text"`: off by default, since it would mark nearly every line. */
export function checkCase(state: CheckState, node: NodeId, [left, right]: readonly [Type, Type]): void {
  if (!isText(withoutSpread(left)) || !isText(right)) return;
  const { tree } = state;
  const operand = tree.firstChild(node);
  const newText = `${textBeforeDot(tree, operand)}.equals(${state.text(tree.nextSibling(operand))}, false)`;
  state.reportToken(tree.detail(node), {
    code: "pql.caseSensitive",
    message: "This comparison is case-sensitive; `equals` with `false` is not.",
    fix: { ...replacementFix("Ignore case", state.spanOf(node), newText), isPreferred: false },
  });
}
