/**
 * How explanations and documentation are worded: every phrase in English, whole, with what is filled in as `{0}`, `{1}`, so that it can be said in another
 * language whose words stand in another order. Knows no language but English; others are handed in.
 */

/** Says an English phrase with its parts, in the language of the reader. */
export type SayPhrase = (phrase: string, ...parts: readonly string[]) => string;

/** For readers of English. */
export const sayEnglish: SayPhrase = (phrase, ...parts) => fillPhrase(phrase, parts);

/** The phrase with its parts; what stands in a part stays as it is. */
export function fillPhrase(phrase: string, parts: readonly string[]): string {
  return phrase.replaceAll(/\{(\d)\}/g, (gap, place: string) => parts[Number(place)] ?? gap);
}

/** How a reader is spoken to: by phrases, and by what says a text again that was made of sentences. */
export interface Speech {
  readonly say: SayPhrase;
  readonly translate: (text: string) => string;
}

/** To readers of English. */
export const ENGLISH_SPEECH: Speech = { say: sayEnglish, translate: (text) => text };
