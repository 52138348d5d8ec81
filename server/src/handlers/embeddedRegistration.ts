/**
 * Asks a client to tell of documents that may hold expressions: JSON and Markdown. Asked for at run time and not announced,
 * because what is announced counts for every feature, and nobody wants another formatter for JSON.
 */
import {
  BulkRegistration,
  CodeActionRequest,
  CompletionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  SignatureHelpRequest,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { EmbeddedFeature } from "../session/clientFacts";
import type { Session } from "../session/serverSession";

const documentSelector = ["json", "jsonc", "markdown"].map((language) => ({ language }));

/** A blank brings nothing up here: most are typed in the text around. */
const COMPLETION_TRIGGERS = [".", '"', "^", "`", "=", "[", "("];

const ADD_FEATURE: Readonly<Record<EmbeddedFeature, (bulk: BulkRegistration) => void>> = {
  hover: (bulk) => bulk.add(HoverRequest.type, { documentSelector }),
  codeAction: (bulk) => bulk.add(CodeActionRequest.type, { documentSelector, codeActionKinds: ["quickfix"] }),
  completion: (bulk) =>
    bulk.add(CompletionRequest.type, {
      documentSelector,
      triggerCharacters: COMPLETION_TRIGGERS,
      resolveProvider: true,
    }),
  signatureHelp: (bulk) =>
    bulk.add(SignatureHelpRequest.type, { documentSelector, triggerCharacters: ["(", ","] }),
};

/** Asks for those documents, and for the questions about them that can be answered. */
export function registerEmbedded({ client, connection, log }: Session): void {
  if (!client.registersDocuments) return;
  const bulk = BulkRegistration.create();
  bulk.add(DidOpenTextDocumentNotification.type, { documentSelector });
  bulk.add(DidChangeTextDocumentNotification.type, {
    documentSelector,
    syncKind: TextDocumentSyncKind.Incremental,
  });
  bulk.add(DidCloseTextDocumentNotification.type, { documentSelector });
  for (const feature of client.registersFeatures) ADD_FEATURE[feature](bulk);
  if (client.pullsDiagnostics) {
    bulk.add(DocumentDiagnosticRequest.type, {
      documentSelector,
      identifier: "pql",
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
  }
  connection.client
    .register(bulk)
    .catch((error: unknown) => log(`the client does not tell of other documents: ${String(error)}`));
}
