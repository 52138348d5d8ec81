/**
 * Literal tokens → literal nodes, the only place that decodes strings and numbers for the JSON form; and the time test behind
 * `occurs` or inside `WHEN` → the members `timeinterval`, `relation` and `qualification`.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import { decodeString } from "../syntax/stringText";
import type { Tree } from "../syntax/syntaxTree";
import { isComparison, TokenKind } from "../syntax/tokenKinds";
import { toJsonNumber } from "../text/exactJson";
import type { Scope } from "./elementScope";
import { CHOSEN_NAMES, type Json, literal, type PqlJsonNode } from "./pqlJson";

/** The literal node of a token; numbers keep their digits. */
export function tokenLiteral(tree: Tree, token: number): PqlJsonNode {
  const text = tree.tokenText(token);
  switch (tree.tokenKind(token)) {
    case TokenKind.Integer:
      return literal("Integer", toJsonNumber(text));
    case TokenKind.Long:
      return literal(CHOSEN_NAMES.longLiteral, toJsonNumber(text.slice(0, -1)));
    case TokenKind.Double:
      return literal("Double", toJsonNumber(text));
    case TokenKind.True:
    case TokenKind.False:
      return literal("Boolean", tree.tokenKind(token) === TokenKind.True);
    case TokenKind.Null:
      return literal(CHOSEN_NAMES.nullLiteral, null);
    case TokenKind.String:
    case TokenKind.EscapedString:
      return literal("String", decodeString(text));
    default:
      return literal("Timestamp", text.toLowerCase());
  }
}

/** `last month` as a literal; the cursor of the tree is its first token. */
export function timeInterval(tree: Tree, token: number): PqlJsonNode {
  return {
    nodeType: "literal",
    literalType: "TimeInterval",
    relation: tree.tokenText(token).toLowerCase(),
    unit: tree.tokenText(token + 1).toLowerCase(),
  };
}

/** What writes a reference point; `NodeWriter` of textToJson.ts. */
interface ReferenceWriter {
  readonly tree: Tree;
  node(node: NodeId, scope: Scope): PqlJsonNode;
}

/** The members of an `occurs` node that tell the time. */
export function timeTestToJson(writer: ReferenceWriter, test: NodeId, scope: Scope): { [key: string]: Json } {
  const { tree } = writer;
  const [reference, end] = tree.children(test).map((child) => writer.node(child, scope));
  const first = tree.firstToken(test);
  switch (tree.kind(test)) {
    case NodeKind.TimeDistance: {
      const count = tree.detail(test);
      return {
        timeinterval: reference,
        relation: direction(tree, count + 2),
        qualification: {
          nodeType: "timeQualification",
          comparison: literal(
            "Comparison",
            isComparison(tree.tokenKind(first)) ? tree.tokenText(first) : "<=",
          ),
          duration: {
            nodeType: "duration",
            count: tokenLiteral(tree, count),
            unit: literal("TimeUnit", tree.tokenText(count + 1).toLowerCase()),
          },
        },
      };
    }
    case NodeKind.TimeDirection:
      return { timeinterval: reference, relation: direction(tree, first) };
    case NodeKind.TimeRange:
      return {
        timeinterval: { nodeType: "range", start: reference, end },
        relation: literal("TimeDirection", "between"),
      };
    default:
      return { timeinterval: reference, relation: literal("TimeDirection", "on") };
  }
}

function direction(tree: Tree, token: number): PqlJsonNode {
  return literal("TimeDirection", tree.tokenText(token).toLowerCase());
}
