/**
 * Which methods exist and what they carry, so that a handler cannot be written for another shape.
 * Types only: the protocol packages are never loaded.
 */
import type * as lsp from "vscode-languageserver-protocol";
import type { AudiencesChanged, SchemaChanged } from "../protocol/messages";
import type { Encoded } from "./encoded";

interface Exchange<P, R> {
  readonly params: P;
  readonly result: R;
}

/** Requests of the client. */
export interface ClientRequests {
  initialize: Exchange<lsp.InitializeParams, lsp.InitializeResult>;
  shutdown: Exchange<undefined, null>;
  "textDocument/diagnostic": Exchange<
    lsp.DocumentDiagnosticParams,
    lsp.DocumentDiagnosticReport | Encoded<lsp.DocumentDiagnosticReport>
  >;
  "textDocument/hover": Exchange<lsp.HoverParams, lsp.Hover | null>;
  "textDocument/completion": Exchange<lsp.CompletionParams, lsp.CompletionList | null>;
  "completionItem/resolve": Exchange<lsp.CompletionItem, lsp.CompletionItem>;
  "textDocument/codeAction": Exchange<lsp.CodeActionParams, lsp.CodeAction[] | null>;
  "textDocument/formatting": Exchange<lsp.DocumentFormattingParams, lsp.TextEdit[] | null>;
}

/** Notifications of the client. */
export interface ClientNotifications {
  initialized: lsp.InitializedParams;
  exit: undefined;
  "textDocument/didOpen": lsp.DidOpenTextDocumentParams;
  "textDocument/didChange": lsp.DidChangeTextDocumentParams;
  "textDocument/didClose": lsp.DidCloseTextDocumentParams;
  "workspace/didChangeConfiguration": lsp.DidChangeConfigurationParams;
  "aep/schemaChanged": SchemaChanged;
  "aep/audiencesChanged": AudiencesChanged;
}

/** Requests of the server. */
export interface ServerRequests {
  "workspace/diagnostic/refresh": Exchange<undefined, null>;
  "workspace/configuration": Exchange<lsp.ConfigurationParams, unknown[]>;
  "client/registerCapability": Exchange<lsp.RegistrationParams, null>;
}

/** Notifications of the server. */
export interface ServerNotifications {
  "textDocument/publishDiagnostics": lsp.PublishDiagnosticsParams | Encoded<lsp.PublishDiagnosticsParams>;
  "window/logMessage": lsp.LogMessageParams;
}
