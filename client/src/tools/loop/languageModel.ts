/**
 * What the drafting loop asks of a language model: text in, text out. Whoever has a model hands one in; nothing else of it is known,
 * and nothing it says is run.
 */

/** A model that can be asked. */
export interface LanguageModel {
  /** The answer as text, at most `LONGEST_ANSWER` characters of it. Rejects where the model cannot be asked. */
  complete(prompt: string, signal: AbortSignal): Promise<string>;
}

/** Longer answers are no drafts; reading stops here. */
export const LONGEST_ANSWER = 40_000;
