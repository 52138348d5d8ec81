/**
 * Routes about the structure of documents: symbols, folds, growing selections.
 */
import type { SelectionRange } from "vscode-languageserver-types";
import { toRange } from "../convert/ranges";
import type { Span } from "../pql/text/span";
import type { PqlDocument } from "../session/document";
import { type RouteHost, routeFeature } from "./featureRoute";

/** Names the handlers. */
export function routeStructure(host: RouteHost): void {
  routeSymbols(host);
  routeWorkspaceSymbols(host);
  routeFeature(host, {
    method: "textDocument/foldingRange",
    neutral: null,
    load: () => import("../pql/features/folding"),
    answer: ({ listFolds }, { document }) => listFolds(document),
  });
  routeFeature(host, {
    method: "textDocument/selectionRange",
    neutral: null,
    load: () => import("../pql/features/selectionRanges"),
    answer: ({ listSelections }, { document, params }) =>
      params.positions.map((position) =>
        nest(listSelections(document, document.offsetAt(position)), document),
      ),
  });
}

const loadOutline = () => Promise.all([import("../pql/features/outline"), import("../convert/outline")]);

function routeSymbols(host: RouteHost): void {
  const { nestsSymbols } = host.session.client;
  routeFeature(host, {
    method: "textDocument/documentSymbol",
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

function routeWorkspaceSymbols({ connection, session }: RouteHost): void {
  connection.onRequest("workspace/symbol", async ({ query }) => {
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
