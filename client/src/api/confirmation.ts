/**
 * The mark that a person saw and confirmed a write. Without one no write leaves (`writeGate.ts`), and only the preview makes
 * one: the architecture test says so. Never travels to the platform.
 */

/** A confirmed preview, as long as it is being sent. Cannot be imitated: what counts is where it was made, not its shape. */
export class Confirmation {
  #isOver = false;

  /** @param preview the id of the preview that was confirmed */
  constructor(readonly preview: string) {}

  /** Whether `value` is a confirmation under which something may still leave. */
  static isOpen(value: unknown): value is Confirmation {
    return typeof value === "object" && value !== null && #isOver in value && !value.#isOver;
  }

  /** Nothing more leaves under it. */
  end(): void {
    this.#isOver = true;
  }
}
