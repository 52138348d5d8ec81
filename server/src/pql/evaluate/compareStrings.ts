/**
 * Tests of texts: parts of a text with and without regard to case, and `like`. Beyond ASCII nobody documents how case is
 * folded, so such answers stand only where every usual folding agrees.
 */
import { Truth } from "./verdict";

/** What a method asks of a text. */
export type TextTest = "contains" | "startsWith" | "endsWith" | "equals";

const ASCII = /^[\0-\x7f]*$/;

function holdsFor(test: TextTest, text: string, part: string): boolean {
  switch (test) {
    case "contains":
      return text.includes(part);
    case "startsWith":
      return text.startsWith(part);
    case "endsWith":
      return text.endsWith(part);
    case "equals":
      return text === part;
  }
}

/** The ways in which runtimes fold case, and texts that are written alike. */
const FOLDINGS: readonly ((text: string) => string)[] = [
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => text.toUpperCase().toLowerCase(),
  (text) => text.normalize("NFC").toLowerCase(),
  (text) => text.replace(/[İI]/g, (letter) => (letter === "I" ? "ı" : "i")).toLowerCase(),
];
/** The last folding is Turkish; it matters only where one of its letters stands. */
const TURKISH = /[İı]/;

/** The truth of a test; unknown where foldings of case disagree. */
export function testText(
  test: TextTest,
  {
    text,
    part,
    isSensitive,
  }: { readonly text: string; readonly part: string; readonly isSensitive: boolean },
): Truth {
  if (isSensitive) return holdsFor(test, text, part) ? Truth.True : Truth.False;
  if (ASCII.test(text) && ASCII.test(part)) {
    return holdsFor(test, text.toLowerCase(), part.toLowerCase()) ? Truth.True : Truth.False;
  }
  const hasTurkish = TURKISH.test(text) || TURKISH.test(part);
  const foldings = hasTurkish ? FOLDINGS : FOLDINGS.slice(0, -1);
  const results = foldings.map((fold) => holdsFor(test, fold(text), fold(part)));
  if (results.some((result) => result !== results[0])) return Truth.Unknown;
  return results[0] === true ? Truth.True : Truth.False;
}

/** Whether a pattern of `like` may escape something, which nobody documents. */
export function mayEscape(pattern: string): boolean {
  return pattern.includes("\\");
}

/** `like`: `%` is any run, `_` one character, and the whole text is covered. `spend` is told each comparison. */
export function isLike(text: string, pattern: string, spend: (steps: number) => void): boolean {
  const signs = Array.from(text);
  const wanted = Array.from(pattern);
  let at = 0;
  let sign = 0;
  let star = -1;
  let resume = 0;
  while (at < signs.length) {
    spend(1);
    if (sign < wanted.length && wanted[sign] === "%") {
      star = sign++;
      resume = at;
    } else if (sign < wanted.length && (wanted[sign] === "_" || wanted[sign] === signs[at])) {
      at++;
      sign++;
    } else if (star >= 0) {
      sign = star + 1;
      at = ++resume;
    } else return false;
  }
  while (wanted[sign] === "%") sign++;
  return sign === wanted.length;
}
