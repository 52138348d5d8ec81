/**
 * Explanations of the core as hovers of LSP, in Markdown or, for a client that does not show it, as plain text.
 */
import type { Hover } from "vscode-languageserver-types";
import type { HoverText } from "../pql/features/hover";
import { toPlainText } from "./markdown";
import { type PositionSource, toRange } from "./ranges";

/** The hover of an explanation. */
export function toHover(
  { span, markdown }: HoverText,
  positions: PositionSource,
  showsMarkdown: boolean,
): Hover {
  const contents = showsMarkdown
    ? ({ kind: "markdown", value: markdown } as const)
    : ({ kind: "plaintext", value: toPlainText(markdown) } as const);
  return { contents, range: toRange(span, positions) };
}
