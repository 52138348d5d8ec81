/**
 * The structure of a query as editors show it: the parts a person would name (clauses, chains with their steps, declarations,
 * `let`), what can be folded (parentheses and clauses that reach over a line break), and what grows around a cursor when a person
 * selects more and more: word, string, value, condition, parentheses, clause, query.
 */
import { type NodeId, NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { isOpening, isString } from "../syntax/tokenKinds";
import type { TokenList } from "../syntax/tokenList";
import { nextLineStart } from "../text/lineIndex";
import type { Span } from "../text/span";
import {
  allClauses,
  findCursor,
  nodeSpan,
  nodesAround,
  type PlacedClause,
  type QueryView,
  tokenSpan,
  toTextSpan,
} from "./queryCursor";

export type PartKind = "condition" | "chain" | "step" | "variable" | "parameter";

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

/** Lines that fold into the first, counted from 0. */
interface Fold {
  readonly startLine: number;
  readonly endLine: number;
}

/** The folds of a query, in the order of their first lines. */
export function listFolds(query: QueryView): Fold[] {
  const folds: Fold[] = [];
  let line = 0;
  for (const placed of allClauses(query)) line = foldClause(placed, line, folds);
  return folds.sort((one, other) => one.startLine - other.startLine || other.endLine - one.endLine);
}

/** Adds the folds of a clause that begins on a line; returns the line the next one begins on. */
function foldClause({ clause }: PlacedClause, firstLine: number, folds: Fold[]): number {
  const { tokens } = clause.tree;
  const lines = new LineCounter(tokens, clause.origin, firstLine);
  const opened = new Map<number, number>();
  const starts = new Set<number>();
  const begin = lines.at(tokens.starts[clause.firstToken]);
  for (let token = clause.firstToken; token < clause.endToken; token++) {
    const line = lines.at(tokens.starts[token]);
    if (isOpening(tokens.kinds[token]) && tokens.partners[token] > token)
      opened.set(tokens.partners[token], line);
    const startLine = opened.get(token);
    // The closing bracket stays in sight on a line of its own.
    if (startLine !== undefined && line - 1 > startLine && !starts.has(startLine)) {
      folds.push({ startLine, endLine: line - 1 });
      starts.add(startLine);
    }
  }
  const last = clause.endToken > clause.firstToken ? lines.at(tokens.starts[clause.endToken - 1]) : begin;
  if (last > begin && !starts.has(begin)) folds.push({ startLine: begin, endLine: last });
  return lines.at(clause.origin + clause.length);
}

/** Counts lines forward through a text. */
class LineCounter {
  readonly #text: string;
  #offset: number;
  #line: number;

  constructor({ text }: TokenList, offset: number, line: number) {
    this.#text = text;
    this.#offset = offset;
    this.#line = line;
  }

  /** The line of an offset, which must not lie before the last one asked for. */
  at(offset: number): number {
    let next = nextLineStart(this.#text, this.#offset, offset);
    while (next >= 0) {
      this.#line++;
      this.#offset = next;
      next = nextLineStart(this.#text, next, offset);
    }
    this.#offset = Math.max(this.#offset, offset);
    return this.#line;
  }
}

/** Spans around an offset, the smallest first, each larger than the one before. */
export function listSelections(query: QueryView, offset: number): Span[] {
  const whole: Span = { start: 0, end: query.textLength };
  const cursor = findCursor(query, offset);
  if (cursor === undefined) return [whole];
  const { clause, token } = cursor;
  const { tree, root } = clause;
  const nodes = nodesAround(tree, root, token).reverse();
  const { starts, ends } = tree.tokens;
  const { start, end } = tokenSpan(cursor, token);
  const isText = isString(tree.tokenKind(token)) && end - start > 1;
  const inText = isText ? [{ start: start + 1, end: end - 1 }] : [];
  const last = Math.max(clause.firstToken, clause.endToken - 1);
  const spans = [
    ...inText,
    { start, end },
    ...nodes.map((node) => nodeSpan(cursor, node)),
    toTextSpan(cursor, starts[clause.firstToken], ends[last]),
    whole,
  ];
  return growing(spans.filter((span) => span.start <= offset && offset <= span.end));
}

function growing(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const inner = kept.at(-1);
    const isLarger =
      inner === undefined ||
      (span.start <= inner.start && inner.end <= span.end && span.end - span.start > inner.end - inner.start);
    if (isLarger && span.end > span.start) kept.push(span);
  }
  return kept.length === 0 ? spans.slice(-1) : kept;
}
