/**
 * Untrusted JSON → the tree node of a query: unwraps envelopes and nested JSON texts, and counts the depth.
 * Tells what is wrong as data; knows nothing of the meaning of nodes.
 */
import { isSpelledOtherwise, parseExactJson } from "../text/exactJson";
import { isNumber, type Json, type PqlJsonNode } from "./pqlJson";
import { isTooDeep, MAX_TREE_DEPTH } from "./treeDepth";

/** What stands against a conversion from JSON. `pointer` is a JSON Pointer into the tree, empty for its root. */
export interface JsonProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly pointer: string;
}

/** A tree node, or why there is none. */
export type ReadNode = { readonly node: PqlJsonNode } | { readonly problem: JsonProblem };

function refuse(message: string): ReadNode {
  return { problem: { severity: "error", message, pointer: "" } };
}

/** True for a JSON object. */
export function isJsonObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isNumber(value);
}

/** True for an object that has a `nodeType`. */
export function isNode(value: unknown): value is PqlJsonNode {
  return isJsonObject(value) && typeof value["nodeType"] === "string";
}

/** As `JSON.parse` with the spelling of every number; undefined where the text is no JSON. */
export function parseTree(text: string): unknown {
  try {
    return parseExactJson(text, isSpelledOtherwise);
  } catch {
    return undefined;
  }
}

/**
 * The node in a text: the tree itself, a JSON text that holds it, an `expression` with a `value`, or an object around one.
 */
export function readNode(text: string): ReadNode {
  const parsed = parseTree(text.replace(/^\ufeff/, ""));
  if (parsed === undefined) return refuse("This is not JSON.");
  return unwrap(parsed, 0);
}

/** Envelopes inside envelopes: audience, expression, JSON text. Nobody nests more. */
const MAX_ENVELOPES = 5;

function unwrap(value: unknown, depth: number): ReadNode {
  if (isNode(value))
    return isTooDeep(value)
      ? refuse(`The tree is more than ${MAX_TREE_DEPTH} levels deep.`)
      : { node: value };
  if (depth >= MAX_ENVELOPES) return refuse("The JSON holds no tree of a query.");
  if (typeof value === "string") {
    const inner = parseTree(value);
    return inner === undefined
      ? refuse("The value is a string that holds no JSON; is it pql/text?")
      : unwrap(inner, depth + 1);
  }
  if (isJsonObject(value)) {
    if (value["expression"] !== undefined) return unwrap(value["expression"], depth + 1);
    if (value["value"] !== undefined) return unwrap(value["value"], depth + 1);
  }
  return refuse("The JSON holds no tree of a query: expected an object with a `nodeType`.");
}
