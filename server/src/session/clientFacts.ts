/**
 * What the client can do, read once from its capabilities. A client that says nothing gets the plainest form of everything.
 */
import type { ClientCapabilities } from "vscode-languageserver-protocol";

/** What is answered about documents that hold expressions without being PQL. */
const EMBEDDED_FEATURES = ["hover", "codeAction", "completion", "signatureHelp"] as const;

/** One of those questions, as the client's capabilities name it. */
export type EmbeddedFeature = (typeof EMBEDDED_FEATURES)[number];

/** The abilities the server acts upon. */
export interface ClientFacts {
  /** Asks for diagnostics itself; they are not pushed then. */
  readonly pullsDiagnostics: boolean;
  /** Can be told to ask for diagnostics again. */
  readonly refreshesDiagnostics: boolean;
  /** Shows code that is deprecated or of no use as such. */
  readonly knowsDiagnosticTags: boolean;
  /** Answers questions for its configuration. */
  readonly answersConfiguration: boolean;
  /** Can be asked to tell of changes of its configuration. */
  readonly registersConfiguration: boolean;
  readonly showsMarkdownHover: boolean;
  readonly showsMarkdownDocumentation: boolean;
  readonly insertsSnippets: boolean;
  /** Can be told to leave the white space of what it inserts as it is: for a whole list, for each item, or not at all. */
  readonly keepsWhiteSpace: "shared" | "each" | "unknown";
  /** Takes one range to insert at and one to replace. */
  readonly replacesOnCompletion: boolean;
  /** Takes the range all completion items share from their list. */
  readonly takesItemDefaults: boolean;
  /** Takes from the list as well what an item carries until it is resolved. */
  readonly takesDefaultData: boolean;
  /** Can be asked to tell of further documents, and of their problems where it pulls those. */
  readonly registersDocuments: boolean;
  /** The questions it can be asked to ask about further documents. */
  readonly registersFeatures: ReadonlySet<EmbeddedFeature>;
  /** Takes code actions with their edits; older clients know commands only and get none. */
  readonly takesCodeActions: boolean;
  /** Takes edits of a document for one version of it. */
  readonly versionsEdits: boolean;
  /** Lists symbols as a tree. */
  readonly nestsSymbols: boolean;
  /** Asks what is to be renamed before it asks for the rename. */
  readonly preparesRename: boolean;
  /** Takes definitions with the range they were asked for at. */
  readonly takesLocationLinks: boolean;
  /** Shows documents whose text the server tells. */
  readonly showsServerText: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  /** Commands the client says it carries out (see `CLIENT_COMMANDS`). */
  readonly commands: ReadonlySet<string>;
}

/** `InsertTextMode.asIs` of LSP. */
const AS_IS = 1;

/** The facts in what a client says of itself. */
export function readClientFacts(
  { textDocument, workspace }: ClientCapabilities,
  initializationOptions?: unknown,
): ClientFacts {
  const item = textDocument?.completion?.completionItem;
  const itemDefaults = textDocument?.completion?.completionList?.itemDefaults;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    knowsDiagnosticTags:
      (textDocument?.diagnostic?.tagSupport ?? textDocument?.publishDiagnostics?.tagSupport) !== undefined,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    showsMarkdownHover: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    showsMarkdownDocumentation: item?.documentationFormat?.includes("markdown") === true,
    insertsSnippets: item?.snippetSupport === true,
    keepsWhiteSpace: !item?.insertTextModeSupport?.valueSet.includes(AS_IS)
      ? "unknown"
      : itemDefaults?.includes("insertTextMode")
        ? "shared"
        : "each",
    replacesOnCompletion: item?.insertReplaceSupport === true,
    takesItemDefaults: itemDefaults?.includes("editRange") === true,
    takesDefaultData: itemDefaults?.includes("data") === true,
    registersDocuments:
      textDocument?.synchronization?.dynamicRegistration === true &&
      (textDocument.diagnostic === undefined || textDocument.diagnostic.dynamicRegistration === true),
    registersFeatures: new Set(
      EMBEDDED_FEATURES.filter((feature) => textDocument?.[feature]?.dynamicRegistration === true),
    ),
    takesCodeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    versionsEdits: workspace?.workspaceEdit?.documentChanges === true,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    takesLocationLinks: textDocument?.definition?.linkSupport === true,
    showsServerText: workspace?.textDocumentContent !== undefined,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    commands: new Set(readCommands(initializationOptions)),
  };
}

function readCommands(options: unknown): string[] {
  const commands = (options as { commands?: unknown } | null | undefined)?.commands;
  return Array.isArray(commands) ? commands.filter((each) => typeof each === "string") : [];
}
