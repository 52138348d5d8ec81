/**
 * The open documents by URI, and in each its clauses, where they begin, what the check found in them. No copy of the whole text
 * is kept. An edit re-reads and re-checks the clauses it touches. Knows nothing of the client; does not check unless asked.
 */
import type { QueryView } from "../pql/features/queryCursor";
import type { ClauseFindings } from "../pql/semantics/checkClauses";
import type { Environment } from "../pql/semantics/checkEnvironment";
import type { ClauseTraits } from "../pql/semantics/clauseTraits";
import { type ClauseSplice, spliceForEdit } from "../pql/syntax/clauseSplice";
import { parseQuery } from "../pql/syntax/parser";
import { type Clause, queryText } from "../pql/syntax/query";
import type { LinePosition } from "../pql/text/lineIndex";
import type { Span } from "../pql/text/span";
import { ClauseChecks, spliceList } from "./clauseChecks";
import { ClauseLayout } from "./clauseLayout";

/** A change as LSP tells it; without a range it is the whole new text. */
export interface DocumentChange {
  readonly range?: { readonly start: LinePosition; readonly end: LinePosition };
  readonly text: string;
}

/** A text as the client opens it. */
export interface OpenedText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** An open PQL document. */
export class PqlDocument implements QueryView {
  readonly uri: string;
  readonly #ordinal: number;
  #version: number;
  #revision = 0;
  #environment: Environment;
  #clauses: Clause[] = [];
  readonly #layout = new ClauseLayout();
  readonly #checks = new ClauseChecks();

  /** @param ordinal tells this document from one that was open under the same URI before */
  constructor({ uri, version, text }: OpenedText, environment: Environment, ordinal: number) {
    this.uri = uri;
    this.#ordinal = ordinal;
    this.#version = version;
    this.#environment = environment;
    this.#readAll(text);
  }

  /** The client's number of the text. */
  get version(): number {
    return this.#version;
  }

  /** Another number after each change of the text or of the environment, so that late results can be told. */
  get revision(): number {
    return this.#revision;
  }

  /** Names this state of this document, for results that a client keeps. */
  get resultId(): string {
    return `${this.#ordinal}.${this.#revision}`;
  }

  get environment(): Environment {
    return this.#environment;
  }

  get clauses(): readonly Clause[] {
    return this.#clauses;
  }

  get length(): number {
    return this.#clauses.length;
  }

  /** The whole text, put together anew on each call. */
  get text(): string {
    return queryText({ clauses: this.#clauses });
  }

  /** Applies the changes one after the other. */
  change(version: number, changes: readonly DocumentChange[]): void {
    for (const change of changes) this.#apply(change);
    this.#version = version;
    this.#revision++;
  }

  /** Takes another environment; everything is to be checked again. */
  setEnvironment(environment: Environment): void {
    if (environment === this.#environment) return;
    this.#environment = environment;
    this.#checks.reset(this.#clauses);
    this.#revision++;
  }

  /** Goes on checking for about `milliseconds`; true once every clause is checked. */
  check(milliseconds: number): boolean {
    return this.#checks.advance(this.#environment, milliseconds);
  }

  /** What the check found in each clause. */
  get checks(): ClauseChecks {
    return this.#checks;
  }

  findingsOf(clause: number): ClauseFindings {
    return this.#checks.findingsOf(clause, this.#environment);
  }

  traitsAt(index: number): ClauseTraits {
    return this.#checks.traitsAt(index);
  }

  clauseAt(offset: number): number {
    return this.#layout.clauseAt(offset);
  }

  startOf(clause: number): number {
    return this.#layout.startOf(clause);
  }

  get textLength(): number {
    return this.#layout.length;
  }

  /** The line and column at which a clause begins. */
  positionOf(clause: number): LinePosition {
    return this.#layout.positionOf(clause);
  }

  positionAt(offset: number): LinePosition {
    return this.#layout.positionAt(offset);
  }

  offsetAt(position: LinePosition): number {
    return this.#layout.offsetAt(position);
  }

  /**
   * In one piece, once per opening: a megabyte takes some twenty milliseconds. In slices it would be in the way of nobody
   * less, because every question about this document has to wait for its clauses, and the first answer would come later.
   */
  #readAll(text: string): void {
    this.#clauses = [...parseQuery(text).clauses];
    this.#layout.reset(this.#clauses);
    this.#checks.reset(this.#clauses);
  }

  #apply({ range, text }: DocumentChange): void {
    if (range === undefined) {
      this.#readAll(text);
      return;
    }
    const start = this.#layout.offsetAt(range.start);
    const end = this.#layout.offsetAt(range.end);
    const span: Span = start <= end ? { start, end } : { start: end, end: start };
    this.#splice(spliceForEdit({ clauses: this.#clauses }, this, { span, newText: text }));
  }

  #splice(splice: ClauseSplice): void {
    spliceList(this.#clauses, splice);
    this.#layout.follow(splice);
    this.#checks.follow(splice);
  }
}

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
