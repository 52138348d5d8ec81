/**
 * Text → pql/json: one node of the tree becomes one node of the JSON, parentheses vanish, bare names in filters get a variable.
 * Converts only what the parser could read without an error; it never guesses at broken text.
 */
import { readsElement } from "../language/functionCatalogue";
import type { Problem } from "../problems/problem";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { type Clause, isWellFormed, type Query } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import { TokenKind } from "../syntax/tokenKinds";
import { toJsonNumber } from "../text/exactJson";
import { shifted } from "../text/span";
import { isFunctionName, isNearlyOperator } from "./calledName";
import { type Scope, withElement, withVariables } from "./elementScope";
import { timeInterval, timeTestToJson, tokenLiteral } from "./literalsToJson";
import {
  apply,
  CHOSEN_NAMES,
  fieldLookup,
  findDigits,
  isNumber,
  type Json,
  literal,
  type PqlJsonNode,
  parameterReference,
  variableReference,
} from "./pqlJson";
import { isTooDeep, tooDeepProblem } from "./treeDepth";

/** The JSON of a query, or the syntax problems that stand against it, with absolute spans. */
export type JsonConversion =
  | { readonly node: PqlJsonNode; readonly problems: readonly [] }
  | { readonly node: undefined; readonly problems: readonly Problem[] };

/** Converts a parsed query to its tree form. */
export function queryToJson(query: Query): JsonConversion {
  const problems = absoluteProblems(query.clauses);
  if (!query.clauses.every(isWellFormed)) return { node: undefined, problems };
  const refused: Problem[] = [];
  const node = disjunctionToJson(query.clauses, refused);
  if (isTooDeep(node)) refused.push(tooDeepProblem(query.clauses));
  return refused.length > 0 ? { node: undefined, problems: refused } : { node, problems: [] };
}

function absoluteProblems(clauses: readonly Clause[]): Problem[] {
  const problems: Problem[] = [];
  let start = 0;
  for (const clause of clauses) {
    for (const problem of clause.problems)
      problems.push({ ...problem, span: shifted(problem.span, start), fixes: [] });
    start += clause.length;
  }
  return problems;
}

function disjunctionToJson(clauses: readonly Clause[], refused: Problem[]): PqlJsonNode {
  const alternatives: PqlJsonNode[] = [];
  let operands: PqlJsonNode[] = [];
  let start = 0;
  const declared = new Map<Tree, ReadonlySet<string>>();
  for (const clause of clauses) {
    const names = declared.get(clause.tree) ?? declaredNames(clause.tree);
    declared.set(clause.tree, names);
    const writer = new NodeWriter(clause.tree, names);
    operands.push(clauseToJson(writer, clause, clauses.length === 1));
    for (const problem of writer.refused)
      refused.push({ ...problem, span: shifted(problem.span, start - clause.origin) });
    start += clause.length;
    if (clause.connective === "and") continue;
    alternatives.push(operands.length === 1 ? operands[0] : apply("and", operands));
    operands = [];
  }
  return alternatives.length === 1 ? alternatives[0] : apply("or", alternatives);
}

/** A lambda that is the whole query names the profile and is never taken for a condition. */
function clauseToJson(writer: NodeWriter, { tree, root }: Clause, isWhole: boolean): PqlJsonNode {
  const scope: Scope = { elements: [], variables: new Set(), declared: writer.declared };
  return isWhole && tree.kind(root) === NodeKind.Lambda
    ? writer.lambda(root, scope)
    : writer.node(root, scope);
}

type Write = (writer: NodeWriter, node: NodeId, scope: Scope) => PqlJsonNode;

/** Writes the nodes of one tree. */
class NodeWriter {
  /** Calls that would come back as something else; spans are those of the tree. */
  readonly refused: Problem[] = [];

  constructor(
    readonly tree: Tree,
    readonly declared: ReadonlySet<string>,
  ) {}

  /** The JSON of a node, with names read in `scope`. */
  node(node: NodeId, scope: Scope): PqlJsonNode {
    const write = WRITERS[this.tree.kind(node)];
    return write === undefined ? literal(CHOSEN_NAMES.nullLiteral, null) : write(this, node, scope);
  }

  nodes(node: NodeId, scope: Scope): PqlJsonNode[] {
    return this.tree.children(node).map((child) => this.node(child, scope));
  }

  /** A word operator or comparison, by the text of its operator token. */
  operator(node: NodeId, scope: Scope, name: string): PqlJsonNode {
    return apply(name, this.nodes(node, scope));
  }

