/**
 * The names of the pql/json form: node types, literal types and the shape of a node.
 * Adobe publishes no schema of it; what is inferred here is gathered here, so that a correction is one edit.
 */
import { JsonNumber } from "../text/exactJson";

/** Any JSON value; a number that is not exact as a double stands for its digits. */
export type Json =
  | null
  | boolean
  | number
  | JsonNumber
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** True for a number in either form. */
export function isNumber(value: unknown): value is number | JsonNumber {
  return typeof value === "number" || value instanceof JsonNumber;
}

/** The digits of a number, or a text; undefined for anything else. */
export function findDigits(value: unknown): string | undefined {
  if (value instanceof JsonNumber) return value.digits;
  return typeof value === "number" || typeof value === "string" ? String(value) : undefined;
}

/** A node of the tree form: an object with a `nodeType`. */
export interface PqlJsonNode {
  readonly nodeType: string;
  readonly [key: string]: Json;
}

/** Names that cannot be found in any public sample and were chosen here. */
export const CHOSEN_NAMES = {
  /** Body of a `let`; only `varName` and `value` are public. */
  letBody: "body",
  /** Keys of a chain's element beyond `what`. */
  stepLabel: "name",
  stepWhen: "when",
  stepCount: "count",
  stepCountComparison: "countComparison",
  stepWhere: "where",
  /** Literal types without a public sample. */
  nullLiteral: "Null",
  longLiteral: "Long",
  objectLiteral: "Object",
  /** Marks a lambda of one parameter that the text writes out, where a bare expression would mean the same. */
  explicitLambda: "isExplicit",
} as const;

/** Variable that stands for the element a filter or `WHAT` reads; numbered from the second level on. */
export const ELEMENT_VARIABLE = "e";

/** A literal node. */
export function literal(literalType: string, value: Json): PqlJsonNode {
  return { nodeType: "literal", literalType, value };
}

/** A function or operator applied to its operands, the receiver of a method first. */
export function apply(fnName: string, params: readonly PqlJsonNode[]): PqlJsonNode {
  return { nodeType: "fnApply", fnName, params: params as readonly Json[] };
}

/** One step of a path. */
export function fieldLookup(object: PqlJsonNode, fieldName: string): PqlJsonNode {
  return { nodeType: "fieldLookup", fieldName, object };
}

/** A variable of a declaration, a `let` or a lambda. */
export function variableReference(varName: string): PqlJsonNode {
  return { nodeType: "varRef", varName };
}

/** A query parameter, counted from 1; 1 is the profile. */
export function parameterReference(position: number): PqlJsonNode {
  return { nodeType: "parameterReference", position };
}

/** True for a lambda that a person wrote out, which is then written out again. */
export function isExplicitLambda(node: PqlJsonNode): boolean {
  return node[CHOSEN_NAMES.explicitLambda] === true;
}
