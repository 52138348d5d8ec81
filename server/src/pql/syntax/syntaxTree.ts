/**
 * A lossless syntax tree in flat arrays: nodes are numbers, children are linked, tokens give the text.
 * Read-only once the parser has handed it out; `TreeBuilder` is the only writer.
 */
import type { NodeId } from "./nodeKinds";
import { NodeKind } from "./nodeKinds";
import { TokenKind } from "./tokenKinds";
import { type TokenList, tokenText, widened } from "./tokenList";

/** One parsed text. All offsets are relative to the start of `tokens.text`. */
export class Tree {
  readonly #nodes: NodeArrays;

  constructor(
    readonly tokens: TokenList,
    nodes: NodeArrays,
  ) {
    this.#nodes = nodes;
  }

  kind(node: NodeId): number {
    return this.#nodes.kinds[node];
  }

  /** Index of the first token of the node. */
  firstToken(node: NodeId): number {
    return this.#nodes.firstTokens[node];
  }

  /** Index just behind the last token of the node. */
  endToken(node: NodeId): number {
    return this.#nodes.endTokens[node];
  }

  /** The token that tells this node from others of its kind (see `NodeKind`); 0 where there is none. */
  detail(node: NodeId): number {
    return this.#nodes.details[node];
  }

  firstChild(node: NodeId): NodeId {
    return this.#nodes.firstChildren[node];
  }

  nextSibling(node: NodeId): NodeId {
    return this.#nodes.nextSiblings[node];
  }

  /** The n-th child, counted from 0; 0 where there is none. */
  child(node: NodeId, index: number): NodeId {
    let child = this.firstChild(node);
    for (let i = 0; i < index && child !== 0; i++) child = this.nextSibling(child);
    return child;
  }

  /** All children in order. Allocates; hot paths walk `firstChild` and `nextSibling`. */
  children(node: NodeId): NodeId[] {
    const children: NodeId[] = [];
    for (let child = this.firstChild(node); child !== 0; child = this.nextSibling(child))
      children.push(child);
    return children;
  }

  /** The node inside any parentheses. */
  unwrapped(node: NodeId): NodeId {
    let inner = node;
    while (this.kind(inner) === NodeKind.Paren) inner = this.firstChild(inner);
    return inner;
  }

  /** Offset of the node's first character. An empty node stands where its next token begins. */
  start(node: NodeId): number {
    return this.tokens.starts[this.#nodes.firstTokens[node]];
  }

  /** Offset just behind the node's last character. */
  end(node: NodeId): number {
    const first = this.#nodes.firstTokens[node];
    const end = this.#nodes.endTokens[node];
    return end > first ? this.tokens.ends[end - 1] : this.tokens.starts[first];
  }

  text(node: NodeId): string {
    return this.tokens.text.slice(this.start(node), this.end(node));
  }

  tokenKind(token: number): number {
    return this.tokens.kinds[token];
  }

  tokenText(token: number): string {
    return tokenText(this.tokens, token);
  }

  /** The name a token spells: its text, without backticks where it has them. */
  name(token: number): string {
    const text = this.tokenText(token);
    return this.tokens.kinds[token] === TokenKind.QuotedName ? text.slice(1, -1) : text;
  }

  /** Tokens of the names in a path-like node, in order; the missing name behind a last dot is left out. */
  nameTokens(node: NodeId): number[] {
    const names: number[] = [];
    const kind = this.kind(node);
    const first = kind === NodeKind.Member ? this.detail(node) : this.firstToken(node);
    for (let token = first; token < this.endToken(node); token++) {
      const tokenKind = this.tokens.kinds[token];
      if (tokenKind !== TokenKind.Dot && tokenKind !== TokenKind.Caret) names.push(token);
    }
    return names;
  }

  /** The last name of a path or member, which is what a list is called; empty for anything else. */
  lastName(node: NodeId): string {
    const inner = this.unwrapped(node);
    const kind = this.kind(inner);
    if (kind === NodeKind.Subscript || kind === NodeKind.MethodCall)
      return this.lastName(this.firstChild(inner));
    const isPath = kind === NodeKind.Path || kind === NodeKind.UpPath || kind === NodeKind.Member;
    const last = isPath ? this.nameTokens(inner).at(-1) : undefined;
    return last === undefined ? "" : this.name(last);
  }

  /** Number of nodes, "no node" included. */
  get nodeCount(): number {
    return this.#nodes.count;
  }
}

interface NodeArrays {
  count: number;
  kinds: Uint8Array<ArrayBuffer>;
  firstTokens: Int32Array<ArrayBuffer>;
  endTokens: Int32Array<ArrayBuffer>;
  details: Int32Array<ArrayBuffer>;
  firstChildren: Int32Array<ArrayBuffer>;
  nextSiblings: Int32Array<ArrayBuffer>;
}

/** What real expressions need; denser ones make the arrays grow. */
const NODES_PER_TOKEN = 0.6;

function emptyArrays(capacity: number): NodeArrays {
  return {
    count: 1,
    kinds: new Uint8Array(capacity),
    firstTokens: new Int32Array(capacity),
    endTokens: new Int32Array(capacity),
    details: new Int32Array(capacity),
    firstChildren: new Int32Array(capacity),
    nextSiblings: new Int32Array(capacity),
  };
}

/** Grows a tree bottom-up: children first, then `add` for the node above them. */
export class TreeBuilder {
  readonly #nodes: NodeArrays;

  readonly #tokens: TokenList;

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
    this.#nodes = emptyArrays(Math.ceil(tokens.count * NODES_PER_TOKEN) + 8);
  }

  /** A new node over the tokens from `firstToken` to just before `endToken`. */
  add(kind: number, firstToken: number, endToken: number, detail = 0): NodeId {
    const nodes = this.#nodes;
    if (nodes.count === nodes.kinds.length) this.#grow();
    const node = nodes.count++;
    nodes.kinds[node] = kind;
    nodes.firstTokens[node] = firstToken;
    nodes.endTokens[node] = endToken;
    nodes.details[node] = detail;
    return node;
  }

  /** Gives `parent` its first child. */
  setFirstChild(parent: NodeId, child: NodeId): void {
    this.#nodes.firstChildren[parent] = child;
  }

  /** Puts `sibling` directly behind `node`. */
  setNextSibling(node: NodeId, sibling: NodeId): void {
    this.#nodes.nextSiblings[node] = sibling;
  }

  setEndToken(node: NodeId, endToken: number): void {
    this.#nodes.endTokens[node] = endToken;
  }

  kind(node: NodeId): number {
    return this.#nodes.kinds[node];
  }

  firstToken(node: NodeId): number {
    return this.#nodes.firstTokens[node];
  }

  endToken(node: NodeId): number {
    return this.#nodes.endTokens[node];
  }

  nextSibling(node: NodeId): NodeId {
    return this.#nodes.nextSiblings[node];
  }

  /** The tree; what is added later is part of it too. */
  tree(): Tree {
    return new Tree(this.#tokens, this.#nodes);
  }

  #grow(): void {
    const nodes = this.#nodes;
    const capacity = nodes.kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(nodes.kinds);
    nodes.kinds = kinds;
    nodes.firstTokens = widened(nodes.firstTokens, capacity);
    nodes.endTokens = widened(nodes.endTokens, capacity);
    nodes.details = widened(nodes.details, capacity);
    nodes.firstChildren = widened(nodes.firstChildren, capacity);
    nodes.nextSiblings = widened(nodes.nextSiblings, capacity);
  }
}
