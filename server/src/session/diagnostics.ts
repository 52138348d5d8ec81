/**
 * Brings the problems of documents to the client: when asked, where the client asks, else by itself after each change (see pushes.ts).
 * Nothing waits on purpose: a change of one clause is checked and told as soon as no other message waits.
 */
import {
  type CancellationToken,
  type Connection,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Translate } from "../convert/translatedTexts";
import type { ClientFacts } from "./clientFacts";
import type { PqlDocument } from "./pqlDocument";
import type { ProblemList } from "./problemList";
import type { Pushes } from "./pushes";
import type { Log } from "./sessionLog";
import { cancelled, nextTurn } from "./slices";

/** Longest stretch of checking before waiting messages are looked at. */
const SLICE_MS = 6;

/** What the service works with. */
export interface DiagnosticsHost {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly translate: Translate;
  readonly pushes: Pushes;
  readonly log: Log;
  /** Settled once the schema a document is checked against was first read; undefined where there is nothing to wait for. */
  firstLoad(uri: string): Promise<void> | undefined;
}

type Lister = typeof import("./problemList");

/** Both ways of telling problems. */
export class Diagnostics {
  readonly #host: DiagnosticsHost;
  /** Documents whose problems the client has not been told. */
  readonly #untold = new Set<PqlDocument>();
  /** What a client has pulled of each document. */
  readonly #known = new WeakMap<PqlDocument, string>();
  readonly #lists = new WeakMap<PqlDocument, ProblemList>();
  /** What writes problems down and compares conditions. Loaded with the first text: greeting and completing do without it. */
  #lister: Lister | undefined;
  #isScheduled = false;
  #touches = 0;

  constructor(host: DiagnosticsHost) {
    this.#host = host;
  }

  /** Notes that the problems of a document may have changed. */
  touch(document: PqlDocument): void {
    if (!this.#host.pushes.mayTell(document)) return;
    this.#untold.add(document);
    this.#touches++;
    void this.#flushSoon();
  }

  /** Forgets a document and, where problems were pushed, takes them off the screen. */
  close(document: PqlDocument): void {
    this.#untold.delete(document);
    if (this.#host.pushes.end(document)) this.#clear(document.uri);
  }

  /** Tells what can be told now: checks for a while, publishes what is done, goes on later with the rest. */
  async #flush(): Promise<void> {
    const lister = await this.#loadLister();
    for (const document of this.#untold) {
      const wait = this.#host.firstLoad(document.uri);
      if (wait !== undefined) continue;
      if (!document.check(SLICE_MS)) {
        void this.#flushSoon();
        return;
      }
      this.#untold.delete(document);
      this.#publish(document, lister);
    }
  }

  /**
   * Tells a client that pulls to ask again, because more than one document may have changed its problems. One that cannot be
   * told gets the problems of these documents without asking, until it asks again for reasons of its own.
   */
  refresh(documents: Iterable<PqlDocument>): void {
    const { pullsDiagnostics, refreshesDiagnostics } = this.#host.client;
    if (!refreshesDiagnostics) {
      if (!pullsDiagnostics) return;
      for (const document of documents) this.#touchOutdated(document);
      void this.#flushSoon();
      return;
    }
    this.#host.connection.languages.diagnostics
      .refresh()
      .catch((error: unknown) => this.#host.log(`the client did not refresh: ${String(error)}`));
  }

  /** Answers a pull: "unchanged" where the client has seen this very result. */
  report(
    document: PqlDocument,
    seen: string | undefined,
    cancellation: CancellationToken,
  ): DocumentDiagnosticReport | Promise<DocumentDiagnosticReport> {
    this.#takeBack(document);
    const { resultId } = document;
    this.#known.set(document, resultId);
    if (seen === resultId) return { kind: "unchanged", resultId };
    if (this.#lister !== undefined && document.check(SLICE_MS))
      return this.#fullReport(document, this.#lister);
    return this.#reportLater(document, cancellation);
  }

  #touchOutdated(document: PqlDocument): void {
    const known = this.#known.get(document);
    if (known === undefined || known === document.resultId) return;
    this.#known.set(document, document.resultId);
    this.#untold.add(document);
  }

  /** What was told without being asked gives way to the answer. */
  #takeBack(document: PqlDocument): void {
    this.#untold.delete(document);
    if (this.#host.pushes.takeBack(document)) this.#clear(document.uri);
  }

  #clear(uri: string): void {
    void this.#host.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #reportLater(
    document: PqlDocument,
    cancellation: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    const { revision } = document;
    const lister = await this.#loadLister();
    do {
      await nextTurn();
      if (cancellation.isCancellationRequested) throw cancelled();
      if (document.revision !== revision) {
        // The client sees its own change and asks again; until then it keeps what it shows.
        throw new ResponseError(LSPErrorCodes.ServerCancelled, "The document changed.", {
          retriggerRequest: true,
        });
      }
    } while (!document.check(SLICE_MS));
    return this.#fullReport(document, lister);
  }

  async #loadLister(): Promise<Lister> {
    this.#lister ??= await import("./problemList");
    return this.#lister;
  }

  #fullReport(document: PqlDocument, lister: Lister): DocumentDiagnosticReport {
    const items = this.#listOf(document, lister).list();
    return { kind: "full", resultId: document.resultId, items };
  }

  #publish(document: PqlDocument, lister: Lister): void {
    this.#host.pushes.note(document);
    const { uri, version } = document;
    void this.#host.connection.sendDiagnostics({
      uri,
      version,
      diagnostics: this.#listOf(document, lister).list(),
    });
  }

  #listOf(document: PqlDocument, lister: Lister): ProblemList {
    const known = this.#lists.get(document);
    if (known !== undefined) return known;
    const list = new lister.ProblemList(document, this.#host.client, this.#host.translate);
    this.#lists.set(document, list);
    return list;
  }

  /** Once nothing was touched for a turn, because of versions that came together only the newest is of use. */
  async #flushSoon(): Promise<void> {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    await nextTurn();
    for (let seen = -1; seen !== this.#touches; await nextTurn()) seen = this.#touches;
    this.#isScheduled = false;
    await this.#flush();
  }
}
