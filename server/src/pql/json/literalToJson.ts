/**
 * Literal tokens → literal nodes; the only place that decodes strings and numbers for the JSON form.
 */

import { decodeString } from "../syntax/stringText";
import { TokenKind } from "../syntax/tokens";
import type { Tree } from "../syntax/tree";
import { toJsonNumber } from "../text/exactJson";
import { CHOSEN_NAMES, literal, type PqlJsonNode } from "./pqlJson";

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
