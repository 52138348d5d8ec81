/**
 * Where the lines of one clause break: only where it is wider than a line, and from the outside in.
 * Decides from widths and the tree alone; it moves no token and never joins or splits one.
 */
import type { NodeId } from "../syntax/nodeKinds";
import { NodeKind } from "../syntax/nodeKinds";
import type { Tree } from "../syntax/syntaxTree";
import { TokenKind } from "../syntax/tokenKinds";
import { isHyphen } from "../syntax/tokenList";
import type { Spacing } from "./tokenSpacing";

/** Longest line the printer aims at, in UTF-16 code units. */
export const LINE_WIDTH = 100;

/** One step of indentation, in blanks. */
export const INDENT = 2;

/** Line breaks of one clause: for each token 0, or 1 + the indentation of the line it begins. */
export type Breaks = Int32Array;

/** Breaks the clause with the given root, whose first token stands at `column` of a line indented by `indent`. */
export function layOutClause(
  spacing: Spacing,
  root: NodeId,
  place: { column: number; indent: number },
): Breaks {
  const layout = new Layout(spacing, place.column);
  layout.node(root, place.indent);
  return layout.breaks;
}

class Layout {
  readonly tree: Tree;
  readonly breaks: Breaks;
  #lineStart: number;
  #lineColumn: number;

  readonly #spacing: Spacing;

  constructor(spacing: Spacing, column: number) {
    this.#spacing = spacing;
    this.tree = spacing.tree;
    this.breaks = new Int32Array(spacing.endToken - spacing.firstToken);
    this.#lineStart = spacing.firstToken;
    this.#lineColumn = column;
  }

  /** Lays out one node; nodes must be visited from left to right. */
  node(node: NodeId, indent: number): void {
    if (this.#fits(node)) return;
    const layOut = LAYOUTS[this.tree.kind(node)];
    if (layOut === undefined) this.#children(node, indent);
    else layOut(this, node, indent);
  }

  #column(token: number): number {
    const { columns, firstToken } = this.#spacing;
    return this.#lineColumn + columns[token - firstToken] - columns[this.#lineStart - firstToken];
  }

  #fits(node: NodeId): boolean {
    const first = this.tree.firstToken(node);
    const end = this.tree.endToken(node);
    if (end <= first) return true;
    return (
      this.#column(first) +
        this.#spacing.columns[end - this.#spacing.firstToken] -
        this.#spacing.columns[first - this.#spacing.firstToken] <=
      LINE_WIDTH
    );
  }

  #breakBefore(token: number, indent: number): void {
    if (token >= this.#spacing.endToken || token <= this.#spacing.firstToken) return;
    this.breaks[token - this.#spacing.firstToken] = indent + 1;
    this.#lineStart = token;
    this.#lineColumn = indent;
  }

  #children(node: NodeId, indent: number): void {
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      this.node(child, indent);
    }
  }

  /** Operands on lines of their own, each behind the operator that joins it; `and` stands deeper than the `or` around it. */
  operands(node: NodeId, indent: number, inner: number): void {
    const isOr = this.tree.kind(node) === NodeKind.Or;
    let isFirst = true;
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      const operator = this.tree.firstToken(child) - 1;
      if (!isFirst && !isHyphen(this.tree.tokens, operator)) this.#breakBefore(operator, inner);
      this.node(child, isOr && this.tree.kind(child) === NodeKind.And ? indent + INDENT : inner);
      isFirst = false;
    }
  }

  /** The inside of a bracket on lines of its own, one item a line. */
  bracketed(node: NodeId, open: number, indent: number): void {
    const close = this.tree.tokens.partners[open];
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      if (this.tree.firstToken(child) <= open) continue;
      this.#breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, indent + INDENT);
    }
    if (close > open) this.#breakBefore(close, indent);
  }

  /** A value first, and only if its bracket still does not fit, that bracket broken. */
  behindObject(node: NodeId, open: number, indent: number): void {
    this.node(this.tree.firstChild(node), indent);
    const { columns, firstToken } = this.#spacing;
    const end = this.tree.endToken(node);
    const rest = columns[end - firstToken] - columns[open - firstToken];
    const isEmpty = this.tree.nextSibling(this.tree.firstChild(node)) === 0;
    if (!isEmpty && this.#column(open) + rest > LINE_WIDTH) this.bracketed(node, open, indent);
  }

  /** As many items a line as fit: lists of ids are long and their items alike. */
  filled(node: NodeId, indent: number): void {
    const open = this.tree.firstToken(node);
    const close = this.tree.tokens.partners[open];
    let isFirst = true;
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      if (isFirst || !this.#fits(child)) this.#breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, indent + INDENT);
      isFirst = false;
    }
    if (close > open) this.#breakBefore(close, indent);
  }

  chain(node: NodeId, indent: number): void {
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      const isStep = this.tree.kind(child) === NodeKind.Step;
      if (isStep) this.#breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, isStep ? indent + INDENT : indent);
    }
    const close = this.tree.endToken(node) - 2;
    if (this.tree.tokenKind(close) === TokenKind.CloseBracket) this.#breakBefore(close, indent);
  }

  /** The parts of a step below each other, deeper than its label. */
  step(node: NodeId, indent: number): void {
    let isFirst = true;
    for (let part = this.tree.firstChild(node); part !== 0; part = this.tree.nextSibling(part)) {
      if (!isFirst) this.#breakBefore(this.tree.firstToken(part), indent + INDENT);
      this.node(part, isFirst ? indent : indent + INDENT);
      isFirst = false;
    }
  }

  letIn(node: NodeId, indent: number): void {
    const value = this.tree.firstChild(node);
    const body = this.tree.nextSibling(value);
    this.node(value, indent);
    this.#breakBefore(this.tree.firstToken(body) - 1, indent);
    this.node(body, indent);
  }

  quantified(node: NodeId, indent: number): void {
    let isFirst = true;
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      const isDeclaration = this.tree.kind(child) === NodeKind.Declaration;
      if (isDeclaration && !isFirst) this.#breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, indent + INDENT);
      if (isDeclaration) isFirst = false;
    }
  }

  declaration(node: NodeId, indent: number): void {
    const source = this.tree.firstChild(node);
    const condition = this.tree.nextSibling(source);
    this.node(source, indent);
    if (condition === 0) return;
    this.#breakBefore(this.tree.firstToken(condition) - 1, indent);
    this.node(condition, indent + INDENT);
  }
}

