/**
 * Parts of a query as symbols of LSP, as a tree or, for clients that do not know trees, as a list.
 */
import type { DocumentSymbol, SymbolInformation, SymbolKind } from "vscode-languageserver-types";
import type { PartKind, QueryPart } from "../pql/features/documentStructure";
import { type PositionSource, toRange } from "./lspRanges";

const KINDS: Readonly<Record<PartKind, SymbolKind>> = {
  condition: 17,
  chain: 24,
  step: 22,
  variable: 13,
  parameter: 13,
};

/** The parts as a tree. */
export function toSymbolTree(parts: readonly QueryPart[], positions: PositionSource): DocumentSymbol[] {
  return parts.map(({ name, detail, kind, span, nameSpan, parts: inner }) => ({
    name: name === "" ? "?" : name,
    ...(detail !== "" && { detail }),
    kind: KINDS[kind],
    range: toRange(span, positions),
    selectionRange: toRange(nameSpan, positions),
    ...(inner.length > 0 && { children: toSymbolTree(inner, positions) }),
  }));
}

/** A document whose parts are listed. */
export interface ListedDocument {
  readonly uri: string;
  readonly positions: PositionSource;
}

/** The parts as a list, each with the name of the part around it. */
export function toSymbolList(
  parts: readonly QueryPart[],
  document: ListedDocument,
  containerName?: string,
): SymbolInformation[] {
  return parts.flatMap((part) => [
    {
      name: part.name === "" ? "?" : part.name,
      kind: KINDS[part.kind],
      location: { uri: document.uri, range: toRange(part.span, document.positions) },
      ...(containerName !== undefined && { containerName }),
    },
    ...toSymbolList(part.parts, document, part.name),
  ]);
}
