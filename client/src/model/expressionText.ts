/**
 * Compares PQL texts without reading them as PQL: two texts that differ only in white space between words are the same.
 * Knows strings and quoted names so that white space inside them counts. Does not judge the expression.
 */

const QUOTES = new Set(['"', "'", "`"]);
const WORD = /[\p{L}\p{N}_$@"'`]/u;
const SPACE = /\s/;

/** Whether the texts are the same expression up to white space between words. */
export function isSameExpression(one: string, other: string): boolean {
  return one === other || withoutFreeSpace(one) === withoutFreeSpace(other);
}

/** The text with white space kept only where it separates two words or two operators, and inside quotes. */
export function withoutFreeSpace(text: string): string {
  let result = "";
  // Asking a growing text for its last character copies it, which made long expressions take minutes.
  let before: string | undefined;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (SPACE.test(character)) {
      const end = findEndOfSpace(text, at);
      if (isSeparator(before, text[end])) result += " ";
      at = end;
    } else {
      const end = QUOTES.has(character) ? findEndOfQuoted(text, at) : at + 1;
      result += text.slice(at, end);
      before = text[end - 1];
      at = end;
    }
  }
  return result;
}

function findEndOfSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text.charAt(at))) at++;
  return at;
}

/** An unclosed quote runs to the end, so that nothing behind it is taken for free space. */
function findEndOfQuoted(text: string, from: number): number {
  const quote = text.charAt(from);
  for (let at = from + 1; at < text.length; at++) {
    if (text.charAt(at) === "\\") at++;
    else if (text.charAt(at) === quote) return at + 1;
  }
  return text.length;
}

/** White space between a word and a bracket or operator says nothing; between two of a kind it keeps them apart. */
function isSeparator(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const isWordBefore = WORD.test(before);
  const isWordAfter = WORD.test(after);
  if (isWordBefore || isWordAfter) return isWordBefore && isWordAfter;
  return /[<>=!+\-*/]/.test(before) && /[<>=!+\-*/]/.test(after);
}