type LayOut = (layout: Layout, node: NodeId, indent: number) => void;

const CONDITIONS: LayOut = (layout, node, indent) => layout.operands(node, indent, indent);
const ARITHMETIC: LayOut = (layout, node, indent) => layout.operands(node, indent, indent + INDENT);
const OPENED_BY_FIRST: LayOut = (layout, node, indent) =>
  layout.bracketed(node, layout.tree.firstToken(node), indent);
const OPENED_BY_SECOND: LayOut = (layout, node, indent) =>
  layout.bracketed(node, layout.tree.firstToken(node) + 1, indent);
const QUANTIFIED: LayOut = (layout, node, indent) => layout.quantified(node, indent);

/** How each kind of node breaks that does more than let its children break. */
const LAYOUTS: Readonly<Record<number, LayOut>> = {
  [NodeKind.And]: CONDITIONS,
  [NodeKind.Or]: CONDITIONS,
  [NodeKind.Additive]: ARITHMETIC,
  [NodeKind.Multiplicative]: ARITHMETIC,
  [NodeKind.Paren]: OPENED_BY_FIRST,
  [NodeKind.ObjectLiteral]: OPENED_BY_FIRST,
  [NodeKind.ArrayLiteral]: (layout, node, indent) => layout.filled(node, indent),
  [NodeKind.Call]: OPENED_BY_SECOND,
  [NodeKind.If]: OPENED_BY_SECOND,
  [NodeKind.What]: OPENED_BY_SECOND,
  [NodeKind.WherePart]: OPENED_BY_SECOND,
  [NodeKind.MethodCall]: (layout, node, indent) =>
    layout.behindObject(node, layout.tree.detail(node) + 1, indent),
  [NodeKind.Subscript]: (layout, node, indent) => layout.behindObject(node, layout.tree.detail(node), indent),
  [NodeKind.Chain]: (layout, node, indent) => layout.chain(node, indent),
  [NodeKind.Step]: (layout, node, indent) => layout.step(node, indent),
  [NodeKind.Let]: (layout, node, indent) => layout.letIn(node, indent),
  [NodeKind.Declaration]: (layout, node, indent) => layout.declaration(node, indent),
  [NodeKind.Select]: QUANTIFIED,
  [NodeKind.Exists]: QUANTIFIED,
  [NodeKind.Forall]: QUANTIFIED,
  [NodeKind.Aggregate]: QUANTIFIED,
};
