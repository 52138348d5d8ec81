/**
 * The open documents that hold expressions without being PQL, by URI, and the telling of their problems.
 */
import type { Connection, Diagnostic } from "vscode-languageserver";
import { toDiagnostic } from "../convert/diagnostics";

import type { ClientFacts } from "./clientFacts";
import type { DocumentChange, OpenedText } from "./document";
import { EmbeddedDocument } from "./embeddedDocument";
import type { Schemas } from "./schemas";

const LANGUAGES: ReadonlySet<string> = new Set(["json", "jsonc", "markdown"]);
/** More problems than this help nobody. */
const MOST_SHOWN = 200;

/** What surrounds the documents. */
export interface EmbeddedHost {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly schemas: Schemas;
}

/** The open documents with expressions in them. */
export class EmbeddedDocuments {
  readonly #host: EmbeddedHost;
  readonly #byUri = new Map<string, EmbeddedDocument>();

  constructor(host: EmbeddedHost) {
    this.#host = host;
  }

  /** True for documents of languages that may hold expressions. */
  takes(languageId: string): boolean {
    return LANGUAGES.has(languageId);
  }

  /** Opens a document, also one that is open already. */
  open(opened: OpenedText & { readonly languageId: string }): void {
    const document = new EmbeddedDocument(opened, this.#host.schemas.environmentOf(opened.uri));
    this.#byUri.set(opened.uri, document);
    this.#tell(document);
  }

  /** Changes an open document; true where it is one of these. */
  change(uri: string, version: number, changes: readonly DocumentChange[]): boolean {
    const document = this.#byUri.get(uri);
    document?.change(version, changes);
    if (document !== undefined) this.#tell(document);
    return document !== undefined;
  }

  /** Closes a document and takes its problems off the screen; true where it is one of these. */
  close(uri: string): boolean {
    const isOpen = this.#byUri.delete(uri);
    if (isOpen && !this.#host.client.pullsDiagnostics) {
      void this.#host.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    return isOpen;
  }

  find(uri: string): EmbeddedDocument | undefined {
    return this.#byUri.get(uri);
  }

  /** Takes the schemas and audiences that are known now. */
  renew(): void {
    for (const document of this.#byUri.values()) {
      const hasNews = document.setEnvironment(this.#host.schemas.environmentOf(document.uri));
      if (hasNews) this.#tell(document);
    }
  }

  /** The diagnostics of a document. */
  list(document: EmbeddedDocument): Diagnostic[] {
    const style = { positions: document, hasTags: this.#host.client.knowsDiagnosticTags };
    return document
      .listProblems()
      .slice(0, MOST_SHOWN)
      .map((problem) => toDiagnostic(problem, 0, style));
  }

  #tell(document: EmbeddedDocument): void {
    const { client, connection } = this.#host;
    if (client.pullsDiagnostics) return;
    const { uri, version } = document;
    void connection.sendDiagnostics({ uri, version, diagnostics: this.list(document) });
  }
}
