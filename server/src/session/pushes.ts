/**
 * Which documents a client is told problems of without asking. A client that says it asks for problems may never do so
 * (CodeMirror's does not), so only what it does counts: it is told until it asks for the first time. One that asks once asks for
 * whatever it shows, so from then on only documents it was told of before are told again, each until it is asked for.
 * Documents are no measure of it: editors open many that they never show, and ask for none of those.
 */
import type { ClientFacts } from "./clientFacts";

/** The rule, with what happened so far. Documents are told apart by their objects, so one that is opened again is another. */
export class Pushes {
  readonly #pulls: boolean;
  readonly #told = new WeakSet<object>();
  #hasPulled = false;

  constructor({ pullsDiagnostics }: ClientFacts) {
    this.#pulls = pullsDiagnostics;
  }

  /** Whether the problems of a document are told as they change. */
  mayTell(document: object): boolean {
    return !this.#pulls || !this.#hasPulled || this.#told.has(document);
  }

  /** Notes that problems of a document were told. */
  note(document: object): void {
    this.#told.add(document);
  }

  /** Notes that a client asked; true where what it was told of the document before has to go. */
  takeBack(document: object): boolean {
    this.#hasPulled = true;
    return this.#told.delete(document);
  }

  /** Notes that a document was closed; true where what was told of it has to go. */
  end(document: object): boolean {
    return this.#told.delete(document) || !this.#pulls;
  }
}
