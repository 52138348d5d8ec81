/**
 * Which phrases of a request no clause of a rule holds: a person has to know what was left out before trusting a draft. Compares
 * words, numbers and periods; where it cannot tell, it names the phrase rather than keeping silent. Pure.
 */
import { EMPTY_WORDS, toSpellings, toWords } from "./words";

/** Where a request falls apart into what can hold or not hold by itself. */
const BORDER =
  /[,;.!?\n]+|\b(?:and|or|but|who|whose|that|which|then|also|plus|while|though|although|without|with|excluding|except|in|from|for|during|within|over)\b/giu;

/** Words that turn or frame a condition rather than saying what it is about. */
const FRAMING = new Set(
  [
    "not no never did do doe didn don didnt dont none nobody hasn haven isn aren wasn cannot can could will would should more less than",
    "least most at last past next ago since before after once twice time during within least every each some one two three four five",
    "six seven eight nine ten day week month year hour today yesterday now recent recently make made create build draft me my us our i",
    "we give show select target new there this these those also just so if when where still yet already being been get got came come goes went",
  ]
    .join(" ")
    .split(" "),
);

const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  "one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, at) => [word, String(at + 1)]),
);

/** What a draft says, as it is searched. */
export interface SaidByDraft {
  readonly rule: string;
  /** In plain words, with the titles of fields. */
  readonly explanation: string;
  /** Titles and descriptions of the fields that the rule reads, and of the values it names. */
  readonly fieldTexts: readonly string[];
}

/** The phrases of the request, in their order, that say something. */
function splitPhrases(request: string): readonly string[] {
  return request
    .replaceAll(/(\d),(\d)/gu, "$1$2")
    .replaceAll(/(\d)\.(\d)/gu, "$1·$2")
    .split(BORDER)
    .map((phrase) => phrase.trim())
    .filter((phrase) => listWeighty(phrase).length > 0);
}

/** The phrases of which the draft holds nothing, or not the number. */
export function findUnheld(
  request: string,
  { rule, explanation, fieldTexts }: SaidByDraft,
): readonly string[] {
  const said = new Set([rule, explanation, ...fieldTexts].flatMap(toWords));
  return splitPhrases(request).filter((phrase) => !isHeld(phrase, said));
}

function isHeld(phrase: string, said: ReadonlySet<string>): boolean {
  const words = listWeighty(phrase);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  if (!numbers.every((number) => said.has(number))) return false;
  const others = words.filter((word) => !/^\d+$/.test(word));
  return others.length === 0 || others.some((word) => toSpellings(word).some((each) => isSaid(each, said)));
}

function isSaid(word: string, said: ReadonlySet<string>): boolean {
  if (said.has(word)) return true;
  if (word.length < 3) return false;
  const stem = word.replace(/(?:ing|ed|er|ly|e|y)$/u, "");
  for (const each of said) if (stem.length > 2 && each.startsWith(stem)) return true;
  return false;
}

/** Words that have to be found again, numbers as digits. */
function listWeighty(phrase: string): readonly string[] {
  const words = toWords(phrase).flatMap((word) => {
    const number = NUMBER_WORDS.get(word);
    if (number !== undefined && number !== "1") return [number];
    return EMPTY_WORDS.has(word) || FRAMING.has(word) || /^\p{L}$/u.test(word) ? [] : [word];
  });
  return words;
}
