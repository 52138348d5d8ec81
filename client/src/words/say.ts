/**
 * Every sentence of the extension that is translated goes through here, in the editor and in the programs beside it: the English
 * sentence is the key, and what was never given a language speaks English. Knows no editor and reads no file.
 */

/** The translations of one language by the key of the English sentence, and the language's name for `Intl`. */
interface Language {
  readonly sentences: Readonly<Record<string, string>>;
  readonly name: string;
}

const ENGLISH: Language = { sentences: {}, name: "en-US" };

/**
 * The one thing in the code that changes after loading (docs/languages.md): the editor hands in its language before anything that
 * speaks is loaded, and nobody changes it later.
 */
const spoken = { language: ENGLISH };

/** What stands in the gaps of a sentence. */
export type Part = string | number;

/** The sentence for one, and the one for any other number. `{0}` is the number, the parts follow from `{1}` on. */
export type CountedSentence = readonly [one: string, several: string];

/** Called once, by the entry, before it loads anything that speaks. Without translations everything stays English. */
export function beginSpeaking(sentences: Language["sentences"] | undefined, name: string): void {
  spoken.language = sentences === undefined ? ENGLISH : { sentences, name };
}

/** The sentence in the language of the editor, with the parts in `{0}`, `{1}` and so on. */
export function say(sentence: string, ...parts: readonly Part[]): string {
  const { sentences } = spoken.language;
  const said = sentences === ENGLISH.sentences ? sentence : (sentences[toKey(sentence)] ?? sentence);
  return parts.length === 0 ? said : said.replace(GAP, (gap, place) => String(parts[Number(place)] ?? gap));
}

/** One of two sentences, as the number wants. */
export function sayCount(count: number, [one, several]: CountedSentence, ...parts: readonly Part[]): string {
  return say(count === 1 ? one : several, sayNumber(count), ...parts);
}

/** Names a sentence that is data where it stands and said elsewhere: the scripts that collect sentences find it here. */
export function later<const Sentence extends string>(sentence: Sentence): Sentence {
  return sentence;
}

/** A number with the separators of the language. */
export function sayNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return value.toLocaleString(spoken.language.name, options);
}

const GAP = /\{(\d+)\}/g;

const KEY_PRIME = 0x01000193;
const KEY_START = 0x811c9dc5;
/** Five signs: a longer key is shipped with every sentence, and two sentences of one key fail the test of the translations. */
const MOST_KEYS = 36 ** 5;

/**
 * The key of a sentence in the bundle that is shipped: its hash (FNV-1a), because sentences are in the code already and a second copy
 * as keys would be a third of the bundle.
 */
export function toKey(sentence: string): string {
  let hash = KEY_START;
  for (let place = 0; place < sentence.length; place += 1)
    hash = Math.imul(hash ^ sentence.charCodeAt(place), KEY_PRIME);
  return ((hash >>> 0) % MOST_KEYS).toString(36);
}
