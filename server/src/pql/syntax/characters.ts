/**
 * The text as the lexer reads it: one byte a code unit, and the class of each byte as one table look-up.
 * Reading bytes takes a fifth of the time of asking a string for its characters. Holds what reference section 2 says of
 * identifiers: a letter or underscore first, non-ASCII letters allowed.
 */

/** Character classes the lexer switches on. */
export const CharClass = {
  Other: 0,
  Space: 1,
  Punctuation: 2,
  DoubleQuote: 3,
  /** A code unit that is not ASCII; the text tells what it is. */
  Wide: 4,
  // Last, so that one comparison tells what may go on a name.
  Letter: 5,
  Digit: 6,
} as const;

/** Stands in the bytes for every code unit that is not ASCII. */
export const WIDE = 255;

/** Room behind the text, so that looking a few characters ahead never leaves the bytes. */
const PADDING = 4;

/** Class of every byte. */
export const BYTE_CLASSES: Uint8Array = buildClasses();

function buildClasses(): Uint8Array {
  const table = new Uint8Array(256);
  for (const space of [9, 10, 11, 12, 13, 32]) table[space] = CharClass.Space;
  for (let digit = 48; digit <= 57; digit++) table[digit] = CharClass.Digit;
  for (let letter = 65; letter <= 90; letter++) {
    table[letter] = CharClass.Letter;
    table[letter + 32] = CharClass.Letter;
  }
  table[95] = CharClass.Letter;
  for (const sign of "()[]{},.:^=!<>+-*/%&|") table[sign.charCodeAt(0)] = CharClass.Punctuation;
  table[34] = CharClass.DoubleQuote;
  table.fill(CharClass.Wide, 128);
  return table;
}

const ENCODER = new TextEncoder();

/** The code units of a text, `WIDE` for those that are not ASCII, with zeros behind the end. */
export function readBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length + PADDING);
  const { read, written } = ENCODER.encodeInto(text, bytes);
  return read === text.length && written === text.length ? bytes : readWideBytes(text);
}

/** UTF-8 takes at most this many bytes a code unit. */
const BYTES_PER_UNIT = 3;
const LEAST_CONTINUATION = 0x80;
const LEAST_LEAD = 0xc0;
/** Leads of characters that are two code units. */
const LEAST_PAIR_LEAD = 0xf0;

/** Code units that are turned into UTF-8 at a time. */
const CHUNK = 8192;

/**
 * As `readBytes`, by way of UTF-8: walking bytes is still cheaper than asking the text for each code unit. A pair cut by the end
 * of a chunk comes out right, because each half alone is encoded as one character that is not ASCII.
 */
function readWideBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length + PADDING);
  const utf8 = new Uint8Array(CHUNK * BYTES_PER_UNIT);
  let at = 0;
  for (let start = 0; start < text.length; start += CHUNK) {
    const { written } = ENCODER.encodeInto(text.slice(start, start + CHUNK), utf8);
    for (let i = 0; i < written; i++) {
      const byte = utf8[i];
      if (byte < LEAST_CONTINUATION) bytes[at++] = byte;
      else if (byte >= LEAST_LEAD) {
        bytes[at++] = WIDE;
        if (byte >= LEAST_PAIR_LEAD) bytes[at++] = WIDE;
      }
    }
  }
  return bytes;
}

const LETTER = /^[\p{L}\p{M}\p{Nl}]$/u;
const NAME_PART = /^[\p{L}\p{M}\p{N}\p{Pc}]$/u;
const SPACE = /^[\s\u200b\u2060\ufeff]$/u;

/** The character at `offset`, both halves where it is a surrogate pair. */
export function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0);
}

/** Class of a character that is not ASCII. */
export function classOfWide(text: string, offset: number): number {
  const character = characterAt(text, offset);
  if (SPACE.test(character)) return CharClass.Space;
  return LETTER.test(character) ? CharClass.Letter : CharClass.Other;
}

/** Offset just behind the name that goes on at `offset` with a character that is not ASCII. */
export function wideNameEnd(text: string, bytes: Uint8Array, offset: number): number {
  let end = offset;
  for (;;) {
    while (BYTE_CLASSES[bytes[end]] >= CharClass.Letter) end++;
    if (bytes[end] !== WIDE) return end;
    const character = characterAt(text, end);
    if (!NAME_PART.test(character)) return end;
    end += character.length;
  }
}

/** True for `0` to `9`. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True where a line ends, for LF and CR, and in the text for the two Unicode separators. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}
