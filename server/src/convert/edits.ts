/**
 * Edits of the core as edits of LSP.
 */
import type { TextEdit } from "vscode-languageserver-types";
import type { TextEdit as CoreEdit } from "../pql/text/span";
import { type PositionSource, toRange } from "./ranges";

/** Edits of one document. */
export function toTextEdits(edits: readonly CoreEdit[], positions: PositionSource): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(span, positions), newText }));
}
