/**
 * Which methods exist and what they carry, so that a handler cannot be written for another shape.
 * Types only: the protocol packages are never loaded.
 */
import type * as lsp from "vscode-languageserver-protocol";
import type {
  AudiencesChanged,
  FieldReads,
  FieldReadsRequest,
  Inspection,
  InspectionRequest,
  RewrittenExpression,
  SchemaChanged,
  TreeRewriteRequest,
} from "../protocol/messages";
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
  "textDocument/completion": Exchange<
    lsp.CompletionParams,
    lsp.CompletionList | Encoded<lsp.CompletionList> | null
  >;
  "completionItem/resolve": Exchange<lsp.CompletionItem, lsp.CompletionItem>;
  "textDocument/signatureHelp": Exchange<lsp.SignatureHelpParams, lsp.SignatureHelp | null>;
  "textDocument/definition": Exchange<lsp.DefinitionParams, lsp.Location | lsp.LocationLink[] | null>;
  "textDocument/typeDefinition": Exchange<lsp.TypeDefinitionParams, lsp.Location | lsp.LocationLink[] | null>;
  "textDocument/references": Exchange<lsp.ReferenceParams, lsp.Location[] | null>;
  "textDocument/documentHighlight": Exchange<lsp.DocumentHighlightParams, lsp.DocumentHighlight[] | null>;
  "textDocument/prepareRename": Exchange<lsp.PrepareRenameParams, lsp.PrepareRenameResult | null>;
  "textDocument/rename": Exchange<lsp.RenameParams, lsp.WorkspaceEdit | null>;
  "textDocument/linkedEditingRange": Exchange<lsp.LinkedEditingRangeParams, lsp.LinkedEditingRanges | null>;
  "textDocument/documentSymbol": Exchange<
    lsp.DocumentSymbolParams,
    lsp.DocumentSymbol[] | lsp.SymbolInformation[] | null
  >;
  "workspace/symbol": Exchange<lsp.WorkspaceSymbolParams, lsp.SymbolInformation[] | null>;
  "textDocument/foldingRange": Exchange<lsp.FoldingRangeParams, lsp.FoldingRange[] | null>;
  "textDocument/selectionRange": Exchange<lsp.SelectionRangeParams, lsp.SelectionRange[] | null>;
  "textDocument/semanticTokens/full": Exchange<
    lsp.SemanticTokensParams,
    lsp.SemanticTokens | Encoded<lsp.SemanticTokens> | null
  >;
  "textDocument/semanticTokens/full/delta": Exchange<
    lsp.SemanticTokensDeltaParams,
    lsp.SemanticTokens | Encoded<lsp.SemanticTokens> | lsp.SemanticTokensDelta | null
  >;
  "textDocument/semanticTokens/range": Exchange<lsp.SemanticTokensRangeParams, lsp.SemanticTokens | null>;
  "textDocument/inlayHint": Exchange<lsp.InlayHintParams, lsp.InlayHint[] | null>;
  "textDocument/codeLens": Exchange<lsp.CodeLensParams, lsp.CodeLens[] | null>;
  "textDocument/codeAction": Exchange<lsp.CodeActionParams, lsp.CodeAction[] | null>;
  "textDocument/formatting": Exchange<lsp.DocumentFormattingParams, lsp.TextEdit[] | null>;
  "textDocument/rangeFormatting": Exchange<lsp.DocumentRangeFormattingParams, lsp.TextEdit[] | null>;
  "textDocument/onTypeFormatting": Exchange<lsp.DocumentOnTypeFormattingParams, lsp.TextEdit[] | null>;
  "textDocument/documentLink": Exchange<lsp.DocumentLinkParams, lsp.DocumentLink[] | null>;
  "textDocument/prepareCallHierarchy": Exchange<
    lsp.CallHierarchyPrepareParams,
    lsp.CallHierarchyItem[] | null
  >;
  "callHierarchy/incomingCalls": Exchange<
    lsp.CallHierarchyIncomingCallsParams,
    lsp.CallHierarchyIncomingCall[] | null
  >;
  "callHierarchy/outgoingCalls": Exchange<
    lsp.CallHierarchyOutgoingCallsParams,
    lsp.CallHierarchyOutgoingCall[] | null
  >;
  "workspace/textDocumentContent": Exchange<lsp.TextDocumentContentParams, lsp.TextDocumentContentResult>;
  "aep/listFieldReads": Exchange<FieldReadsRequest, FieldReads>;
  "aep/rewriteTree": Exchange<TreeRewriteRequest, RewrittenExpression>;
  "aep/inspectExpression": Exchange<InspectionRequest, Inspection>;
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
  "workspace/codeLens/refresh": Exchange<undefined, null>;
  "workspace/inlayHint/refresh": Exchange<undefined, null>;
  "workspace/configuration": Exchange<lsp.ConfigurationParams, unknown[]>;
  "client/registerCapability": Exchange<lsp.RegistrationParams, null>;
}

/** Notifications of the server. */
export interface ServerNotifications {
  "textDocument/publishDiagnostics": lsp.PublishDiagnosticsParams | Encoded<lsp.PublishDiagnosticsParams>;
  "window/logMessage": lsp.LogMessageParams;
}
