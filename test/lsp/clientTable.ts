/**
 * What clients that people use say of themselves when they greet a server, as far as this server acts upon it. Data only.
 * Read from what is published: asked of the running client (Neovim, lsp-mode, coc.nvim, Kate, marimo, Monaco), or taken from its source or package (the others).
 */

const LITERAL_ACTIONS = {
  codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor"] } },
};
const MARKDOWN = ["markdown", "plaintext"];

/** A client and what it declares. */
export interface ClientEntry {
  readonly name: string;
  readonly capabilities: {
    readonly workspace?: Readonly<Record<string, unknown>>;
    readonly textDocument: Readonly<Record<string, object>>;
    readonly general?: object;
  };
}

/** The clients, each in the version that was looked at. */
export const CLIENTS: readonly ClientEntry[] = [
  {
    name: "Neovim 0.7.2",
    capabilities: {
      workspace: {
        applyEdit: true,
        workspaceEdit: { resourceOperations: ["rename", "create", "delete"] },
        workspaceFolders: true,
      },
      textDocument: {
        synchronization: { didSave: true, dynamicRegistration: false },
        completion: { completionItem: { snippetSupport: false, documentationFormat: MARKDOWN } },
        definition: { linkSupport: true },
        hover: { contentFormat: MARKDOWN, dynamicRegistration: false },
        codeAction: { ...LITERAL_ACTIONS, dataSupport: true, resolveSupport: { properties: ["edit"] } },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        rename: { prepareSupport: true, dynamicRegistration: false },
        publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
      },
    },
  },
  {
    name: "eglot 1.9",
    capabilities: {
      workspace: {
        applyEdit: true,
        workspaceEdit: { documentChanges: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        configuration: true,
        workspaceFolders: true,
      },
      textDocument: {
        synchronization: {
          didSave: true,
          willSave: true,
          willSaveWaitUntil: true,
          dynamicRegistration: false,
        },
        completion: {
          completionItem: { snippetSupport: false, deprecatedSupport: true, tagSupport: { valueSet: [1] } },
          contextSupport: true,
        },
        definition: { linkSupport: true },
        hover: { contentFormat: ["plaintext"] },
        codeAction: { ...LITERAL_ACTIONS, isPreferredSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        rename: { dynamicRegistration: false },
        publishDiagnostics: { relatedInformation: false, tagSupport: { valueSet: [1, 2] } },
      },
    },
  },
  {
    name: "lsp-mode 8.0.0",
    capabilities: {
      workspace: {
        applyEdit: true,
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
        configuration: true,
        workspaceFolders: true,
      },
      textDocument: {
        synchronization: { willSave: true, didSave: true, willSaveWaitUntil: true },
        completion: {
          completionItem: {
            // True with yasnippet, which its manual recommends.
            snippetSupport: true,
            documentationFormat: MARKDOWN,
            insertReplaceSupport: true,
            insertTextModeSupport: { valueSet: [1, 2] },
          },
          contextSupport: true,
        },
        definition: { linkSupport: true },
        hover: { contentFormat: MARKDOWN },
        codeAction: { ...LITERAL_ACTIONS, isPreferredSupport: true, dataSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        rename: { dynamicRegistration: true, prepareSupport: true },
        publishDiagnostics: {
          relatedInformation: true,
          tagSupport: { valueSet: [1, 2] },
          versionSupport: true,
        },
      },
    },
  },
  {
    name: "ALE 3.3.0",
    capabilities: {
      workspace: { applyEdit: false, didChangeConfiguration: { dynamicRegistration: false } },
      textDocument: {
        synchronization: { didSave: true, dynamicRegistration: false },
        completion: { completionItem: { snippetSupport: false, documentationFormat: ["plaintext"] } },
        definition: { linkSupport: false },
        hover: { contentFormat: ["plaintext"] },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
        documentSymbol: { hierarchicalDocumentSymbolSupport: false },
        rename: { dynamicRegistration: false },
        publishDiagnostics: { relatedInformation: true },
      },
    },
  },
  {
    name: "coc.nvim 0.0.82",
    capabilities: {
      workspace: {
        applyEdit: true,
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        configuration: true,
        workspaceFolders: true,
        diagnostics: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
        codeLens: { refreshSupport: true },
        textDocumentContent: { dynamicRegistration: true },
      },
      textDocument: {
        synchronization: {
          dynamicRegistration: true,
          willSave: true,
          willSaveWaitUntil: true,
          didSave: true,
        },
        completion: {
          dynamicRegistration: true,
          completionItem: {
            snippetSupport: true,
            documentationFormat: MARKDOWN,
            insertReplaceSupport: true,
            insertTextModeSupport: { valueSet: [1, 2] },
            resolveSupport: { properties: ["documentation", "detail", "additionalTextEdits"] },
          },
          completionList: {
            itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode", "data"],
          },
          contextSupport: true,
        },
        definition: { dynamicRegistration: true, linkSupport: true },
        hover: { dynamicRegistration: true, contentFormat: MARKDOWN },
        codeAction: {
          ...LITERAL_ACTIONS,
          dynamicRegistration: true,
          isPreferredSupport: true,
          dataSupport: true,
          resolveSupport: { properties: ["edit"] },
        },
        documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
        rename: { dynamicRegistration: true, prepareSupport: true },
        publishDiagnostics: {
          relatedInformation: true,
          tagSupport: { valueSet: [1, 2] },
          versionSupport: true,
        },
        diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
      },
    },
  },
  {
    // It names nothing of completion at all.
    name: "Kate 22.12.3",
    capabilities: {
      workspace: { workspaceFolders: true },
      textDocument: {
        synchronization: { didSave: true },
        hover: { contentFormat: MARKDOWN },
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor", "source"] } },
        },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        publishDiagnostics: { relatedInformation: true },
        selectionRange: { dynamicRegistration: false },
        semanticTokens: { formats: ["relative"], requests: { full: { delta: true }, range: true } },
      },
    },
  },
  {
    name: "cclsp 0.7.0",
    capabilities: {
      workspace: { workspaceEdit: { documentChanges: true }, workspaceFolders: true },
      textDocument: {
        synchronization: { didOpen: true, didChange: true, didClose: true },
        completion: { completionItem: { snippetSupport: true } },
        definition: { linkSupport: false },
        hover: {},
        // Not where LSP looks for the tree of symbols, which is why it is answered a list.
        documentSymbol: { symbolKind: { valueSet: [17, 22, 24] } },
        rename: { prepareSupport: false },
        diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false },
      },
    },
  },
  {
    name: "@codemirror/lsp-client 6.3.0",
    capabilities: {
      general: { markdown: { parser: "marked" } },
      textDocument: {
        completion: {
          completionItem: {
            snippetSupport: true,
            documentationFormat: MARKDOWN,
            insertReplaceSupport: false,
          },
          completionList: { itemDefaults: ["commitCharacters", "editRange", "insertTextFormat"] },
          contextSupport: true,
        },
        definition: {},
        hover: { contentFormat: MARKDOWN },
        rename: {},
        diagnostic: {},
        publishDiagnostics: { versionSupport: true },
      },
    },
  },
  {
    name: "codemirror-languageserver 1.22.1",
    capabilities: {
      workspace: { didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: {
        synchronization: { dynamicRegistration: true, didSave: false },
        completion: {
          completionItem: { snippetSupport: false, documentationFormat: MARKDOWN },
          contextSupport: true,
        },
        definition: { dynamicRegistration: true, linkSupport: true },
        hover: { dynamicRegistration: true, contentFormat: MARKDOWN },
        rename: { dynamicRegistration: true, prepareSupport: true },
      },
    },
  },
  {
    name: "@marimo-team/codemirror-languageserver 2.0.0",
    capabilities: {
      workspace: { didChangeConfiguration: { dynamicRegistration: false } },
      textDocument: {
        synchronization: { willSave: true, didSave: true, willSaveWaitUntil: true },
        completion: {
          completionItem: {
            snippetSupport: true,
            documentationFormat: MARKDOWN,
            insertReplaceSupport: true,
            resolveSupport: { properties: ["documentation", "detail", "additionalTextEdits"] },
          },
          completionList: {
            itemDefaults: ["commitCharacters", "editRange", "insertTextFormat", "insertTextMode", "data"],
          },
          contextSupport: false,
        },
        definition: { dynamicRegistration: true, linkSupport: true },
        hover: { dynamicRegistration: true, contentFormat: MARKDOWN },
        codeAction: { ...LITERAL_ACTIONS, resolveSupport: { properties: ["edit"] } },
        rename: { dynamicRegistration: true, prepareSupport: true },
        publishDiagnostics: { relatedInformation: true, versionSupport: true, dataSupport: true },
      },
    },
  },
  {
    name: "Monaco 0.57.0 with its own client",
    capabilities: {
      workspace: { inlayHint: { refreshSupport: true } },
      textDocument: {
        synchronization: { dynamicRegistration: true, didSave: false },
        completion: {
          completionItem: { tagSupport: { valueSet: [1] }, preselectSupport: true },
          contextSupport: true,
        },
        definition: { dynamicRegistration: true, linkSupport: true },
        hover: { dynamicRegistration: true, contentFormat: MARKDOWN },
        codeAction: {
          ...LITERAL_ACTIONS,
          isPreferredSupport: true,
          dataSupport: true,
          resolveSupport: { properties: ["edit"] },
        },
        documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
        rename: { dynamicRegistration: true, prepareSupport: true },
        publishDiagnostics: { relatedInformation: true, versionSupport: true, dataSupport: true },
        diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true },
      },
    },
  },
];
