/**
 * The key of a sentence in the translations that are shipped, for the client and the server: both hold the English sentences already,
 * and a second copy as keys would be a third of each translation. Knows no translation.
 */

const KEY_PRIME = 0x01000193;
const KEY_START = 0x811c9dc5;
/** Five signs: a longer key is shipped with every sentence, and two sentences of one key fail the test of the translations. */
const MOST_KEYS = 36 ** 5;

/** Its hash (FNV-1a). */
export function toSentenceKey(sentence: string): string {
  let hash = KEY_START;
  for (let place = 0; place < sentence.length; place += 1)
    hash = Math.imul(hash ^ sentence.charCodeAt(place), KEY_PRIME);
  return ((hash >>> 0) % MOST_KEYS).toString(36);
}

/** The key of a sentence without gaps, which is told from any text that may come: with its length, because chance is to find none. */
export function toWholeKey(sentence: string): string {
  return `${toSentenceKey(sentence)}${sentence.length}`;
}
