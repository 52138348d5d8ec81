/**
 * The open documents, by URI. Opening, changing and closing only; what a document means is its own business.
 */
import type { Environment } from "../pql/semantics/environment";
import { type DocumentChange, type OpenedText, PqlDocument } from "./document";

/** The documents a client has open. */
export class Documents {
  readonly #byUri = new Map<string, PqlDocument>();
  #opened = 0;

  /** Opens a document, also one that is open already. */
  open(opened: OpenedText, environment: Environment): PqlDocument {
    const document = new PqlDocument(opened, environment, ++this.#opened);
    this.#byUri.set(opened.uri, document);
    return document;
  }

  /** Changes an open document; undefined for one that is not open. */
  change(uri: string, version: number, changes: readonly DocumentChange[]): PqlDocument | undefined {
    const document = this.#byUri.get(uri);
    document?.change(version, changes);
    return document;
  }

  close(uri: string): void {
    this.#byUri.delete(uri);
  }

  find(uri: string): PqlDocument | undefined {
    return this.#byUri.get(uri);
  }

  all(): Iterable<PqlDocument> {
    return this.#byUri.values();
  }
}
