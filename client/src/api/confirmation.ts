/**
 * The mark that a person saw and confirmed a write. Without one no write leaves (`writeGate.ts`), and only the preview makes
 * one: the architecture test says so. Never travels to the platform.
 */

/** A kind of call: its verb, and what its path must be. */
export type ConfirmedCall = readonly [method: string, path: RegExp];

/** A confirmed preview, as long as it is being sent. Cannot be imitated: what counts is where it was made, not its shape. */
export class Confirmation {
  #isOver = false;
  readonly #only: readonly ConfirmedCall[] | undefined;

  /**
   * @param preview the id of the preview that was confirmed
   * @param only the calls it was given for; without them whatever the preview sends
   */
  constructor(
    readonly preview: string,
    only?: readonly ConfirmedCall[],
  ) {
    this.#only = only;
  }

  /** Whether it was given for such a call. */
  covers(method: string, path: string): boolean {
    return this.#only?.some(([itsMethod, itsPath]) => itsMethod === method && itsPath.test(path)) ?? true;
  }

  /** Whether `value` is a confirmation under which something may still leave. */
  static isOpen(value: unknown): value is Confirmation {
    return typeof value === "object" && value !== null && #isOver in value && !value.#isOver;
  }

  /** Nothing more leaves under it. */
  end(): void {
    this.#isOver = true;
  }
}
