/**
 * A value with a name of its own: `let name = value in …` in front of the query, and the name in place of the value.
 * Only for values that mean the same there, which those that read an item or a variable do not.
 */
import { Precedence } from "../../language/operatorLevels";
import { needsBackticks } from "../../schema/pathText";
import { ROOT_FIELD } from "../../schema/schemaIndex";
import { analyseClause } from "../../semantics/analyseClause";
import type { ClauseAnalysis } from "../../semantics/clauseAnalysis";
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { type Clause, clauseText } from "../../syntax/query";
import type { Tree } from "../../syntax/syntaxTree";
import { isWord, TokenKind } from "../../syntax/tokenKinds";
import { forEachNode, nodeSpan, type QueryView } from "../queryCursor";
import { parenthesized } from "./neededParentheses";
import { insertAt, type Refactoring, replaceNode, type Selection } from "./refactoring";

/** Names the selected value, or the largest value around the cursor that ends there. */
export function extractLet(selection: Selection): Refactoring | undefined {
  const { query, placed, tree } = selection;
  const node = findValue(selection);
  if (node === undefined || !meansTheSameOutside(analyseClause(placed.clause, query.environment), node))
    return undefined;
  const name = freeName(query, suggestName(tree, node));
  // `in` closes the value, so a test with `in` needs parentheses.
  const value = parenthesized(tree, node, Precedence.Additive);
  const start = firstOffset(query);
  return {
    title: `Extract to \`let ${name}\``,
    kind: "refactor.extract",
    edits: [insertAt(start, `let ${name} = ${value} in `), replaceNode(placed, node, name)],
  };
}

function findValue({ span, placed, tree, around }: Selection): NodeId | undefined {
  if (span.start < span.end) {
    return around.find((node) => {
      const { start, end } = nodeSpan(placed, node);
      return start === span.start && end === span.end && isValue(tree, node);
    });
  }
  return around.find((node) => isValue(tree, node) && tree.kind(node) <= NodeKind.MethodCall);
}

function isValue(tree: Tree, node: NodeId): boolean {
  const kind = tree.kind(node);
  if (kind <= NodeKind.Error || kind === NodeKind.Entry) return false;
  const isTimeTest = kind >= NodeKind.TimeDistance && kind <= NodeKind.TimeRange;
  return (
    !isTimeTest &&
    kind !== NodeKind.Declaration &&
    kind < NodeKind.Step &&
    kind !== NodeKind.Let &&
    kind !== NodeKind.Lambda
  );
}

/** True where nothing below the node reads an implicit element or a variable from outside it. */
function meansTheSameOutside(analysis: ClauseAnalysis, node: NodeId): boolean {
  const { tree } = analysis.clause;
  const [first, end] = [tree.firstToken(node), tree.endToken(node)];
  let isFree = true;
  forEachNode(tree, node, (each) => {
    const base = analysis.findBase(each);
    if (base?.kind === "element")
      isFree &&= first <= tree.firstToken(base.source) && tree.endToken(base.source) <= end;
    if (base?.kind === "variable")
      isFree &&= first <= base.variable.declaration && base.variable.declaration < end;
    isFree &&= tree.kind(each) !== NodeKind.Error && tree.kind(each) !== NodeKind.Missing;
  });
  return isFree;
}

/** After the last name of the value. */
function suggestName(tree: Tree, node: NodeId): string {
  for (let token = tree.endToken(node) - 1; token >= tree.firstToken(node); token--) {
    const name = tree.name(token);
    if (isWord(tree.tokenKind(token)) && !needsBackticks(name, true))
      return name.replace(/^_+/, "") || "value";
  }
  return "value";
}

/** A name that no path of the query begins with and no variable has. */
function freeName(query: QueryView, wanted: string): string {
  let name = wanted;
  for (let number = 2; isTaken(query, name); number++) name = `${wanted}${number}`;
  return name;
}

function isTaken(query: QueryView, name: string): boolean {
  const { profile } = query.environment;
  if ((profile?.schema.findChild(ROOT_FIELD, name) ?? ROOT_FIELD) !== ROOT_FIELD) return true;
  return query.clauses.some((clause) => clauseText(clause).includes(name) && beginsPath(clause, name));
}

function beginsPath({ tree, firstToken, endToken }: Clause, name: string): boolean {
  for (let token = firstToken; token < endToken; token++) {
    const isStep = token > firstToken && tree.tokenKind(token - 1) === TokenKind.Dot;
    if (!isStep && isWord(tree.tokenKind(token)) && tree.name(token) === name) return true;
  }
  return false;
}

function firstOffset(query: QueryView): number {
  const [clause] = query.clauses;
  return clause === undefined ? 0 : clause.tree.tokens.starts[clause.firstToken];
}
