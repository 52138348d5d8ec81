/**
 * Every sentence of the extension that is translated goes through here, in the editor and in the programs beside it: the English
 * sentence is the key, and what was never given a language speaks English. Knows no editor and reads no file.
 */

import { toSentenceKey } from "../../../server/src/protocol/sentenceKeys";

/** The translations of one language by the key of the English sentence, and the language's name for `Intl`. */
export interface Language {
  readonly sentences: Readonly<Record<string, string>>;
  readonly name: string;
}

const ENGLISH: Language = { sentences: {}, name: "en-US" };

/**
 * The one thing in the code that changes after loading (docs/languages.md): the editor hands in its language before anything that
 * speaks is loaded, and nobody changes it later. What writes its dates is kept beside it, because making that is slow.
 */
const spoken: { language: Language; days?: Intl.DateTimeFormat; times?: Intl.DateTimeFormat } = {
  language: ENGLISH,
};

/** What stands in the gaps of a sentence. */
export type Part = string | number;

/** The sentence for one, and the one for any other number. `{0}` is the number, the parts follow from `{1}` on. */
export type CountedSentence = readonly [one: string, several: string];

/**
 * Called once, before anything is said: by the entry before it loads anything that speaks, by a page before it draws. Without
 * translations everything stays English.
 */
export function beginSpeaking(sentences: Language["sentences"] | undefined, name: string): void {
  spoken.language = sentences === undefined ? ENGLISH : { sentences, name };
}

/** What was handed in, for those who hand it on to a program of their own, such as a page; nothing for English. */
export function findLanguage(): Language | undefined {
  return spoken.language === ENGLISH ? undefined : spoken.language;
}

/** The sentence in the language of the editor, with the parts in `{0}`, `{1}` and so on. */
export function say(sentence: string, ...parts: readonly Part[]): string {
  const { sentences } = spoken.language;
  const said = sentences === ENGLISH.sentences ? sentence : (sentences[toSentenceKey(sentence)] ?? sentence);
  return parts.length === 0 ? said : said.replace(GAP, (gap, place) => String(parts[Number(place)] ?? gap));
}

/** One of two sentences, as the number wants. */
export function sayCount(count: number, [one, several]: CountedSentence, ...parts: readonly Part[]): string {
  return say(count === 1 ? one : several, sayNumber(count), ...parts);
}

/**
 * Names a sentence that is data where it stands and said elsewhere, or a table whose texts are: the scripts that collect sentences
 * find them here.
 */
export function later<const Named>(named: Named): Named {
  return named;
}

/**
 * A number with the separators of the language, short ones too: left to itself, `Intl` writes 6240 beside 33.700 where a language has no
 * short word for thousands.
 */
export function sayNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return value.toLocaleString(spoken.language.name, options && { useGrouping: "always", ...options });
}

/**
 * A number in few letters, for where there is little room: 9.31K, 2.08M. Where the language has no short word for it, as German has none
 * for thousands, it is exact: rounded digits that look exact pass for another number.
 */
export function sayShortNumber(value: number): string {
  const format = new Intl.NumberFormat(spoken.language.name, {
    notation: "compact",
    maximumSignificantDigits: 3,
    useGrouping: "always",
  });
  const isShort = format.formatToParts(value).some(({ type }) => type === "compact");
  return isShort ? format.format(value) : sayNumber(value);
}

/** A day in UTC: in English as everybody can sort it, otherwise as the language writes days. */
export function sayDay(milliseconds: number): string {
  if (spoken.language === ENGLISH) return new Date(milliseconds).toISOString().slice(0, 10);
  spoken.days ??= toFormat({});
  return spoken.days.format(milliseconds);
}

/** A day with hour and minute in UTC, the same for everyone who compares notes. */
export function sayTime(milliseconds: number): string {
  if (spoken.language === ENGLISH)
    return `${new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  spoken.times ??= toFormat({ timeStyle: "short" });
  return `${spoken.times.format(milliseconds)} UTC`;
}

function toFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(spoken.language.name, { dateStyle: "medium", timeZone: "UTC", ...options });
}

const GAP = /\{(\d+)\}/g;