  /** A path: its first name is a variable or a field of the innermost element, the others are fields of it. */
  path(node: NodeId, scope: Scope): PqlJsonNode {
    const [first, ...rest] = this.tree.nameTokens(node).map((token) => this.tree.name(token));
    const root = scope.variables.has(first)
      ? variableReference(first)
      : fieldLookup(elementAt(scope, 0), first);
    return rest.reduce(fieldLookup, root);
  }

  upPath(node: NodeId, scope: Scope): PqlJsonNode {
    let levels = 0;
    while (this.tree.tokenKind(this.tree.firstToken(node) + levels) === TokenKind.Caret) levels++;
    const names = this.tree.nameTokens(node).map((token) => this.tree.name(token));
    return names.reduce(fieldLookup, elementAt(scope, levels));
  }

  /** Sums and products are n-ary in the tree and binary in the JSON. */
  leftAssociative(node: NodeId, scope: Scope): PqlJsonNode {
    const [first, ...rest] = this.tree.children(node);
    return rest.reduce(
      (left, operand) =>
        apply(this.tree.tokenText(this.tree.firstToken(operand) - 1), [left, this.node(operand, scope)]),
      this.node(first, scope),
    );
  }

  negate(node: NodeId, scope: Scope): PqlJsonNode {
    const operand = this.node(this.tree.firstChild(node), scope);
    const { literalType, value } = operand;
    const digits = isNumber(value) ? findDigits(value) : undefined;
    const isPlain = operand.nodeType === "literal" && digits !== undefined && /^[^-]*[1-9]/.test(digits);
    return isPlain ? literal(String(literalType), toJsonNumber(`-${digits}`)) : apply("-", [operand]);
  }

  call(node: NodeId, scope: Scope): PqlJsonNode {
    const name = this.tree.name(this.tree.detail(node));
    if (!isFunctionName(name)) this.#refuse(node, name);
    return apply(name, this.nodes(node, scope));
  }

