/**
 * Nodes that bring names into scope → text: `select`, quantifiers, aggregates, `let`, lambdas, and their older spellings.
 */

import { isJsonObject } from "./jsonEnvelope";
import { CHOSEN_NAMES, isExplicitLambda, type Json, type PqlJsonNode } from "./pqlJson";
import {
  below,
  Level,
  type NodeTexts,
  type Piece,
  stepText,
  type TextScope,
  withDeclared,
} from "./textPieces";

/** Node types that are a word and declarations, with that word. */
const QUANTIFIED: ReadonlyMap<string, string> = new Map([
  ["select", "select"],
  ["exists", "exists"],
  ["exist", "exists"],
  ["forall", "forall"],
  ["sum", "sum"],
  ["min", "min"],
  ["max", "max"],
  ["average", "average"],
  ["set", "select"],
]);

/** The text of a binder; a problem for a node type nobody knows. */
export function binderText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const word = QUANTIFIED.get(node.nodeType);
  if (word !== undefined) return quantifiedText(writer, node, { word, scope });
  switch (node.nodeType) {
    case "lambda":
    case "fnCreate":
      return lambdaText(writer, node, scope);
    case "let":
      return letText(writer, node, scope);
    case "quantification":
      return quantificationText(writer, node, scope);
    default:
      return writer.refuse(scope, `The node type \`${node.nodeType}\` has no text in PQL.`);
  }
}

function quantifiedText(
  writer: NodeTexts,
  node: PqlJsonNode,
  { word, scope }: { readonly word: string; readonly scope: TextScope },
): Piece {
  const inner = withDeclared(scope, declaredNames(node));
  const declarations = declarationTexts(writer, node, scope);
  if (node["condition"] !== undefined) {
    const condition = writer.member(node, "condition", inner).text;
    const last = declarations.pop() ?? "";
    declarations.push(last.includes(" where ") ? `${last} and (${condition})` : `${last} where ${condition}`);
  }
  const aggregated = node["aggExpr"] === undefined ? "" : `${aggregatedText(writer, node, inner)} over `;
  return { text: `${word} ${aggregated}${declarations.join(", ")}`, level: Level.Binder };
}

/** The aggregated value is a sum at its loosest; anything looser stands in parentheses. */
function aggregatedText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): string {
  const piece = writer.member(node, "aggExpr", scope);
  return piece.level >= Level.Additive ? piece.text : `(${piece.text})`;
}

function declaredNames(node: PqlJsonNode): string[] {
  const variables = Array.isArray(node["variables"]) ? node["variables"] : [];
  return variables.flatMap((each: Json) => (isJsonObject(each) ? [String(each["varName"])] : []));
}

function declarationTexts(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): string[] {
  const variables = node["variables"];
  if (!Array.isArray(variables) || variables.length === 0) {
    return [writer.refuse(scope, `\`${node.nodeType}\` declares no variable.`).text];
  }
  const names = declaredNames(node);
  return variables.map((declaration: Json, index) => {
    const outer = withDeclared(scope, names.slice(0, index));
    const place = below(below(outer, "variables"), index);
    return isJsonObject(declaration)
      ? declarationText(writer, declaration, place)
      : writer.refuse(place, "Expected a declaration.").text;
  });
}

function declarationText(
  writer: NodeTexts,
  declaration: { readonly [key: string]: Json },
  scope: TextScope,
): string {
  const source = writer.member(declaration, "from", scope);
  const from = source.level >= Level.Additive ? source.text : `(${source.text})`;
  const name = String(declaration["varName"]);
  const head = `${stepText(name, true)} from ${from}`;
  return declaration["where"] === undefined
    ? head
    : `${head} where ${writer.member(declaration, "where", withDeclared(scope, [name])).text}`;
}

/** A function argument: bare where one variable stands for the element, written out where there are more. */
function lambdaText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const names = lambdaNames(node);
  if (names.length === 1 && !isExplicitLambda(node) && scope.pointer !== "") {
    return writer.member(node, "body", { ...scope, elements: [names[0], ...scope.elements] });
  }
  const body = writer.member(node, "body", withDeclared(scope, names)).text;
  return {
    text: `(${names.map((name) => stepText(name, true)).join(", ")}) => ${body}`,
    level: Level.Binder,
  };
}

function lambdaNames(node: PqlJsonNode): string[] {
  if (Array.isArray(node["varNames"])) return node["varNames"].map(String);
  const params = Array.isArray(node["params"]) ? node["params"] : [];
  return params.map((param: Json) => String(isJsonObject(param) ? param["varName"] : param));
}

function letText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const value = writer.member(node, "value", scope);
  const closed = value.level === Level.Binder || / in /.test(value.text) ? `(${value.text})` : value.text;
  const name = String(node["varName"]);
  const body = writer.member(node, CHOSEN_NAMES.letBody, withDeclared(scope, [name])).text;
  return {
    text: `let ${stepText(name, true)} = ${closed} in ${body}`,
    level: Level.Binder,
  };
}

/** The quantifiers of older trees: two of them have a form today, the other two only through a count. */
function quantificationText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const declarations = declarationTexts(writer, node, scope).join(", ");
  switch (String(node["quantifier"]).toLowerCase()) {
    case "some":
      return { text: `exists ${declarations}`, level: Level.Binder };
    case "all":
      return { text: `forall ${declarations}`, level: Level.Binder };
    case "none":
      return { text: `not (exists ${declarations})`, level: Level.Not };
    case "one":
      return { text: `(select ${declarations}).count() = 1`, level: Level.Relation };
    default:
      return writer.refuse(scope, `The quantifier \`${String(node["quantifier"])}\` is not known.`);
  }
}
