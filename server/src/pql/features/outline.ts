/**
 * The parts of a query a person would name: its clauses, and in them chains with their steps, declarations, `let`.
 */
import { type NodeId, NodeKind } from "../syntax/nodes";
import type { Tree } from "../syntax/tree";
import type { Span } from "../text/span";
import { allClauses, nodeSpan, type PlacedClause, tokenSpan, toTextSpan } from "./cursor";
import type { QueryView } from "./queryView";

/** What a part is. */
export type PartKind = "condition" | "chain" | "step" | "variable" | "parameter";

/** A part of a query. */
export interface QueryPart {
  readonly name: string;
  readonly detail: string;
  readonly kind: PartKind;
  readonly span: Span;
  /** The words that name it, inside `span`. */
  readonly nameSpan: Span;
  readonly parts: readonly QueryPart[];
}

/** A list of thousands helps nobody and is slow to draw. */
const MOST_CLAUSES = 5000;
const LONGEST_NAME = 60;

/** The parts of the whole query, in order. */
export function listParts(query: QueryView): QueryPart[] {
  const parts: QueryPart[] = [];
  for (const placed of allClauses(query)) {
    const { firstToken, endToken } = placed.clause;
    if (endToken > firstToken) parts.push(toClausePart(placed));
    if (parts.length >= MOST_CLAUSES) break;
  }
  return parts;
}

function toClausePart(placed: PlacedClause): QueryPart {
  const { tree, root, firstToken, endToken, connective } = placed.clause;
  const { starts, ends } = tree.tokens;
  const span = toTextSpan(placed, starts[firstToken], ends[endToken - 1]);
  const inner = partsIn(placed, root);
  const [only] = inner;
  // A clause that is one chain or one `let` is shown as that.
  if (
    only !== undefined &&
    inner.length === 1 &&
    only.span.start === span.start &&
    only.span.end === span.end
  ) {
    return only;
  }
  return {
    name: shortened(tree.tokens.text.slice(starts[firstToken], ends[endToken - 1])),
    detail: connective ?? "",
    kind: "condition",
    span,
    nameSpan: tokenSpan(placed, firstToken),
    parts: inner,
  };
}

function shortened(text: string): string {
  const line = text.slice(0, LONGEST_NAME * 4).replace(/\s+/g, " ");
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}

function partsIn(placed: PlacedClause, node: NodeId): QueryPart[] {
  const { tree } = placed.clause;
  const own = toPart(placed, node);
  if (own !== undefined) return own;
  const parts: QueryPart[] = [];
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) {
    parts.push(...partsIn(placed, child));
  }
  return parts;
}

function partsBelow(placed: PlacedClause, node: NodeId): QueryPart[] {
  return placed.clause.tree.children(node).flatMap((child) => partsIn(placed, child));
}

/** The part a node is; undefined where it is none and its children are looked at. */
function toPart(placed: PlacedClause, node: NodeId): QueryPart[] | undefined {
  const { tree } = placed.clause;
  const token = tree.detail(node);
  const children = () => partsBelow(placed, node);
  switch (tree.kind(node)) {
    case NodeKind.Chain:
      return [named(placed, node, { token, kind: "chain", detail: "", parts: children() })];
    case NodeKind.Step:
      return token === 0
        ? undefined
        : [named(placed, node, { token, kind: "step", detail: stepDetail(tree, node), parts: children() })];
    case NodeKind.Declaration:
      return [
        named(placed, node, {
          token,
          kind: "variable",
          detail: shortened(tree.text(tree.firstChild(node))),
          parts: children(),
        }),
      ];
    case NodeKind.Let:
      return [
        named(placed, node, {
          token,
          kind: "variable",
          detail: shortened(tree.text(tree.firstChild(node))),
          parts: children(),
        }),
      ];
    default:
      return undefined;
  }
}

function stepDetail(tree: Tree, step: NodeId): string {
  const what = tree.firstChild(step);
  return what === 0 ? "" : shortened(tree.text(tree.firstChild(what)));
}

interface NamedPart extends Pick<QueryPart, "kind" | "detail" | "parts"> {
  readonly token: number;
}

function named(placed: PlacedClause, node: NodeId, { token, ...rest }: NamedPart): QueryPart {
  return {
    name: placed.clause.tree.name(token),
    span: nodeSpan(placed, node),
    nameSpan: tokenSpan(placed, token),
    ...rest,
  };
}
