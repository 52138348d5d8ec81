/**
 * Constructs that introduce names: declarations of `select`, quantifiers and aggregates, `let`, lambdas.
 * Each declaration sees the variables to its left; all of them are gone behind the construct.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import { isWord, TokenKind } from "../../syntax/tokenKinds";
import {
  arrayOf,
  BOOLEAN,
  INTEGER,
  lambdaOf,
  NUMBER,
  type Type,
  tupleOf,
  UNKNOWN,
} from "../../types/pqlTypes";
import { isNumeric, isOpen, isTime, withoutSpread } from "../../types/typeRelations";
import type { CheckState } from "../checkState";
import { UNLIMITED } from "../clauseTraits";
import { findEventTest, narrowEventTest } from "../eventTestCounts";
import { reportSource } from "../rules/declarationSource";
import { reportOperand } from "../rules/operandTypes";
import type { Introduction } from "../walkRecorder";
import { visitCondition } from "./visitConditions";
import { recordScope } from "./visitElements";

/** `select V from a where c, …`: the rows, or with one variable the elements. */
export function visitSelect(state: CheckState, node: NodeId): Type {
  const { tree, scopes } = state;
  const { depth } = scopes;
  const first = tree.firstChild(node);
  visitDeclarations(state, first);
  const result =
    tree.nextSibling(first) === 0 ? firstVariableType(state, depth) : tupleOf(variablesFrom(state, depth));
  scopes.popTo(depth);
  return arrayOf(result);
}

function firstVariableType({ scopes }: CheckState, depth: number): Type {
  return scopes.depth > depth ? scopes.typeOf(depth) : UNKNOWN;
}

function variablesFrom(state: CheckState, depth: number): Map<string, Type> {
  const { scopes } = state;
  const variables = new Map<string, Type>();
  for (let frame = depth; frame < scopes.depth; frame++) {
    variables.set(state.nameOf(scopes.tokenOf(frame)), scopes.typeOf(frame));
  }
  return variables;
}

/** `exists …`, `forall …`. */
export function visitQuantifier(state: CheckState, node: NodeId): Type {
  const { depth } = state.scopes;
  visitDeclarations(state, state.tree.firstChild(node));
  state.scopes.popTo(depth);
  return BOOLEAN;
}

/** `sum x over V from a`, `sum V from a`. The value is read with the variables that are declared behind it. */
export function visitAggregate(state: CheckState, node: NodeId): Type {
  const { tree, scopes, traits } = state;
  const { depth } = scopes;
  const firstEvent = traits.events.length;
  traits.aggregations.push(state.spanOf(node));
  const first = tree.firstChild(node);
  const hasValue = tree.kind(first) !== NodeKind.Declaration;
  visitDeclarations(state, hasValue ? tree.nextSibling(first) : first);
  if (hasValue) recordScope(state, first);
  const value = hasValue ? state.visit(first) : firstVariableType(state, depth);
  scopes.popTo(depth);
  for (let i = firstEvent; i < traits.events.length; i++) traits.events[i].count = UNLIMITED;
  const one = withoutSpread(value);
  if (isExtreme(state, node) && (isTime(one) || isOpen(one))) return one;
  if (!isNumeric(one) && !isOpen(one)) reportOperand(state, first, one);
  return one === INTEGER ? INTEGER : NUMBER;
}

/** The first and the last of several times are asked for like the smallest and the largest number. */
function isExtreme({ tree, tokens }: CheckState, node: NodeId): boolean {
  const kind = tokens.kinds[tree.firstToken(node)];
  return kind === TokenKind.Min || kind === TokenKind.Max;
}

function visitDeclarations(state: CheckState, first: NodeId): void {
  const { tree } = state;
  for (let node = first; node !== 0; node = tree.nextSibling(node)) {
    if (tree.kind(node) === NodeKind.Declaration) visitDeclaration(state, node);
    else state.visit(node);
  }
}

/** `V from a where c`. Its variable stays in scope for what follows. */
function visitDeclaration(state: CheckState, node: NodeId): void {
  const { tree, traits } = state;
  const source = tree.firstChild(node);
  const firstEvent = traits.events.length;
  const type = state.visit(source);
  const test = findEventTest(state, source, firstEvent);
  const variable = tree.detail(node);
  introduce(state, { token: variable, kind: "declaration", type: elementOf(state, source, type), source });
  const condition = tree.nextSibling(source);
  if (condition === 0) return;
  recordScope(state, condition);
  visitCondition(state, condition);
  if (test !== undefined) narrowEventTest(state, test, { condition, variable });
}

function elementOf(state: CheckState, source: NodeId, type: Type): Type {
  if (type.kind === "array") return type.element;
  if (!isOpen(type)) reportSource(state, source, type);
  return type.kind === "object" ? type : UNKNOWN;
}

function introduce(state: CheckState, variable: Introduction): void {
  state.scopes.pushVariable(variable.token, variable.type, variable.source);
  state.recorder?.introduce(variable);
}

/** `let n = v in b`. */
export function visitLet(state: CheckState, node: NodeId): Type {
  const { tree, scopes } = state;
  const { depth } = scopes;
  const value = tree.firstChild(node);
  const type = state.visit(value);
  introduce(state, { token: tree.detail(node), kind: "let", type, source: value });
  const body = tree.nextSibling(value);
  recordScope(state, body);
  const result = state.visit(body);
  scopes.popTo(depth);
  return result;
}

/** `(a, b) => x`. Parameters without a type given here are unknown, but the first of a query is the profile. */
export function visitLambda(state: CheckState, node: NodeId, types: readonly Type[]): Type {
  const { tree, tokens, scopes } = state;
  const { depth } = scopes;
  const isQuery = types.length === 0 && depth === 0;
  const parameters: Type[] = [];
  for (let token = tree.firstToken(node); token < tree.detail(node); token++) {
    if (!isWord(tokens.kinds[token])) continue;
    const given = types[parameters.length] ?? UNKNOWN;
    const type = isQuery && parameters.length === 0 ? state.environment.profileType : given;
    parameters.push(type);
    introduce(state, { token, kind: "parameter", type, source: 0 });
  }
  const body = tree.firstChild(node);
  if (isQuery) state.traits.readsProfile = true;
  recordScope(state, body);
  const result = state.visit(body);
  scopes.popTo(depth);
  return lambdaOf(parameters, result);
}
