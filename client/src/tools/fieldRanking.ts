/**
 * Which fields a description is about: every word counts once for each place it stands in, names before titles before texts. Pure.
 */
import type { KnownField } from "./ruleDesk";
import { EMPTY_WORDS, isCountry, toSpellings, toWords } from "./words";

/** How much a word counts in a place. */
const WEIGHTS = { name: 8, path: 4, title: 6, values: 5, description: 2 } as const;

/** A part of a longer word counts less than the whole. */
const PART = 0.5;

/** A field that audiences read is more likely meant; ten readers count as much as a word in a description. */
const READER_WEIGHT = 0.6;

interface SearchedField {
  readonly name: ReadonlySet<string>;
  readonly path: ReadonlySet<string>;
  readonly title: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
  readonly description: ReadonlySet<string>;
}

/** Fields that share a word with the description, best first; deprecated ones last. */
export function rankFields(
  fields: readonly KnownField[],
  about: string,
  countReaders: (field: KnownField) => number,
): readonly KnownField[] {
  const wanted = toWords(about).filter((word) => !EMPTY_WORDS.has(word));
  if (wanted.length === 0) return [];
  const scored = fields.flatMap((field) => {
    const searched = toSearched(field);
    const score = wanted.reduce((sum, word) => sum + scoreWord(searched, word), 0);
    if (score === 0) return [];
    const used = READER_WEIGHT * Math.min(10, countReaders(field));
    return [{ field, score: field.isDeprecated === true ? score / 100 : score + used }];
  });
  return scored
    .sort(
      (a, b) => b.score - a.score || a.field.path.length - b.field.path.length || compare(a.field, b.field),
    )
    .map(({ field }) => field);
}

function compare(a: KnownField, b: KnownField): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

function scoreWord(field: SearchedField, word: string): number {
  const spellings = isCountry(word) ? [word, "country", "countrycode"] : toSpellings(word);
  return Math.max(...spellings.map((spelling, at) => scoreSpelling(field, spelling) * (at === 0 ? 1 : PART)));
}

function scoreSpelling(field: SearchedField, word: string): number {
  let score = 0;
  for (const place of ["name", "path", "title", "values", "description"] as const) {
    score += WEIGHTS[place] * matchWord(field[place], word);
  }
  return score;
}

/** 1 for the word itself, less for a word that begins with it or the other way round. */
function matchWord(words: ReadonlySet<string>, word: string): number {
  if (words.has(word)) return 1;
  if (word.length < 4) return 0;
  for (const each of words) {
    if (each.startsWith(word) || (each.length > 3 && word.startsWith(each))) return PART;
  }
  return 0;
}

function toSearched({ path, title = "", description = "", values = [] }: KnownField): SearchedField {
  const steps = path.replaceAll("`", "").split(".");
  return {
    name: new Set(toWords(steps.at(-1) ?? "")),
    path: new Set(toWords(steps.slice(0, -1).join(" "))),
    title: new Set(toWords(title)),
    values: new Set(values.flatMap(({ value, title: name }) => toWords(`${value} ${name}`))),
    description: new Set(toWords(description)),
  };
}
