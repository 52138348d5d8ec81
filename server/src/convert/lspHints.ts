/**
 * What is told beside the text as LSP has it: explanations as hovers, in Markdown or, for a client that does not show it, as
 * plain text; help for calls as signature help; hints as inlay hints.
 */
import type { Hover, InlayHint, SignatureHelp } from "vscode-languageserver-types";
import type { CallHelp } from "../pql/features/callSignatures";
import type { HoverText } from "../pql/features/hoverText";
import type { Hint } from "../pql/features/inlayHints";
import type { SayPhrase } from "../pql/text/phrases";
import { type PositionSource, toRange } from "./lspRanges";

/** The text as a person would type it. */
export function toPlainText(markdown: string): string {
  return markdown
    .replace(/^```.*\n?/gm, "")
    .replace(/\*\*(.+?)\*\*/g, "$1")
    .replace(/(^|\s)\*(\S.*?\S|\S)\*(?=\s|$)/g, "$1$2")
    .replace(/`` (.+?) ``|`([^`\n]+)`/g, (_all, double?: string, single?: string) => double ?? single ?? "")
    .trim();
}

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

/** The help. A cursor behind the last argument that is taken marks none. */
export function toSignatureHelp(
  { signatures, activeSignature, documentation }: CallHelp,
  say: SayPhrase,
): SignatureHelp {
  return {
    activeSignature,
    activeParameter: toIndex(
      signatures[activeSignature]?.activeParameter ?? -1,
      signatures[activeSignature]?.parameters.length ?? 0,
    ),
    signatures: signatures.map(({ label, parameters, activeParameter }) => ({
      label,
      documentation: say(documentation),
      parameters: parameters.map(([start, end]) => ({ label: [start, end] })),
      activeParameter: toIndex(activeParameter, parameters.length),
    })),
  };
}

/** LSP marks nothing for an index behind the last parameter. */
function toIndex(active: number, count: number): number {
  return active < 0 ? count : active;
}

const TYPE = 1;

export function toInlayHint({ offset, text, kind }: Hint, positions: PositionSource): InlayHint {
  const position = positions.positionAt(offset);
  return kind === "type"
    ? { position, label: text, kind: TYPE }
    : { position, label: text, paddingLeft: true };
}
