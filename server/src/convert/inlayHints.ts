/**
 * Hints of the core as inlay hints of LSP.
 */
import type { InlayHint } from "vscode-languageserver-types";
import type { Hint } from "../pql/features/inlayHints";
import type { PositionSource } from "./ranges";

const TYPE = 1;

/** One hint. */
export function toInlayHint({ offset, text, kind }: Hint, positions: PositionSource): InlayHint {
  const position = positions.positionAt(offset);
  return kind === "type"
    ? { position, label: text, kind: TYPE }
    : { position, label: text, paddingLeft: true };
}
