/**
 * What every feature is given, a parsed query with its clauses and what their names mean, and where a cursor stands in it: its
 * clause, the token it touches, the nodes that hold that token, and offsets of the tree turned into those of the text.
 */
import type { CheckedQuery } from "../semantics/checkQuery";
import type { ClauseOffsets } from "../syntax/clauseSplice";
import type { NodeId } from "../syntax/nodeKinds";
import type { Clause } from "../syntax/query";
import type { Tree } from "../syntax/syntaxTree";
import { isWord, TokenKind } from "../syntax/tokenKinds";
import { tokenAt } from "../syntax/tokenList";
import type { Span } from "../text/span";

/** A query as features see it. All offsets count from the start of the whole text unless they are said to be a clause's. */
export interface QueryView extends CheckedQuery, ClauseOffsets {}

/** A clause and where it lies in the text. */
export interface PlacedClause {
  /** Index of the clause in the query. */
  readonly index: number;
  readonly clause: Clause;
  /** To be added to an offset of the clause's tree to get one of the text. */
  readonly shift: number;
}

/** A place in a query. */
export interface Cursor extends PlacedClause {
  /** Offset in the text of the clause's tree. */
  readonly treeOffset: number;
  /** Index of the token that the cursor stands in or directly behind; else of the one before it. */
  readonly token: number;
  /** A span of the tree as a span of the whole text. */
  toText(start: number, end: number): Span;
}

/** The clause with this index, placed; undefined where there is none. */
export function placeClause(query: QueryView, index: number): PlacedClause | undefined {
  const clause = query.clauses[index];
  return clause && { index, clause, shift: query.startOf(index) - clause.origin };
}

/** The clauses that a span of the text touches, in order. */
export function* clausesIn(query: QueryView, span: Span): Generator<PlacedClause> {
  const last = query.clauseAt(span.end);
  for (let index = query.clauseAt(span.start); index <= last; index++) {
    const placed = placeClause(query, index);
    if (placed !== undefined) yield placed;
  }
}

/** Every clause, in order. */
export function allClauses(query: QueryView): Generator<PlacedClause> {
  return clausesIn(query, { start: 0, end: query.textLength });
}

/** A span of a clause's tree as a span of the whole text. */
export function toTextSpan({ shift }: PlacedClause, start: number, end: number): Span {
  return { start: start + shift, end: end + shift };
}

/** The span of a token in the whole text. */
export function tokenSpan(placed: PlacedClause, token: number): Span {
  const { starts, ends } = placed.clause.tree.tokens;
  return toTextSpan(placed, starts[token], ends[token]);
}

/** The span of a node in the whole text. */
export function nodeSpan(placed: PlacedClause, node: number): Span {
  const { tree } = placed.clause;
  return toTextSpan(placed, tree.start(node), tree.end(node));
}

/**
 * The cursor at an offset. At a border a name wins, then a value, whichever side it stands on; of two that are alike the one
 * that ends there is taken.
 */
export function findCursor(query: QueryView, offset: number): Cursor | undefined {
  const placed = placeTouched(query, offset);
  if (placed === undefined) return undefined;
  const { clause, shift } = placed;
  const treeOffset = offset - shift;
  return {
    ...placed,
    treeOffset,
    token: tokenTouchedAt(clause, treeOffset),
    toText: (start, end) => ({ start: start + shift, end: end + shift }),
  };
}

/** The clause at an offset; the one before where its `and` or `or` ends there and a bracket begins. */
function placeTouched(query: QueryView, offset: number): PlacedClause | undefined {
  const placed = placeClause(query, query.clauseAt(offset));
  if (placed === undefined || placed.index === 0 || query.startOf(placed.index) !== offset) return placed;
  const earlier = placeClause(query, placed.index - 1);
  if (earlier === undefined) return placed;
  const { tokens } = earlier.clause.tree;
  const last = tokenAt(tokens, offset - 1 - earlier.shift);
  const first = placed.clause.tree.tokenKind(placed.clause.firstToken);
  const isTouched =
    tokens.ends[last] + earlier.shift === offset && weight(tokens.kinds[last]) > weight(first);
  return isTouched ? earlier : placed;
}

function tokenTouchedAt({ tree: { tokens }, firstToken }: Clause, offset: number): number {
  const at = tokenAt(tokens, offset);
  const isBorder = at > firstToken && tokens.starts[at] === offset && tokens.ends[at - 1] === offset;
  return isBorder && weight(tokens.kinds[at]) <= weight(tokens.kinds[at - 1]) ? at - 1 : at;
}

/** Who points at a border means the name there rather than a value, and a value rather than a sign. */
function weight(kind: number): number {
  if (isWord(kind)) return 2;
  return kind >= TokenKind.ForeignString ? 1 : 0;
}

/** The nodes that hold a token, the root first; empty where the root does not hold it. */
export function nodesAround(tree: Tree, root: NodeId, token: number): NodeId[] {
  const around: NodeId[] = [];
  for (let node = root; node !== 0 && holds(tree, node, token); node = childWith(tree, node, token)) {
    around.push(node);
  }
  return around;
}

function holds(tree: Tree, node: NodeId, token: number): boolean {
  return tree.firstToken(node) <= token && token < tree.endToken(node);
}

function childWith(tree: Tree, node: NodeId, token: number): NodeId {
  let child = tree.firstChild(node);
  while (child !== 0 && tree.endToken(child) <= token) child = tree.nextSibling(child);
  return child !== 0 && holds(tree, child, token) ? child : 0;
}

/** Calls `visit` for a node and everything below it, parents first. */
export function forEachNode(tree: Tree, node: NodeId, visit: (node: NodeId) => void): void {
  visit(node);
  for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) {
    forEachNode(tree, child, visit);
  }
}
