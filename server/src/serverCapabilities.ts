/**
 * What the server offers a client, decided by what the client can do. Data only, for it is read before anything is loaded.
 */
import type { ServerCapabilities } from "vscode-languageserver-protocol";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "./pql/features/semanticTokens/tokenClasses";
import { CHOOSE_PROFILE_COMMAND, SCHEMA_SCHEME } from "./protocol/clientMessages";
import type { ClientFacts } from "./session/clientFacts";

const INCREMENTAL = 2;

/** The capabilities for a client. */
export function toServerCapabilities(client: ClientFacts): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: INCREMENTAL },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: ["(", ","] },
    definitionProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
    ...(client.showsServerText && {
      workspace: { textDocumentContent: { schemes: [SCHEMA_SCHEME] } },
    }),
    documentSymbolProvider: { label: "PQL" },
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    inlayHintProvider: true,
    documentLinkProvider: {},
    callHierarchyProvider: true,
    // A client with commands of its own has one for this as well.
    ...(client.commands.size > 0
      ? { codeLensProvider: {} }
      : { executeCommandProvider: { commands: [CHOOSE_PROFILE_COMMAND] } }),
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ")", moreTriggerCharacter: ["]", "\n"] },
    ...(client.takesCodeActions && {
      codeActionProvider: {
        codeActionKinds: ["quickfix", "refactor.extract", "refactor.rewrite", "source.fixAll.pql"],
      },
    }),
    completionProvider: {
      triggerCharacters: [".", '"', "^", "`", "=", "[", "(", " "],
      resolveProvider: true,
    },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: "pql", interFileDependencies: false, workspaceDiagnostics: false },
    }),
  };
}
