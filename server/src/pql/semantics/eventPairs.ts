/**
 * Points out two tests of different fields of events that are joined by `and`: each of them may hold for an event of its own.
 * Right PQL, so it only informs. The rewrite asks for one event; there is none where a side reads other fields.
 */
import type { Fix } from "../problems/problem";
import { EVENT_STEP } from "../schema/schemaIndex";
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { TokenKind } from "../syntax/tokenKinds";
import { type Span, shifted } from "../text/span";

/** A node in a tree, and what is added to offsets of the tree. */
export interface PlacedNode {
  readonly tree: Tree;
  readonly node: NodeId;
  readonly shift: number;
}

/** True for `xEvent.a.b = c` and its like. */
export function isEventTest(tree: Tree, node: NodeId): boolean {
  const kind = tree.kind(node);
  if (kind < NodeKind.Comparison || kind > NodeKind.Occurs) return false;
  const path = tree.firstChild(node);
  const first = tree.firstToken(path);
  return (
    tree.kind(path) === NodeKind.Path &&
    tree.endToken(path) > first + 2 &&
    tree.tokenText(first) === EVENT_STEP
  );
}

/** What is said of two tests of events; undefined where they test the same field, which one event can hardly do. */
export function describeEventPair(
  first: PlacedNode,
  second: PlacedNode,
): { readonly span: Span; readonly message: string; readonly fixes: readonly Fix[] } | undefined {
  const [one, other] = [pathOf(first), pathOf(second)];
  if (first.tree.text(one) === second.tree.text(other)) return undefined;
  const { starts, ends } = second.tree.tokens;
  const word = second.tree.firstToken(other);
  return {
    span: shifted({ start: starts[word], end: ends[word] }, second.shift),
    message:
      "This may hold for another event than the test before it; `xEvent.exists(… and …)` asks for one that meets both.",
    fixes: readsMore(first) || readsMore(second) ? [] : [toFix(first, second)],
  };
}

function pathOf({ tree, node }: PlacedNode): NodeId {
  return tree.firstChild(node);
}

/** Whether a test reads a field beside its own, which would mean another one inside the brackets. */
function readsMore({ tree, node }: PlacedNode): boolean {
  const { kinds } = tree.tokens;
  for (let token = tree.endToken(tree.firstChild(node)); token < tree.endToken(node); token++)
    if (kinds[token] === TokenKind.Identifier) return true;
  return false;
}

function toFix(first: PlacedNode, second: PlacedNode): Fix {
  const end = second.tree.end(second.node) + second.shift;
  const edits = [
    { span: prefixOf(first), newText: `${EVENT_STEP}.exists(` },
    { span: prefixOf(second), newText: "" },
    { span: { start: end, end }, newText: ")" },
  ];
  return { title: "Ask for one event", edits, isPreferred: false };
}

/** `xEvent.` */
function prefixOf({ tree, node, shift }: PlacedNode): Span {
  const token = tree.firstToken(tree.firstChild(node));
  return shifted({ start: tree.tokens.starts[token], end: tree.tokens.ends[token + 1] }, shift);
}
