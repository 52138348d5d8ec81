/**
 * Help for calls as signature help of LSP.
 */
import type { SignatureHelp } from "vscode-languageserver-types";
import type { CallHelp } from "../pql/features/signatureHelp";

/** The help. A cursor behind the last argument that is taken marks none. */
export function toSignatureHelp({ signatures, activeSignature, documentation }: CallHelp): SignatureHelp {
  return {
    activeSignature,
    activeParameter: toIndex(
      signatures[activeSignature]?.activeParameter ?? -1,
      signatures[activeSignature]?.parameters.length ?? 0,
    ),
    signatures: signatures.map(({ label, parameters, activeParameter }) => ({
      label,
      documentation,
      parameters: parameters.map(([start, end]) => ({ label: [start, end] })),
      activeParameter: toIndex(activeParameter, parameters.length),
    })),
  };
}

/** LSP marks nothing for an index behind the last parameter. */
function toIndex(active: number, count: number): number {
  return active < 0 ? count : active;
}
