/**
 * The words of a text that say something, as they are compared: lower case, without plural endings, `firstName` as two. Pure.
 */

/** The words of a text in their order. */
export function toWords(text: string): readonly string[] {
  const spaced = text.replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2").toLowerCase();
  return Array.from(spaced.matchAll(/[\p{L}\d]+/gu), ([word]) => toSingular(word));
}

function toSingular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** Words that say nothing about which field or which condition is meant. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  [
    "a an and are as at be but by for from has have had in is it its of on or that the their them to was were which who with",
    "audience customer field member people person profile user everyone anybody somebody all any only want need please find",
  ]
    .join(" ")
    .split(" "),
);

/** Words that mean the same field. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ["email", ["mail", "e-mail"]],
  ["mail", ["email"]],
  ["phone", ["telephone", "mobile"]],
  ["bought", ["purchase", "order"]],
  ["buy", ["purchase", "order"]],
  ["purchased", ["purchase", "order"]],
  ["ordered", ["purchase", "order"]],
  ["spent", ["total", "price", "revenue"]],
  ["visited", ["view", "visit", "web"]],
  ["viewed", ["view"]],
  ["opened", ["open"]],
  ["logged", ["login"]],
  ["woman", ["female"]],
  ["women", ["female"]],
  ["man", ["male"]],
  ["men", ["male"]],
  ["clicked", ["click"]],
  ["live", ["home", "address", "country", "city"]],
  ["living", ["home", "address", "country", "city"]],
  ["country", ["countrycode"]],
  ["birthday", ["birthdate", "birth"]],
  ["age", ["birth", "birthdate", "birthyear"]],
  ["old", ["birth", "birthdate", "birthyear"]],
  ["born", ["birth", "birthdate", "birthyear"]],
  ["member", ["loyalty", "membership"]],
  ["unsubscribed", ["consent", "optout"]],
  ["subscribed", ["consent", "optin"]],
  ["cart", ["basket", "productlistadds", "list"]],
  ["abandoned", ["productlistadds", "list"]],
]);

const ALPHABET = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/** The codes of countries by the first word of their English names. */
const COUNTRY_CODES: ReadonlyMap<string, readonly string[]> = toCountryCodes();

function toCountryCodes(): ReadonlyMap<string, readonly string[]> {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const codes = new Map<string, string[]>();
  for (const code of ALPHABET.flatMap((one) => ALPHABET.map((other) => one + other))) {
    const [first] = toWords(names.of(code) ?? "");
    if (first !== undefined) codes.set(first, [...(codes.get(first) ?? []), code.toLowerCase()]);
  }
  return codes;
}

/** The word itself first, then others that may stand for it: of a country its code. */
export function toSpellings(word: string): readonly string[] {
  return [word, ...(SYNONYMS.get(word) ?? []), ...(COUNTRY_CODES.get(word) ?? [])];
}

/** Whether a country is called so. */
export function isCountry(word: string): boolean {
  return COUNTRY_CODES.has(word);
}
