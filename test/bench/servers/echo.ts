/**
 * What transport and framework cost: the stock library with its stock documents, and nothing behind them.
 * Answers every request with a fixed small answer, publishes one empty list after each change. `--items=N` gives a
 * completion N typical items.
 */
import {
  CompletionItemKind,
  createConnection,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const itemCount = Number(process.argv.find((each) => each.startsWith("--items="))?.slice(8) ?? 0);
const items = Array.from({ length: itemCount }, (_, at) => ({
  label: `typicalField${at}`,
  kind: CompletionItemKind.Field,
  detail: "string",
  sortText: String(at).padStart(3, "0"),
  data: { field: at, root: "profile" },
}));

const connection = createConnection();
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    completionProvider: { triggerCharacters: ["."] },
  },
}));
documents.onDidChangeContent(({ document }) => {
  void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: [] });
});
connection.onCompletion(() => ({ isIncomplete: false, items }));
connection.onHover(() => ({ contents: { kind: "plaintext", value: "a field" } }));
documents.listen(connection);
connection.listen();
