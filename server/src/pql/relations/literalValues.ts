/**
 * Literals of a rule as values: what a test compares with. Gives nothing for what is worked out.
 */
import { type AnyNumber, isNumber, opposite, readDecimal } from "../evaluate/quantity";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import type { Tree } from "../syntax/syntaxTree";

/** A literal; null for the word `null`. */
export type Literal = string | AnyNumber | boolean | null;

/** The value of a literal; undefined for any other node, and for numbers too large to be exact. */
export function readLiteral(tree: Tree, start: NodeId): Literal | undefined {
  const node = tree.unwrapped(start);
  const text = tree.tokenText(tree.firstToken(node));
  switch (tree.kind(node)) {
    case NodeKind.StringLiteral:
      return decodeString(text);
    case NodeKind.BooleanLiteral:
      return text.toLowerCase() === "true";
    case NodeKind.NullLiteral:
      return null;
    case NodeKind.IntegerLiteral:
    case NodeKind.DoubleLiteral:
      return exact(readDecimal(text));
    case NodeKind.LongLiteral:
      return exact(readDecimal(text.slice(0, -1)));
    case NodeKind.Negate: {
      const value = readLiteral(tree, tree.firstChild(node));
      return isNumericLiteral(value) ? opposite(value) : undefined;
    }
    default:
      return undefined;
  }
}

function exact(value: AnyNumber | undefined): AnyNumber | undefined {
  return typeof value === "number" && !Number.isSafeInteger(value) ? undefined : value;
}

/** True for a literal that is a number. */
export function isNumericLiteral(value: Literal | undefined): value is AnyNumber {
  return value !== null && isNumber(value);
}

/** The literals of a list; undefined where one of them is none. */
export function readLiterals(tree: Tree, start: NodeId): Literal[] | undefined {
  const node = tree.unwrapped(start);
  if (tree.kind(node) !== NodeKind.ArrayLiteral) return undefined;
  const values: Literal[] = [];
  for (const child of tree.children(node)) {
    const value = readLiteral(tree, child);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
