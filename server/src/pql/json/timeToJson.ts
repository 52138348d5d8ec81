/**
 * The time test behind `occurs` or inside `WHEN` → the members `timeinterval`, `relation` and `qualification`.
 */
import { type NodeId, NodeKind } from "../syntax/nodes";
import { isComparison } from "../syntax/tokens";
import type { Tree } from "../syntax/tree";
import type { Scope } from "./elementScope";
import { tokenLiteral } from "./literalToJson";
import { type Json, literal, type PqlJsonNode } from "./pqlJson";

/** What writes a reference point; `NodeWriter` of toJson.ts. */
export interface ReferenceWriter {
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
