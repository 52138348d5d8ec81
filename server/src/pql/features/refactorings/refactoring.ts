/**
 * What a refactoring is and what each one is given. A refactoring keeps the meaning of the text, or says in its title
 * that it turns it around.
 */
import type { NodeId } from "../../syntax/nodeKinds";
import type { Tree } from "../../syntax/syntaxTree";
import type { Span, TextEdit } from "../../text/span";
import { nodeSpan, type PlacedClause, type QueryView } from "../queryCursor";

/** One offer. Edits are in text order and count from the start of the text. */
export interface Refactoring {
  readonly title: string;
  /** The kind in the words of LSP. */
  readonly kind: "refactor.extract" | "refactor.rewrite";
  readonly edits: readonly TextEdit[];
}

/** What is selected, and the nodes around it. */
export interface Selection {
  readonly query: QueryView;
  /** The selected text without white space at its ends; empty for a cursor. */
  readonly span: Span;
  readonly placed: PlacedClause;
  readonly tree: Tree;
  /** Nodes of the clause that hold the whole selection, the outermost first. */
  readonly around: readonly NodeId[];
}

/** Offers one kind of refactoring for a selection; none where it does not apply. */
export type Refactorer = (selection: Selection) => Refactoring | readonly Refactoring[] | undefined;

/** An edit that replaces a node. */
export function replaceNode(placed: PlacedClause, node: NodeId, newText: string): TextEdit {
  return { span: nodeSpan(placed, node), newText };
}

/** An edit that inserts at an offset of the text. */
export function insertAt(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
