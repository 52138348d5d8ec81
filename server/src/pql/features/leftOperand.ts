/**
 * What stands directly in front of a dot or an operator: its type and, where it is one, its field.
 * Works on paths that are still being typed; knows no grammar beyond where a value ends.
 */
import { EVENT_STEP, FieldKind } from "../schema/schemaIndex";
import { type Environment, findRoot } from "../semantics/checkEnvironment";
import type { ClauseAnalysis, FieldBinding } from "../semantics/clauseAnalysis";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { isWord, TokenKind } from "../syntax/tokenKinds";
import { spreadOf, type Type, UNKNOWN } from "../types/pqlTypes";
import { nodesAround } from "./queryCursor";

/** The type of the value that ends with a token; unknown where nothing is known of it. */
export function typeEndingAt(analysis: ClauseAnalysis, environment: Environment, token: number): Type {
  const { tree, root } = analysis.clause;
  const node = valueEndingAt(analysis, token);
  if (node !== 0) return analysis.typeOf(node);
  const field = analysis.findField(token);
  if (field !== undefined) return typeOfStep(analysis, environment, { field, token });
  const variable = analysis.findVariable(token);
  if (variable !== undefined) return variable.type;
  const isFirst = tree.firstToken(nodesAround(tree, root, token).at(-1) ?? 0) === token;
  if (!isFirst) return UNKNOWN;
  const name = tree.name(token);
  if (name === EVENT_STEP) return environment.eventsType;
  return name === "profile" ? environment.profileType : UNKNOWN;
}

/** The field that the value ending with a token is; undefined where it is none. */
export function fieldEndingAt(analysis: ClauseAnalysis, token: number): FieldBinding | undefined {
  return isWord(analysis.clause.tree.tokenKind(token)) ? analysis.findField(token) : undefined;
}

interface Step {
  readonly field: FieldBinding;
  readonly token: number;
}

function typeOfStep(analysis: ClauseAnalysis, environment: Environment, { field, token }: Step): Type {
  const type = findRoot(environment, field.schema)?.types.of(field.field) ?? UNKNOWN;
  return type !== UNKNOWN && isBehindArray(analysis, token) ? spreadOf(type) : type;
}

/** True where an earlier step of the same path is an array. */
function isBehindArray(analysis: ClauseAnalysis, token: number): boolean {
  const { tree, firstToken } = analysis.clause;
  for (let at = token - 2; at >= firstToken && tree.tokenKind(at + 1) === TokenKind.Dot; at -= 2) {
    const step = analysis.findField(at);
    if (step !== undefined && step.schema.kind(step.field) === FieldKind.Array) return true;
  }
  return false;
}

/** The largest value that ends with a token, a dot behind it not counted; 0 where none does. */
function valueEndingAt({ clause }: ClauseAnalysis, token: number): NodeId {
  const { tree, root } = clause;
  const around = nodesAround(tree, root, token);
  return around.find((node) => isOperand(tree.kind(node)) && endOf(node) === token + 1) ?? 0;

  function endOf(node: NodeId): number {
    const end = tree.endToken(node);
    return tree.tokenKind(end - 1) === TokenKind.Dot ? end - 1 : end;
  }
}

function isOperand(kind: number): boolean {
  return (kind >= NodeKind.StringLiteral && kind <= NodeKind.ObjectLiteral) || kind === NodeKind.If;
}
