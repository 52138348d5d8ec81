/**
 * Nodes that bring names into scope → text: `select`, quantifiers, aggregates, `let`, lambdas, and their older spellings.
 */
import { isJsonObject } from "./jsonEnvelope";
import { CHOSEN_NAMES, isExplicitLambda, type Json, type PqlJsonNode } from "./pqlJson";
import {
  atLeast,
  below,
  Level,
  type NodeTexts,
  type Piece,
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
  const last = declarations.at(-1);
  if (node["condition"] !== undefined && last !== undefined) {
    const where = conditionText(word, last.where, writer.member(node, "condition", inner));
    declarations.splice(-1, 1, { ...last, where });
  }
  const aggregated = node["aggExpr"] === undefined ? "" : `${aggregatedText(writer, node, inner)} over `;
  return { text: `${word} ${aggregated}${joinDeclared(declarations)}`, level: Level.Binder };
}

/** What stands behind the last `where`: the condition asked of the items that the declaration chooses. */
function conditionText(word: string, chosen: Piece | undefined, condition: Piece): Piece {
  if (chosen === undefined) return condition;
  // Of those that are not chosen `forall` asks nothing.
  if (word === "forall")
    return { text: `not (${chosen.text}) or ${atLeast(condition, Level.And)}`, level: Level.Or };
  return { text: `${atLeast(chosen, Level.And)} and ${atLeast(condition, Level.Not)}`, level: Level.And };
}

/** A declaration in text; `where` is its condition. */
interface DeclaredText {
  readonly head: string;
  readonly where: Piece | undefined;
}

/** A binder that is the condition of one declaration would take the declarations behind it for its own. */
function joinDeclared(declarations: readonly DeclaredText[]): string {
  return declarations
    .map(({ head, where }, index) => {
      if (where === undefined) return head;
      const isLast = index === declarations.length - 1;
      return `${head} where ${isLast ? where.text : atLeast(where, Level.Or)}`;
    })
    .join(", ");
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

function declarationTexts(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): DeclaredText[] {
  const variables = node["variables"];
  if (!Array.isArray(variables) || variables.length === 0) {
    return [nothing(writer.refuse(scope, `\`${node.nodeType}\` declares no variable.`))];
  }
  const names = declaredNames(node);
  return variables.map((declaration: Json, index) => {
    const outer = withDeclared(scope, names.slice(0, index));
    const place = below(below(outer, "variables"), index);
    return isJsonObject(declaration)
      ? declarationText(writer, declaration, place)
      : nothing(writer.refuse(place, "Expected a declaration."));
  });
}

function nothing({ text }: Piece): DeclaredText {
  return { head: text, where: undefined };
}

function declarationText(
  writer: NodeTexts,
  declaration: { readonly [key: string]: Json },
  scope: TextScope,
): DeclaredText {
  const source = writer.member(declaration, "from", scope);
  const from = source.level >= Level.Additive ? source.text : `(${source.text})`;
  const name = String(declaration["varName"]);
  const head = `${writer.variable(name)} from ${from}`;
  const where =
    declaration["where"] === undefined
      ? undefined
      : writer.member(declaration, "where", withDeclared(scope, [name]));
  return { head, where };
}

/** A function argument: bare where one variable stands for the element, written out where there are more. */
function lambdaText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const names = lambdaNames(node);
  if (names.length === 1 && !isExplicitLambda(node) && scope.pointer !== "") {
    return writer.member(node, "body", { ...scope, elements: [names[0], ...scope.elements] });
  }
  const body = writer.member(node, "body", withDeclared(scope, names)).text;
  return {
    text: `(${names.map((name) => writer.variable(name)).join(", ")}) => ${body}`,
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
    text: `let ${writer.variable(name)} = ${closed} in ${body}`,
    level: Level.Binder,
  };
}

/** The quantifiers of older trees: two of them have a form today, the other two only through a count. */
function quantificationText(writer: NodeTexts, node: PqlJsonNode, scope: TextScope): Piece {
  const declarations = joinDeclared(declarationTexts(writer, node, scope));
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
