/**
 * Signatures as people read them, with the place of each parameter, for signature help and hover. Wording only.
 */
import type { Signature } from "../types/signature";

/** The text of a signature and where its parameters stand in it. */
export interface SignatureLabel {
  readonly text: string;
  /** Half-open offsets into `text`, one pair per parameter. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
}

/** The label of a signature: its notation, as the catalogue writes it. */
export function toSignatureLabel(signature: Signature): SignatureLabel {
  const { text } = signature;
  let from = text.indexOf("(") + 1;
  const parameters = signature.parameters.map(({ name, isOptional, isVariadic }) => {
    const label = `${isVariadic ? "..." : ""}${name}${isOptional ? "?" : ""}: `;
    const start = text.indexOf(label, from);
    const end = endOfType(text, start + label.length);
    from = end;
    return [start, end] as const;
  });
  return { text, parameters };
}

/** Where the type that begins at `from` ends: at the next comma or parenthesis outside angle brackets. */
function endOfType(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "<") depth++;
    else if (character === ">") depth--;
    else if (depth === 0 && (character === "," || character === ")")) return at;
  }
  return text.length;
}
