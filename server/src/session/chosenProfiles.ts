/**
 * The profile that a person chose to see a rule on, for each document that has one. Held in memory for as long as the document
 * is open and the choice stands, never written or logged.
 */
import type { Clock, Explanation } from "../pql/evaluate/compiledRule";
import type { Query } from "../pql/syntax/query";

/** A profile, and when it is asked about. */
export interface ChosenProfile {
  readonly profile: unknown;
  readonly clock: Clock;
}

/** Work for one profile: some tenths of a second, because it is done while somebody types. */
const STEPS = 1_000_000;

export class ChosenProfiles {
  readonly #chosen = new Map<string, ChosenProfile>();
  readonly #answers = new WeakMap<
    ChosenProfile,
    { readonly text: string; readonly explanation: Explanation | undefined }
  >();
  readonly #onChange: () => void;

  /** Calls `onChange` whenever a document got another profile, or none. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Takes a choice; undefined takes it back. */
  put(uri: string, chosen: ChosenProfile | undefined): void {
    if (chosen !== undefined) this.#chosen.set(uri, chosen);
    else if (!this.#chosen.delete(uri)) return;
    this.#onChange();
  }

  /** What a rule answers for the chosen profile; undefined without one, or where the text has errors. */
  async explain(uri: string, text: string, query: Query): Promise<Explanation | undefined> {
    const chosen = this.#chosen.get(uri);
    if (chosen === undefined) return undefined;
    const known = this.#answers.get(chosen);
    if (known?.text === text) return known.explanation;
    const { compileQuery } = await import("../pql/evaluate/compiledRule");
    const explanation = compileQuery(query, { steps: STEPS }).rule?.explain(chosen.profile, chosen.clock);
    this.#answers.set(chosen, { text, explanation });
    return explanation;
  }

  /** Forgets without a word to anybody: the document is gone. */
  forget(uri: string): void {
    this.#chosen.delete(uri);
  }

  has(uri: string): boolean {
    return this.#chosen.has(uri);
  }
}
