/**
 * Brings documents, schemas and the server together: the first document with PQL in it starts the server, each sandbox a document
 * belongs to gets its schemas, and what arrives late for another sandbox never replaces those in use.
 */
import * as vscode from "vscode";
import type { SchemaChanged } from "../../../server/src/protocol/clientMessages";
import type { Selection } from "../auth/selection";
import { readDocumentUri } from "../documents/aepUri";
import type { SandboxTarget } from "../model/resource";
import type { SchemaKeeper, SchemaState } from "../resources/schemaKeeper";
import { AUDIENCE_CALL, type AudienceNameSources, AudienceNames } from "./audienceNames";
import type { FolderSchemas } from "./folderSchemas";
import type { ServerSeam } from "./serverSeam";

/** What the features are built on. */
export interface LanguageSources extends AudienceNameSources {
  readonly keeper: SchemaKeeper;
  readonly server: ServerSeam;
  readonly selection: Selection;
  readonly folderSchemas: FolderSchemas;
}

/** Where no sandbox is in use, the schemas of the folder serve every document that has none of its own. */
const NO_SANDBOX = "";

/** How an expression shows in texts of other languages that the server reads; or profiles of tests, in which it completes fields. */
const EMBEDDED: ReadonlyMap<string, RegExp> = new Map([
  ["json", /"pql\/text"|"(?:qualifies|tests)":/],
  ["jsonc", /"pql\/text"/],
  ["markdown", /^[\s>]*(?:[-*+]\s+)?(?:`{3,}|~{3,})\s*\{?\.?pql\b/im],
]);

function isServed(document: vscode.TextDocument): boolean {
  const { languageId } = document;
  return languageId === "pql" || EMBEDDED.get(languageId)?.test(document.getText()) === true;
}

/** Serves PQL documents until disposed. Does nothing before the first one is open. */
export class LanguageFeatures implements vscode.Disposable {
  private readonly listeners: vscode.Disposable[] = [];
  private readonly ending = new AbortController();
  private readonly names: AudienceNames;
  private isStarted = false;
  private isFolderServed = false;

  constructor(private readonly sources: LanguageSources) {
    this.names = new AudienceNames(sources, this.ending.signal);
    this.listeners.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.serve(document)),
      // A body or a note may have got its first expression since it was opened.
      vscode.workspace.onDidSaveTextDocument((document) => this.serve(document)),
      sources.keeper.onDidChange((state) => this.tellSchema(state)),
      sources.selection.onDidChange(() => this.serveSelected()),
      sources.folderSchemas.onDidChange(() => this.serveSelected()),
    );
    sources.server.prepareCompletions(({ document, lineStart }) =>
      lineStart.includes(AUDIENCE_CALL) ? this.nameAudiencesFor(document) : undefined,
    );
    for (const document of vscode.workspace.textDocuments) this.serve(document);
  }

  dispose(): void {
    this.ending.abort();
    for (const listener of this.listeners) listener.dispose();
  }

  private serve(document: vscode.TextDocument): void {
    if (!isServed(document)) return;
    if (!this.isStarted) {
      this.isStarted = true;
      void this.sources.server.start();
      this.serveSelected();
    }
    const target = this.toTarget(document.uri);
    if (target === undefined) return;
    void this.sources.keeper.ensure(target);
    const text = document.getText();
    if (text.includes(AUDIENCE_CALL)) void this.names.tell(target, text);
  }

  /** Resolves once the names are told that may stand at this place of the document. */
  private nameAudiencesFor(document: vscode.TextDocument): Promise<void> | undefined {
    const target = this.toTarget(document.uri);
    return target && this.names.tell(target, document.getText());
  }

  /** The sandbox a document is checked against: its own, or the one in use. */
  private toTarget(uri: vscode.Uri): SandboxTarget | undefined {
    return readDocumentUri(uri)?.reference ?? this.sources.selection.current;
  }

  private serveSelected(): void {
    const { current } = this.sources.selection;
    if (!this.isStarted) return;
    if (current === undefined) {
      this.serveFolder();
      return;
    }
    const known = this.sources.keeper.find(current);
    if (known !== undefined) this.tellSchema(known);
    void this.sources.keeper.ensure(current);
  }

  private serveFolder(): void {
    const { folderSchemas, server } = this.sources;
    folderSchemas.look();
    const { current } = folderSchemas;
    // Where they are gone, what was told of them is taken back.
    if (current === undefined && !this.isFolderServed) return;
    this.isFolderServed = current !== undefined;
    const { schemas = {}, age } = current ?? {};
    server.tellSchema({ key: NO_SANDBOX, schemas, ...(age !== undefined && { age }), isSelected: true });
  }

  private tellSchema(state: SchemaState): void {
    if (state.isFetching || state.schemas === undefined) return;
    const { files, fetchedAt } = state.schemas;
    const isSelected = this.sources.selection.isCurrent(state.target);
    const change: SchemaChanged = {
      key: state.key,
      schemas: files,
      age: new Date(fetchedAt).toISOString(),
      isSelected,
    };
    this.sources.server.tellSchema(change);
  }
}
