/**
 * Texts of the core in the client's language. The core words what it finds in English and knows no language; here, at the rim, a text
 * is told by the sentence it was made from and said again with the same parts. What has no translation stays English, so that a new
 * sentence is never lost. What the core words by whole phrases it is handed the translated ones for. Reads nothing.
 */
import { ENGLISH_SPEECH, fillPhrase, type Speech } from "../pql/text/phrases";
import { toSentenceKey, toWholeKey } from "../protocol/sentenceKeys";

/** The text in the client's language, or as it is. */
export type Translate = (text: string) => string;

/** Translations by English sentence; what is filled in stands in `{0}`, `{1}` on both sides. */
export type Translations = Readonly<Record<string, string>>;

/** All translations of one language. */
export interface ServerWords {
  readonly sentences: Translations;
  /** Sentences without gaps, by `toWholeKey`; missing where all stand in `sentences`, as translators write them. */
  readonly whole?: Translations;
  /** By the keys of English phrases. */
  readonly phrases: Translations;
}

interface Pattern {
  readonly begin: string;
  readonly shape: RegExp;
  readonly translation: string;
  /** How much of it is not filled in: of two sentences that fit, the one that says more is meant. */
  readonly weight: number;
}

const GAP = /\{(\d+)\}/g;

/** Texts remembered; an editor shows the same ones again with every key. */
const MOST_REMEMBERED = 1_000;

/** For clients whose language is English, or has no translations. */
export function stayEnglish(text: string): string {
  return text;
}

/** How a client is spoken to whose language has these translations; English without. */
export function createSpeech(words: ServerWords | undefined): Speech {
  if (words === undefined) return ENGLISH_SPEECH;
  const { sentences, whole, phrases } = words;
  return {
    translate: createTranslate(sentences, whole),
    say: (phrase, ...parts) => fillPhrase(phrases[toSentenceKey(phrase)] ?? phrase, parts),
  };
}

/** What says texts of the core with these translations. */
export function createTranslate(translations: Translations, byKey: Translations = {}): Translate {
  const patterns = Object.entries(translations)
    .filter(([sentence]) => sentence.match(GAP) !== null)
    .map(toPattern)
    .sort((one, other) => other.weight - one.weight);
  const whole = new Map(Object.entries(translations));
  const known = new Map<string, string>();
  const translate = (text: string): string => {
    const remembered = whole.get(text) ?? known.get(text);
    if (remembered !== undefined) return remembered;
    const said = byKey[toWholeKey(text)] ?? findFilled(patterns, text, translate) ?? text;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, said);
    return said;
  };
  return translate;
}

function toPattern([sentence, translation]: readonly [string, string]): Pattern {
  const literals = sentence.split(/\{\d+\}/);
  const source = literals.map((literal) => literal.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join("(.*?)");
  return {
    begin: literals[0] ?? "",
    shape: new RegExp(`^${source}$`, "s"),
    translation,
    weight: literals.join("").length,
  };
}

/** The first sentence the text can be made from, filled with its parts, which may be sentences themselves. */
function findFilled(patterns: readonly Pattern[], text: string, translate: Translate): string | undefined {
  for (const { begin, shape, translation } of patterns) {
    const parts = text.startsWith(begin) ? shape.exec(text)?.slice(1) : undefined;
    if (parts === undefined) continue;
    return translation.replace(GAP, (gap, place) => {
      const part = parts[Number(place)] ?? gap;
      return part.includes(" ") ? translate(part) : part;
    });
  }
  return undefined;
}
