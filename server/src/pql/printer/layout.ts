/**
 * Where the lines of one clause break: only where it is wider than a line, and from the outside in.
 * Decides from widths and the tree alone; it moves no token and never joins or splits one.
 */
import type { NodeId } from "../syntax/nodes";
import { NodeKind } from "../syntax/nodes";
import { TokenKind } from "../syntax/tokens";
import type { Tree } from "../syntax/tree";
import type { Spacing } from "./spacing";

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
  readonly breaks: Breaks;
  private readonly tree: Tree;
  private lineStart: number;
  private lineColumn: number;

  constructor(
    private readonly spacing: Spacing,
    column: number,
  ) {
    this.tree = spacing.tree;
    this.breaks = new Int32Array(spacing.endToken - spacing.firstToken);
    this.lineStart = spacing.firstToken;
    this.lineColumn = column;
  }

  /** Lays out one node; nodes must be visited from left to right. */
  node(node: NodeId, indent: number): void {
    if (this.fits(node)) return;
    switch (this.tree.kind(node)) {
      case NodeKind.And:
      case NodeKind.Or:
        return this.operands(node, indent, indent);
      case NodeKind.Additive:
      case NodeKind.Multiplicative:
        return this.operands(node, indent, indent + INDENT);
      case NodeKind.Paren:
        return this.bracketed(node, this.tree.firstToken(node), indent);
      case NodeKind.ArrayLiteral:
        return this.filled(node, indent);
      case NodeKind.ObjectLiteral:
        return this.bracketed(node, this.tree.firstToken(node), indent);
      case NodeKind.Call:
      case NodeKind.If:
        return this.bracketed(node, this.tree.detail(node) + 1, indent);
      case NodeKind.MethodCall:
        return this.behindObject(node, this.tree.detail(node) + 1, indent);
      case NodeKind.Subscript:
        return this.behindObject(node, this.tree.detail(node), indent);
      case NodeKind.What:
      case NodeKind.WherePart:
        return this.bracketed(node, this.tree.firstToken(node) + 1, indent);
      case NodeKind.Chain:
        return this.chain(node, indent);
      case NodeKind.Step:
        return this.step(node, indent);
      case NodeKind.Let:
        return this.letIn(node, indent);
      case NodeKind.Declaration:
        return this.declaration(node, indent);
      case NodeKind.Select:
      case NodeKind.Exists:
      case NodeKind.Forall:
      case NodeKind.Aggregate:
        return this.quantified(node, indent);
      default:
        return this.children(node, indent);
    }
  }

  private column(token: number): number {
    const { columns, firstToken } = this.spacing;
    return this.lineColumn + columns[token - firstToken] - columns[this.lineStart - firstToken];
  }

  private fits(node: NodeId): boolean {
    const first = this.tree.firstToken(node);
    const end = this.tree.endToken(node);
    if (end <= first) return true;
    return (
      this.column(first) +
        this.spacing.columns[end - this.spacing.firstToken] -
        this.spacing.columns[first - this.spacing.firstToken] <=
      LINE_WIDTH
    );
  }

  private breakBefore(token: number, indent: number): void {
    if (token >= this.spacing.endToken || token <= this.spacing.firstToken) return;
    this.breaks[token - this.spacing.firstToken] = indent + 1;
    this.lineStart = token;
    this.lineColumn = indent;
  }

  private children(node: NodeId, indent: number): void {
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      this.node(child, indent);
    }
  }

  /** Operands on lines of their own, each behind the operator that joins it; `and` stands deeper than the `or` around it. */
  private operands(node: NodeId, indent: number, inner: number): void {
    const isOr = this.tree.kind(node) === NodeKind.Or;
    let isFirst = true;
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      if (!isFirst) this.breakBefore(this.tree.firstToken(child) - 1, inner);
      this.node(child, isOr && this.tree.kind(child) === NodeKind.And ? indent + INDENT : inner);
      isFirst = false;
    }
  }

  /** The inside of a bracket on lines of its own, one item a line. */
  private bracketed(node: NodeId, open: number, indent: number): void {
    const close = this.tree.tokens.partners[open];
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      if (this.tree.firstToken(child) <= open) continue;
      this.breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, indent + INDENT);
    }
    if (close > open) this.breakBefore(close, indent);
  }

  /** A value first, and only if its bracket still does not fit, that bracket broken. */
  private behindObject(node: NodeId, open: number, indent: number): void {
    this.node(this.tree.firstChild(node), indent);
    const { columns, firstToken } = this.spacing;
    const end = this.tree.endToken(node);
    const rest = columns[end - firstToken] - columns[open - firstToken];
    const isEmpty = this.tree.nextSibling(this.tree.firstChild(node)) === 0;
    if (!isEmpty && this.column(open) + rest > LINE_WIDTH) this.bracketed(node, open, indent);
  }

  /** As many items a line as fit: lists of ids are long and their items alike. */
  private filled(node: NodeId, indent: number): void {
    const open = this.tree.firstToken(node);
    const close = this.tree.tokens.partners[open];
    let isFirst = true;
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      if (isFirst || !this.fits(child)) this.breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, indent + INDENT);
      isFirst = false;
    }
    if (close > open) this.breakBefore(close, indent);
  }

  private chain(node: NodeId, indent: number): void {
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      const isStep = this.tree.kind(child) === NodeKind.Step;
      if (isStep) this.breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, isStep ? indent + INDENT : indent);
    }
    const close = this.tree.endToken(node) - 2;
    if (this.tree.tokenKind(close) === TokenKind.CloseBracket) this.breakBefore(close, indent);
  }

  /** The parts of a step below each other, deeper than its label. */
  private step(node: NodeId, indent: number): void {
    let isFirst = true;
    for (let part = this.tree.firstChild(node); part !== 0; part = this.tree.nextSibling(part)) {
      if (!isFirst) this.breakBefore(this.tree.firstToken(part), indent + INDENT);
      this.node(part, isFirst ? indent : indent + INDENT);
      isFirst = false;
    }
  }

  private letIn(node: NodeId, indent: number): void {
    const value = this.tree.firstChild(node);
    const body = this.tree.nextSibling(value);
    this.node(value, indent);
    this.breakBefore(this.tree.firstToken(body) - 1, indent);
    this.node(body, indent);
  }

  private quantified(node: NodeId, indent: number): void {
    let isFirst = true;
    for (let child = this.tree.firstChild(node); child !== 0; child = this.tree.nextSibling(child)) {
      const isDeclaration = this.tree.kind(child) === NodeKind.Declaration;
      if (isDeclaration && !isFirst) this.breakBefore(this.tree.firstToken(child), indent + INDENT);
      this.node(child, indent + INDENT);
      if (isDeclaration) isFirst = false;
    }
  }

  private declaration(node: NodeId, indent: number): void {
    const source = this.tree.firstChild(node);
    const condition = this.tree.nextSibling(source);
    this.node(source, indent);
    if (condition === 0) return;
    this.breakBefore(this.tree.firstToken(condition) - 1, indent);
    this.node(condition, indent + INDENT);
  }
}
