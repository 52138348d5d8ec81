/**
 * Routes about the structure of documents: symbols, folds, growing selections.
 */
import {
  DocumentSymbolRequest,
  FoldingRangeRequest,
  SelectionRangeRequest,
  WorkspaceSymbolRequest,
} from "vscode-languageserver";
import type { SelectionRange } from "vscode-languageserver-types";
import { toRange } from "../convert/lspRanges";
import type { Span } from "../pql/text/span";
import type { PqlDocument } from "../session/pqlDocument";
import type { Session } from "../session/serverSession";
import { routeFeature } from "./featureRoute";

export function routeStructure(session: Session): void {
  routeSymbols(session);
  routeWorkspaceSymbols(session);
  routeFeature(session, {
    type: FoldingRangeRequest.type,
    neutral: null,
    load: () => import("../pql/features/documentStructure"),
    answer: ({ listFolds }, { document }) => listFolds(document),
  });
  routeFeature(session, {
    type: SelectionRangeRequest.type,
    neutral: null,
    load: () => import("../pql/features/documentStructure"),
    answer: ({ listSelections }, { document, params }) =>
      params.positions.map((position) =>
        nest(listSelections(document, document.offsetAt(position)), document),
      ),
  });
}

const loadOutline = () =>
  Promise.all([import("../pql/features/documentStructure"), import("../convert/lspSymbols")]);

function routeSymbols(session: Session): void {
  const { nestsSymbols } = session.client;
  routeFeature(session, {
    type: DocumentSymbolRequest.type,
    neutral: null,
    load: loadOutline,
    answer: ([{ listParts }, { toSymbolTree, toSymbolList }], { document }) => {
      const parts = listParts(document);
      return nestsSymbols
        ? toSymbolTree(parts, document)
        : toSymbolList(parts, { uri: document.uri, positions: document });
    },
  });
}

/** More symbols than this are not looked through by anybody. */
const MOST_SYMBOLS = 500;

function routeWorkspaceSymbols(session: Session): void {
  session.connection.onRequest(WorkspaceSymbolRequest.type, async ({ query }) => {
    const [{ listParts }, { toSymbolList }] = await loadOutline();
    const wanted = query.toLowerCase();
    const found = [...session.documents.all()].flatMap((document) =>
      toSymbolList(listParts(document), { uri: document.uri, positions: document }),
    );
    return found.filter(({ name }) => holdsInOrder(name.toLowerCase(), wanted)).slice(0, MOST_SYMBOLS);
  });
}

/** LSP asks for a loose match: the letters of the query in this order. */
function holdsInOrder(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function nest(spans: readonly Span[], document: PqlDocument): SelectionRange {
  let outer: SelectionRange | undefined;
  for (const span of [...spans].reverse()) {
    outer = { range: toRange(span, document), ...(outer !== undefined && { parent: outer }) };
  }
  return outer ?? { range: toRange({ start: 0, end: document.textLength }, document) };
}
