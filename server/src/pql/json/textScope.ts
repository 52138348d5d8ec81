/**
 * What the writers of single constructs share: the place they write at, and what they may ask of the whole.
 */
import type { Json } from "./pqlJson";
import type { Piece } from "./textPieces";

/** What bare names mean where a node stands, and where it stands in the JSON. */
export interface TextScope {
  /** Variables of the elements read implicitly, innermost first. */
  readonly elements: readonly string[];
  /** Variables that the text declares around the node. */
  readonly variables: ReadonlySet<string>;
  /** JSON Pointer of the node. */
  readonly pointer: string;
}

/** Writes nodes of any kind and collects what has no text. */
export interface NodeTexts {
  /** The text of any node. */
  node(value: Json | undefined, scope: TextScope): Piece;
  /** The text of the member of a node that must be a node itself. */
  member(node: { readonly [key: string]: Json }, name: string, scope: TextScope): Piece;
  /** Records that a node has no text; writes nothing for it. */
  refuse(scope: TextScope, message: string): Piece;
  /** Records a part that the text leaves out. */
  warn(scope: TextScope, message: string): void;
}

/** The scope in which `names` are variables as well. */
export function withDeclared(scope: TextScope, names: readonly string[]): TextScope {
  return { ...scope, variables: new Set([...scope.variables, ...names]) };
}

/** The place of a member below `scope`. */
export function below(scope: TextScope, member: string | number): TextScope {
  return { ...scope, pointer: `${scope.pointer}/${member}` };
}
