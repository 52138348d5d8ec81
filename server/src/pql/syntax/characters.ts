/**
 * Which class a UTF-16 code unit belongs to, as one table look-up for ASCII.
 * Holds what reference section 2 says of identifiers: a letter or underscore first, non-ASCII letters allowed.
 */

/** Character classes the lexer switches on. */
export const CharClass = {
  Other: 0,
  Space: 1,
  Punctuation: 2,
  DoubleQuote: 3,
  // Last, so that one comparison tells what may go on a name.
  Letter: 4,
  Digit: 5,
} as const;

/** Class of every ASCII character. */
export const ASCII_CLASSES: Uint8Array = buildAscii();

function buildAscii(): Uint8Array {
  const table = new Uint8Array(128);
  for (const space of [9, 10, 11, 12, 13, 32]) table[space] = CharClass.Space;
  for (let digit = 48; digit <= 57; digit++) table[digit] = CharClass.Digit;
  for (let letter = 65; letter <= 90; letter++) {
    table[letter] = CharClass.Letter;
    table[letter + 32] = CharClass.Letter;
  }
  table[95] = CharClass.Letter;
  for (const sign of "()[]{},.:^=!<>+-*/%&|") table[sign.charCodeAt(0)] = CharClass.Punctuation;
  table[34] = CharClass.DoubleQuote;
  return table;
}

const LETTER = /^[\p{L}\p{M}\p{Nl}]$/u;
const NAME_PART = /^[\p{L}\p{M}\p{N}\p{Pc}]$/u;
const SPACE = /^[\s\u200b\u2060\ufeff]$/u;

function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0);
}

/** Class of the code unit `code`, which stands at `offset`; a surrogate pair is judged by its first half's code point. */
export function classOf(text: string, offset: number, code: number): number {
  if (code < 128) return ASCII_CLASSES[code];
  const character = characterAt(text, offset);
  if (SPACE.test(character)) return CharClass.Space;
  return LETTER.test(character) ? CharClass.Letter : CharClass.Other;
}

function isNamePart(kind: number): boolean {
  return kind >= CharClass.Letter;
}

/** Offset just behind the name that begins or goes on at `offset`. */
export function nameEnd(text: string, offset: number): number {
  let end = offset;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code < 128) {
      if (!isNamePart(ASCII_CLASSES[code])) return end;
      end++;
    } else if (end < text.length && NAME_PART.test(characterAt(text, end))) {
      end += characterAt(text, end).length;
    } else {
      return end;
    }
  }
}

/** True for `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True where a line ends, for LF, CR and the two Unicode separators. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}
