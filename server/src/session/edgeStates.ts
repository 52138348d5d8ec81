/**
 * Whether the merge policy behind each document is active on edge, as far as the client told. It knows neither policies nor
 * audiences: a document nobody told of has no state.
 */
import type { EdgeStateChanged } from "../protocol/clientMessages";

/** The states of all documents. */
export class EdgeStates {
  readonly #states = new Map<string, boolean>();
  readonly #onChange: () => void;

  /** Calls `onChange` whenever what is known of a document became another. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Undefined where nobody knows. */
  find(uri: string): boolean | undefined {
    return this.#states.get(uri);
  }

  /** Takes what the client tells; anything but a truth value is nothing known. */
  change({ uri, isActiveOnEdge }: EdgeStateChanged): void {
    if (this.#states.get(uri) === isActiveOnEdge) return;
    if (typeof isActiveOnEdge === "boolean") this.#states.set(uri, isActiveOnEdge);
    else if (!this.#states.delete(uri)) return;
    this.#onChange();
  }
}
