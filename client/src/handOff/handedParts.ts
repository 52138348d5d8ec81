/**
 * What lies in the folder of a hand-off packet, for its page. Only types.
 */
import type { HandedThing } from "./readHanded";
import type { Untranslated } from "./translateTemplate";

/** A message or a fragment in the folder. */
export interface HandedText {
  readonly title: string;
  readonly path: string;
  /** The text as written; undefined where it is the same. */
  readonly authored: string | undefined;
  readonly untranslated: readonly Untranslated[];
}

/** An audience in the folder. */
export interface HandedRule {
  readonly audience: HandedThing;
  /** Undefined where there is no rule that may be handed over. */
  readonly path: string | undefined;
}