  #refuse(node: NodeId, name: string): void {
    const { starts, ends } = this.tree.tokens;
    const token = this.tree.detail(node);
    this.refused.push({
      code: "pql.unknownFunction",
      severity: "error",
      message: `\`${name}\` is no function of PQL.`,
      span: { start: starts[token], end: ends[token] },
      fixes: [],
    });
  }

  methodCall(node: NodeId, scope: Scope): PqlJsonNode {
    const name = this.tree.name(this.tree.detail(node));
    if (!isFunctionName(name) || isNearlyOperator(name)) this.#refuse(node, name);
    const [receiver, ...args] = this.tree.children(node);
    const params = args.map((arg, index) =>
      readsElement(name, index) ? this.elementLambda(arg, scope) : this.node(arg, scope),
    );
    return apply(name, [this.node(receiver, scope), ...params]);
  }

  /** A key looks a value up in a map, a condition filters an array. */
  subscript(node: NodeId, scope: Scope): PqlJsonNode {
    const [object, inside] = this.tree.children(node);
    const isKey =
      this.tree.kind(inside) === NodeKind.StringLiteral || this.tree.kind(inside) === NodeKind.IntegerLiteral;
    const container = this.node(object, scope);
    return isKey
      ? apply("get", [container, this.node(inside, scope)])
      : apply("filter", [container, this.elementLambda(inside, scope)]);
  }

  /** An expression read with an element in scope; a lambda that the text writes out stays one and is marked. */
  elementLambda(node: NodeId, scope: Scope): PqlJsonNode {
    if (this.tree.kind(node) === NodeKind.Lambda) return this.node(node, scope);
    const inner = withElement(scope);
    return { nodeType: "lambda", varNames: [inner.elements[0]], body: this.node(node, inner) };
  }

  /** A lambda somewhere in a query, marked where it would pass for the condition of a filter. */
  innerLambda(node: NodeId, scope: Scope): PqlJsonNode {
    const lambda = this.lambda(node, scope);
    const isOneParameter = Array.isArray(lambda["varNames"]) && lambda["varNames"].length === 1;
    return isOneParameter ? { ...lambda, [CHOSEN_NAMES.explicitLambda]: true } : lambda;
  }

  lambda(node: NodeId, scope: Scope): PqlJsonNode {
    const varNames = parameterNames(this.tree, node);
    return {
      nodeType: "lambda",
      varNames,
      body: this.node(this.tree.firstChild(node), withVariables(scope, varNames)),
    };
  }

  /** `select`, `exists`, `forall` and aggregates: declarations, each visible to those on its right. */
  quantified(node: NodeId, scope: Scope, nodeType: string): PqlJsonNode {
    const variables: PqlJsonNode[] = [];
    const children = this.tree.children(node);
    const declarations = children.filter((child) => this.tree.kind(child) === NodeKind.Declaration);
    let inner = scope;
    for (const declaration of declarations) {
      const [source, condition] = this.tree.children(declaration);
      const varName = this.tree.name(this.tree.detail(declaration));
      const from = this.node(source, inner);
      inner = withVariables(inner, [varName]);
      const where = condition === undefined ? {} : { where: this.node(condition, inner) };
      variables.push({ nodeType: "varDecl", varName, from, ...where });
    }
    const aggregated =
      children.length > declarations.length ? { aggExpr: this.node(children[0], inner) } : {};
    return { nodeType, variables, ...aggregated };
  }

  letIn(node: NodeId, scope: Scope): PqlJsonNode {
    const [value, body] = this.tree.children(node);
    const varName = this.tree.name(this.tree.detail(node));
    const inner = withVariables(scope, [varName]);
    return {
      nodeType: "let",
      varName,
      value: this.node(value, scope),
      [CHOSEN_NAMES.letBody]: this.node(body, inner),
    };
  }

  objectLiteral(node: NodeId, scope: Scope): PqlJsonNode {
    const entries = this.tree.children(node).map((entry): [string, Json] => {
      const key = tokenLiteral(this.tree, this.tree.detail(entry))["value"];
      return [String(key), this.node(this.tree.firstChild(entry), scope)];
    });
    return literal(CHOSEN_NAMES.objectLiteral, Object.fromEntries(entries));
  }

  /** A list of plain values holds them as such, any other list holds nodes. */
  list(node: NodeId, scope: Scope): PqlJsonNode {
    const items = this.nodes(node, scope);
    const isPlain = items.every(
      ({ nodeType, literalType }) =>
        nodeType === "literal" && ["String", "Integer", "Boolean"].includes(String(literalType)),
    );
    return literal("List", isPlain ? items.map((item) => item["value"]) : items);
  }

  chain(node: NodeId, scope: Scope): PqlJsonNode {
    const [events, timestamp, ...steps] = this.tree.children(node);
    return {
      nodeType: "chain",
      array: this.node(events, scope),
      timestampField: this.elementLambda(timestamp, scope),
      elements: steps.map((step) => this.#step(step, scope)),
    };
  }

  #step(node: NodeId, scope: Scope): PqlJsonNode | { [key: string]: Json } {
    const step: { [key: string]: Json } = {
      [CHOSEN_NAMES.stepLabel]: this.tree.name(this.tree.detail(node)),
    };
    for (const part of this.tree.children(node)) this.#stepPart(part, scope, step);
    return step;
  }

  #stepPart(part: NodeId, scope: Scope, step: { [key: string]: Json }): void {
    const child = this.tree.firstChild(part);
    switch (this.tree.kind(part)) {
      case NodeKind.What:
        step["what"] = this.elementLambda(child, scope);
        break;
      case NodeKind.When:
        step[CHOSEN_NAMES.stepWhen] = { nodeType: "occurs", ...timeTestToJson(this, child, scope) };
        break;
      case NodeKind.WherePart:
        step[CHOSEN_NAMES.stepWhere] = this.node(child, scope);
        break;
      default:
        this.#countPart(part, step);
    }
  }

  #countPart(part: NodeId, step: { [key: string]: Json }): void {
    const comparison = this.tree.firstToken(part) + 2;
    step[CHOSEN_NAMES.stepCount] = tokenLiteral(this.tree, this.tree.detail(part));
    if (comparison === this.tree.detail(part)) return;
    step[CHOSEN_NAMES.stepCountComparison] = literal("Comparison", this.tree.tokenText(comparison));
  }
}

/** All names that declarations, `let` and lambdas anywhere in a tree bring into scope; several clauses may share one tree. */
function declaredNames(tree: Tree): Set<string> {
  const names = new Set<string>();
  for (let node = 1; node < tree.nodeCount; node++) {
    const kind = tree.kind(node);
    if (kind === NodeKind.Declaration || kind === NodeKind.Let) names.add(tree.name(tree.detail(node)));
    if (kind === NodeKind.Lambda) for (const name of parameterNames(tree, node)) names.add(name);
  }
  return names;
}

function parameterNames(tree: Tree, lambda: NodeId): string[] {
  const names: string[] = [];
  for (let token = tree.firstToken(lambda); token < tree.detail(lambda); token++) {
    if (tree.tokenKind(token) >= TokenKind.Identifier) names.push(tree.name(token));
  }
  return names;
}

