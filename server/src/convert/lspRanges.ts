/**
 * Spans and edits of the core as ranges and edits of LSP and back. The only place that knows both.
 */
import type { Position, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import type { TextEdit as CoreEdit, Span } from "../pql/text/span";

/** Whoever knows where lines begin; a document, or the line table of a text. */
export interface PositionSource {
  positionAt(offset: number): Position;
}

/** The range of a span. */
export function toRange({ start, end }: Span, positions: PositionSource): Range {
  return { start: positions.positionAt(start), end: positions.positionAt(end) };
}

/** Edits of one document. */
export function toTextEdits(edits: readonly CoreEdit[], positions: PositionSource): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(span, positions), newText }));
}

/** Where edits belong, and how they are written. */
export interface EditStyle {
  readonly document: PositionSource & { readonly uri: string; readonly version: number };
  /** Whether the client takes edits for one version of a document, which it refuses to apply to any other. */
  readonly isVersioned: boolean;
}

/** Edits of one document as a change of the workspace. */
export function toWorkspaceEdit(
  edits: readonly CoreEdit[],
  { document, isVersioned }: EditStyle,
): WorkspaceEdit {
  const { uri, version } = document;
  const textEdits = toTextEdits(edits, document);
  return isVersioned
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}
