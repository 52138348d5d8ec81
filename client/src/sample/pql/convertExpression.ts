/**
 * Converts a small subset of PQL between text and the JSON form: paths, literals, comparisons, `in`, and / or / not,
 * inSegment and isNull. Everything else is refused with a reason, as a stand-in should; it is not the language.
 */
import {
  isSpelledOtherwise,
  JsonNumber,
  parseExactJson,
  printExactJson,
} from "../../../../server/src/pql/text/exactJson";

/** A conversion, or why it is not possible. */
export type Conversion = { readonly value: string } | { readonly fault: string };

/** A node of the JSON form, of which only a few kinds are known here. */
interface Node {
  readonly nodeType?: unknown;
  readonly [member: string]: unknown;
}

const COMPARISONS = ["=", "!=", "<", "<=", ">", ">=", "in", "notIn"];

/** Converts text to the JSON form. */
export function toTree(text: string): Conversion {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|!=|<=|>=|[=<>().,[\]]|\S/g) ?? [];
  const cursor = { tokens, at: 0 };
  try {
    const tree = readOr(cursor);
    if (cursor.at < tokens.length) return { fault: `cannot convert from '${tokens[cursor.at] ?? ""}' on` };
    return { value: printExactJson(tree) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

function take(cursor: Cursor, expected: string): boolean {
  if (cursor.tokens[cursor.at]?.toLowerCase() !== expected) return false;
  cursor.at++;
  return true;
}

const apply = (fnName: string, params: readonly object[]): Node => ({ nodeType: "fnApply", fnName, params });

function readOr(cursor: Cursor): Node {
  const parts = [readAnd(cursor)];
  while (take(cursor, "or")) parts.push(readAnd(cursor));
  return parts.length === 1 ? (parts[0] ?? apply("or", [])) : apply("or", parts);
}

function readAnd(cursor: Cursor): Node {
  const parts = [readNot(cursor)];
  while (take(cursor, "and")) parts.push(readNot(cursor));
  return parts.length === 1 ? (parts[0] ?? apply("and", [])) : apply("and", parts);
}

function readNot(cursor: Cursor): Node {
  if (take(cursor, "not")) return apply("not", [readNot(cursor)]);
  const left = readOperand(cursor);
  const operator = COMPARISONS.find((word) => word.toLowerCase() === cursor.tokens[cursor.at]?.toLowerCase());
  if (operator === undefined) return left;
  cursor.at++;
  return apply(operator, [left, readOperand(cursor)]);
}

function readOperand(cursor: Cursor): Node {
  const token = cursor.tokens[cursor.at++];
  if (token === undefined) throw new SyntaxError("unexpected end");
  if (token === "(") {
    const inner = readOr(cursor);
    if (!take(cursor, ")")) throw new SyntaxError("missing ')'");
    return inner;
  }
  if (token === "[") return readList(cursor);
  if (token.startsWith('"')) return { nodeType: "literal", literalType: "String", value: JSON.parse(token) };
  if (/^\d/.test(token))
    return {
      nodeType: "literal",
      literalType: token.includes(".") ? "Double" : "Integer",
      value: isSpelledOtherwise(token) ? new JsonNumber(token) : Number(token),
    };
  if (token === "true" || token === "false")
    return { nodeType: "literal", literalType: "Boolean", value: token === "true" };
  if (token === "inSegment" && take(cursor, "(")) {
    const id = readOperand(cursor);
    if (!take(cursor, ")")) throw new SyntaxError("missing ')'");
    return apply("inSegment", [id]);
  }
  if (!/^[A-Za-z_]/.test(token)) throw new SyntaxError(`cannot convert '${token}'`);
  return readPath(cursor, token);
}

function readList(cursor: Cursor): Node {
  const value: unknown[] = [];
  while (!take(cursor, "]")) {
    value.push(readOperand(cursor)["value"]);
    if (!take(cursor, ",") && cursor.tokens[cursor.at] !== "]") throw new SyntaxError("missing ']'");
  }
  return { nodeType: "literal", literalType: "List", value };
}

function readPath(cursor: Cursor, first: string): Node {
  let node: Node = {
    nodeType: "fieldLookup",
    fieldName: first,
    object: { nodeType: "parameterReference", position: 1 },
  };
  while (take(cursor, ".")) {
    const name = cursor.tokens[cursor.at++] ?? "";
    if (!take(cursor, "(")) {
      node = { nodeType: "fieldLookup", fieldName: name, object: node };
      continue;
    }
    if (!["isNull", "isNotNull"].includes(name) || !take(cursor, ")"))
      throw new SyntaxError(`cannot convert the call of '${name}'`);
    node = apply(name, [node]);
  }
  return node;
}

/** Converts the JSON form to text. */
export function toText(tree: string): Conversion {
  try {
    return { value: printNode(parseExactJson(tree, isSpelledOtherwise) as Node) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function printNode(node: Node): string {
  switch (node.nodeType) {
    case "literal":
      return Array.isArray(node["value"])
        ? `[${node["value"].map((value) => printExactJson(value)).join(", ")}]`
        : printExactJson(node["value"]);
    case "fieldLookup": {
      const owner = node["object"] as Node;
      const name = String(node["fieldName"]);
      return owner.nodeType === "parameterReference" ? name : `${printNode(owner)}.${name}`;
    }
    case "fnApply":
      return printCall(String(node["fnName"]), (node["params"] as Node[]).map(printNode));
    default:
      throw new SyntaxError(`cannot convert a node of type '${String(node.nodeType)}'`);
  }
}

function printCall(name: string, parts: readonly string[]): string {
  const [first = "", second = ""] = parts;
  if (name === "and" || name === "or")
    return parts.map((part) => (/ (and|or) /.test(part) ? `(${part})` : part)).join(` ${name} `);
  if (name === "not") return `not (${first})`;
  if (name === "inSegment") return `inSegment(${first})`;
  if (name === "isNull" || name === "isNotNull") return `${first}.${name}()`;
  if (COMPARISONS.includes(name)) return `${first} ${name} ${second}`;
  throw new SyntaxError(`cannot convert the function '${name}'`);
}