/** The element `levels` steps further out; the profile where there is none. */
function elementAt(scope: Scope, levels: number): PqlJsonNode {
  const element = scope.elements[levels];
  return element === undefined ? parameterReference(1) : variableReference(element);
}

const LITERAL: Write = (writer, node) => tokenLiteral(writer.tree, writer.tree.firstToken(node));
const named =
  (name: string): Write =>
  (writer, node, scope) =>
    writer.operator(node, scope, name);
const byOperator: Write = (writer, node, scope) =>
  writer.operator(node, scope, writer.tree.tokenText(writer.tree.detail(node)));
const quantified =
  (nodeType: string): Write =>
  (writer, node, scope) =>
    writer.quantified(node, scope, nodeType);
const arithmetic: Write = (writer, node, scope) => writer.leftAssociative(node, scope);

const WRITERS: Readonly<Record<number, Write>> = {
  [NodeKind.StringLiteral]: LITERAL,
  [NodeKind.IntegerLiteral]: LITERAL,
  [NodeKind.LongLiteral]: LITERAL,
  [NodeKind.DoubleLiteral]: LITERAL,
  [NodeKind.BooleanLiteral]: LITERAL,
  [NodeKind.NullLiteral]: LITERAL,
  [NodeKind.TimeWord]: LITERAL,
  [NodeKind.Interval]: (writer, node) => timeInterval(writer.tree, writer.tree.firstToken(node)),
  [NodeKind.Path]: (writer, node, scope) => writer.path(node, scope),
  [NodeKind.UpPath]: (writer, node, scope) => writer.upPath(node, scope),
  [NodeKind.Parameter]: (writer, node) => parameterReference(Number(writer.tree.text(node).slice(1))),
  [NodeKind.Context]: (writer, node) => ({
    nodeType: "pathReference",
    fieldName: writer.tree.text(node).slice(2, -1),
  }),
  [NodeKind.This]: () => variableReference("this"),
  [NodeKind.Member]: (writer, node, scope) =>
    writer.tree
      .nameTokens(node)
      .map((token) => writer.tree.name(token))
      .reduce(fieldLookup, writer.node(writer.tree.firstChild(node), scope)),
  [NodeKind.Subscript]: (writer, node, scope) => writer.subscript(node, scope),
  [NodeKind.Call]: (writer, node, scope) => writer.call(node, scope),
  [NodeKind.MethodCall]: (writer, node, scope) => writer.methodCall(node, scope),
  [NodeKind.Paren]: (writer, node, scope) => writer.node(writer.tree.firstChild(node), scope),
  [NodeKind.ArrayLiteral]: (writer, node, scope) => writer.list(node, scope),
  [NodeKind.ObjectLiteral]: (writer, node, scope) => writer.objectLiteral(node, scope),
  [NodeKind.Negate]: (writer, node, scope) => writer.negate(node, scope),
  [NodeKind.Not]: named("not"),
  [NodeKind.Additive]: arithmetic,
  [NodeKind.Multiplicative]: arithmetic,
  [NodeKind.Comparison]: byOperator,
  [NodeKind.Membership]: (writer, node, scope) => {
    const isNegated = writer.tree.tokenKind(writer.tree.detail(node)) === TokenKind.NotIn;
    return writer.operator(node, scope, isNegated ? "notIn" : "in");
  },
  [NodeKind.Like]: named("like"),
  [NodeKind.Matches]: named("matches"),
  [NodeKind.Occurs]: (writer, node, scope) => {
    const [timestamp, test] = writer.tree.children(node);
    return {
      nodeType: "occurs",
      timestamp: writer.node(timestamp, scope),
      ...timeTestToJson(writer, test, scope),
    };
  },
  [NodeKind.And]: named("and"),
  [NodeKind.Or]: named("or"),
  [NodeKind.If]: named("if"),
  [NodeKind.Select]: quantified("select"),
  [NodeKind.Exists]: quantified("exists"),
  [NodeKind.Forall]: quantified("forall"),
  [NodeKind.Aggregate]: (writer, node, scope) =>
    writer.quantified(node, scope, writer.tree.tokenText(writer.tree.detail(node)).toLowerCase()),
  [NodeKind.Let]: (writer, node, scope) => writer.letIn(node, scope),
  [NodeKind.Lambda]: (writer, node, scope) => writer.innerLambda(node, scope),
  [NodeKind.Chain]: (writer, node, scope) => writer.chain(node, scope),
};
