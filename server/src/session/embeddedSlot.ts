/**
 * Where documents with expressions in them are kept once there is one. Which languages those are is said here, because it is
 * asked for every document; everything else is loaded with the first of them.
 */
import type { EmbeddedDocuments, EmbeddedHost } from "./embeddedDocuments";

const LANGUAGES: ReadonlySet<string> = new Set(["json", "jsonc", "markdown"]);

/** The place of documents that hold expressions without being PQL. */
export class EmbeddedSlot {
  readonly #host: EmbeddedHost;
  #documents: EmbeddedDocuments | undefined;

  constructor(host: EmbeddedHost) {
    this.#host = host;
  }

  /** The documents; undefined before there was one. */
  get documents(): EmbeddedDocuments | undefined {
    return this.#documents;
  }

  /** True for documents of these languages. */
  takes(languageId: string): boolean {
    return LANGUAGES.has(languageId);
  }

  /** The documents, ready to take the first. */
  async load(): Promise<EmbeddedDocuments> {
    const { EmbeddedDocuments: Documents } = await import("./embeddedDocuments");
    this.#documents ??= new Documents(this.#host);
    return this.#documents;
  }
}
