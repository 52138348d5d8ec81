/**
 * What each token of a clause is, in the numbers that LSP tells colours apart by: by its own kind first, then by the node it
 * names. Needs no schema, so that colours never wait and never change with one.
 */
import { type NodeId, NodeKind } from "../../syntax/nodeKinds";
import type { Clause } from "../../syntax/query";
import type { Tree } from "../../syntax/syntaxTree";
import { isWord, TokenKind } from "../../syntax/tokenKinds";

/** Number of each kind in the legend. */
const TokenColor = {
  Keyword: 0,
  Property: 1,
  Variable: 2,
  Parameter: 3,
  Function: 4,
  Method: 5,
  String: 6,
  Number: 7,
  Operator: 8,
  Label: 9,
} as const;

/** The legend's kinds, in the order of their numbers. */
export const TOKEN_TYPES: readonly string[] = [
  "keyword",
  "property",
  "variable",
  "parameter",
  "function",
  "method",
  "string",
  "number",
  "operator",
  "label",
];

/** The legend's marks. */
export const TOKEN_MODIFIERS: readonly string[] = ["declaration"];

/** The bit of the mark for names that are introduced. */
const DECLARED = 1;

/** No colour: punctuation, and what is no PQL. */
const PLAIN = 255;
/** Set on top of a color where a name is introduced. */
const DECLARED_FLAG = 128;

/** Colour of each token kind by itself. */
const BY_KIND: Uint8Array = Uint8Array.from({ length: 256 }, (_, kind) => colorOfKind(kind));

function colorOfKind(kind: number): number {
  if (kind >= TokenKind.Equal && kind <= TokenKind.ForeignOr) return TokenColor.Operator;
  if (kind >= TokenKind.String && kind <= TokenKind.ForeignString) return TokenColor.String;
  if (kind >= TokenKind.Integer && kind <= TokenKind.Double) return TokenColor.Number;
  if (kind >= TokenKind.Parameter && kind <= TokenKind.UnclosedContext) return TokenColor.Parameter;
  if (kind >= TokenKind.Identifier && kind < TokenKind.And) return TokenColor.Property;
  return kind >= TokenKind.And ? TokenColor.Keyword : PLAIN;
}

/** The colours of the tokens of one clause, its connective included. */
export class ClauseColors {
  #colors = new Uint8Array(256);
  readonly #declared = new Set<string>();
  #first = 0;

  /** Reads a clause; the answers are good until the next one is read. */
  read({ tree, root, firstToken, endToken }: Clause): void {
    const count = endToken - firstToken + 1;
    if (this.#colors.length < count) this.#colors = new Uint8Array(count * 2);
    this.#first = firstToken;
    this.#declared.clear();
    const { kinds } = tree.tokens;
    for (let token = firstToken; token <= endToken; token++)
      this.#colors[token - firstToken] = BY_KIND[kinds[token]];
    this.#visit(tree, root);
  }

  /** The number of the token's colour in the legend; -1 where it has none. */
  colorOf(token: number): number {
    const color = this.#colors[token - this.#first];
    return color === PLAIN ? -1 : color & ~DECLARED_FLAG;
  }

  /** The marks of the token. */
  marksOf(token: number): number {
    const color = this.#colors[token - this.#first];
    return color !== PLAIN && (color & DECLARED_FLAG) !== 0 ? DECLARED : 0;
  }

  /** Parents are visited first, so that names are known where they are read. */
  #visit(tree: Tree, node: NodeId): void {
    switch (tree.kind(node)) {
      case NodeKind.Path:
        this.#colorPath(tree, node);
        return;
      case NodeKind.UpPath:
        this.#colorNames(tree, tree.firstToken(node), tree.endToken(node));
        return;
      case NodeKind.Member:
        this.#colorNames(tree, tree.detail(node), tree.endToken(node));
        break;
      case NodeKind.Call:
        this.#put(tree.detail(node), TokenColor.Function);
        break;
      case NodeKind.MethodCall:
        this.#put(tree.detail(node), TokenColor.Method);
        break;
      case NodeKind.Step:
        if (tree.detail(node) !== 0) this.#put(tree.detail(node), TokenColor.Label | DECLARED_FLAG);
        break;
      default:
        this.#declare(tree, node);
    }
    for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child))
      this.#visit(tree, child);
  }

  #declare(tree: Tree, node: NodeId): void {
    switch (tree.kind(node)) {
      case NodeKind.Let:
        this.#introduce(tree, tree.detail(node), TokenColor.Variable);
        break;
      case NodeKind.Lambda:
        for (let token = tree.firstToken(node); token < tree.detail(node); token++) {
          if (isWord(tree.tokenKind(token))) this.#introduce(tree, token, TokenColor.Parameter);
        }
        break;
      default:
        this.#declareRows(tree, node);
    }
  }

  /** All declarations first: a value in front of `over` reads what is declared behind it. */
  #declareRows(tree: Tree, node: NodeId): void {
    for (let child = tree.firstChild(node); child !== 0; child = tree.nextSibling(child)) {
      if (tree.kind(child) === NodeKind.Declaration)
        this.#introduce(tree, tree.detail(child), TokenColor.Variable);
    }
  }

  #introduce(tree: Tree, token: number, color: number): void {
    this.#put(token, color | DECLARED_FLAG);
    this.#declared.add(tree.name(token));
  }

  #colorPath(tree: Tree, node: NodeId): void {
    const first = tree.firstToken(node);
    this.#colorNames(tree, first, tree.endToken(node));
    if (this.#declared.size > 0 && this.#declared.has(tree.name(first)))
      this.#put(first, TokenColor.Variable);
  }

  #colorNames(tree: Tree, from: number, end: number): void {
    const { kinds } = tree.tokens;
    for (let token = from; token < end; token++)
      if (isWord(kinds[token])) this.#put(token, TokenColor.Property);
  }

  #put(token: number, color: number): void {
    this.#colors[token - this.#first] = color;
  }
}
